import type { GuardSide } from "../../../../../terraform/access/guard/guard";
import { iam, type RuleCases, redeployed, side } from "../side";

const method = "shop/aws_api_gateway_method.GET_pets";
const before = side({ "GET /pets": iam });
const changed = { "GET /pets": { ...iam, api_key_required: true } };

const withoutDeployment = (one: GuardSide): GuardSide => ({
  ...one,
  resources: one.resources.filter(({ type }) => type !== "aws_api_gateway_deployment"),
});

export const cases: RuleCases = {
  "a change without a new deployment": { base: before, head: side(changed), finds: [method] },
  "a change with a new deployment": { base: before, head: side(changed, redeployed), finds: [] },
  "a deployment that another root makes": {
    base: withoutDeployment(before),
    head: withoutDeployment(side(changed)),
    finds: [],
  },
};
