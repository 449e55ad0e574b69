import { mayEqual } from "../attributes";
import type { Attributes, PlanAction } from "../plan-actions";
import type { Rule } from "../rule";

/**
 * Since 6.48 the provider puts back after PutRestApi only a policy that the API itself has.
 * https://github.com/hashicorp/terraform-provider-aws/issues/49672
 */
export const bodyWipesPolicy: Rule = {
  id: "body-wipes-policy",
  level: "critical",
  finds: "A changed body of a REST API whose resource policy is a resource of its own",
  reason:
    "Provider 6.48 and later remove the resource policy when they put a new body, and neither this plan nor the next shows it: callers whom the policy denies get in",
  fix: 'Move the policy into the API\'s own argument policy, or into the body as x-amazon-apigateway-policy, or set put_rest_api_mode = "merge"; with an older provider, waive this',
  example: "api/aws_api_gateway_rest_api.shop",
  needs: "changes",
  check: ({ changes = [] }) => {
    // A policy that changes too is written after the body.
    const policies = changes.filter(
      ({ change, type }) => type === "aws_api_gateway_rest_api_policy" && change === "none",
    );
    return changes.filter(isPut).flatMap(({ address, before }) => {
      const policy = policies.find(({ before: { rest_api_id: id } }) => mayEqual(id, before.id));
      return policy
        ? [{ resource: address, message: `its body changes, and ${policy.address} does not` }]
        : [];
    });
  },
};

/** Whether an API is written with PutRestApi, all that it has before excepted. */
function isPut({ after, before, change, type }: PlanAction): boolean {
  if (type !== "aws_api_gateway_rest_api" || change !== "update") return false;
  return (
    after.put_rest_api_mode !== "merge" &&
    (differs(before, after, "body") || differs(before, after, "parameters"))
  );
}

function differs(before: Attributes, after: Attributes, name: string): boolean {
  return JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null);
}
