import type { GuardSide } from "../../../../../terraform/access/guard/guard";
import { api, LOCKED } from "../../../build/http-shop";
import type { Resources } from "../../../build/people";
import { httpSide, iam, type RuleCases, redeployed, side } from "../side";

const method = "shop/aws_api_gateway_method.GET_pets";
const before = side({ "GET /pets": iam });
const changed = { "GET /pets": { ...iam, api_key_required: true } };

const withoutDeployment = (one: GuardSide): GuardSide => ({
  ...one,
  resources: one.resources.filter(({ type }) => type !== "aws_api_gateway_deployment"),
});

/** An HTTP API on a stage that serves a deployment with this trigger. */
const deployed = (hash: string, auto_deploy = false): Resources => ({
  aws_apigatewayv2_deployment: { d: { api_id: api, triggers: { hash } } },
  aws_apigatewayv2_stage: {
    live: { auto_deploy, deployment_id: "${aws_apigatewayv2_deployment.d.id}" },
  },
});
const open = { "GET /pets": {} };
const locked = { "GET /pets": LOCKED.people };

export const cases: RuleCases = {
  "a route of an HTTP API without a new deployment": {
    base: httpSide(open, deployed("1")),
    head: httpSide(locked, deployed("1")),
    finds: ["shop/aws_apigatewayv2_route.r0"],
  },
  "a route with a new deployment": {
    base: httpSide(open, deployed("1")),
    head: httpSide(locked, deployed("2")),
    finds: [],
  },
  "a stage that deploys each change": {
    base: httpSide(open, deployed("1", true)),
    head: httpSide(locked, deployed("1", true)),
    finds: [],
  },
  "a change without a new deployment": { base: before, head: side(changed), finds: [method] },
  "a change with a new deployment": { base: before, head: side(changed, redeployed), finds: [] },
  "a deployment that another root makes": {
    base: withoutDeployment(before),
    head: withoutDeployment(side(changed)),
    finds: [],
  },
};
