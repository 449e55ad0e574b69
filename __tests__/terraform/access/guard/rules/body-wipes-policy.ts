import { parsePlanActions } from "../../../../../terraform/access/guard/plan-actions";
import { iam, type RuleCases, side } from "../side";

const base = side({ "GET /pets": iam });
const api = "aws_api_gateway_rest_api.shop";

interface Planned {
  readonly actions?: readonly string[];
  readonly after?: object;
  readonly policy?: readonly string[] | "none";
  readonly policyOf?: string;
}

/** A plan for an API with a body, and for the resource that has its policy. */
function planOf({ actions = ["update"], after, policy = ["no-op"], policyOf = "abc" }: Planned) {
  const before = { id: "abc", body: "old", put_rest_api_mode: "overwrite" };
  const ofPolicy = { rest_api_id: policyOf, policy: "{}" };
  return {
    base,
    head: base,
    changes: parsePlanActions({
      resource_changes: [
        {
          address: api,
          type: "aws_api_gateway_rest_api",
          change: { actions, before, after: { ...before, ...after } },
        },
        ...(policy === "none"
          ? []
          : [
              {
                address: "aws_api_gateway_rest_api_policy.shop",
                type: "aws_api_gateway_rest_api_policy",
                change: { actions: policy, before: ofPolicy, after: ofPolicy },
              },
            ]),
      ],
    }),
  };
}

export const cases: RuleCases = {
  "a changed body beside a policy": {
    ...planOf({ after: { body: "new" } }),
    finds: [api],
    messages: ["its body changes, and aws_api_gateway_rest_api_policy.shop does not"],
  },
  "a body that is not known yet": { ...planOf({ after: { body: undefined } }), finds: [api] },
  "changed parameters": { ...planOf({ after: { parameters: { basepath: "split" } } }), finds: [api] },
  "a policy that changes too, and is written after the body": {
    ...planOf({ after: { body: "new" }, policy: ["update"] }),
    finds: [],
  },
  "no policy of its own": { ...planOf({ after: { body: "new" }, policy: "none" }), finds: [] },
  "a policy of another API": { ...planOf({ after: { body: "new" }, policyOf: "other" }), finds: [] },
  "a body that is merged": { ...planOf({ after: { body: "new", put_rest_api_mode: "merge" } }), finds: [] },
  "another argument": { ...planOf({ after: { description: "new" } }), finds: [] },
  "no change": { ...planOf({ actions: ["no-op"] }), finds: [] },
};
