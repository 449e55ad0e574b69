import type { Notice } from "../../model";
import type { PlanAction } from "./plan-actions";

/**
 * User pools that a change updates. UpdateUserPool puts back to its default whatever the request does not contain, and
 * the provider leaves out the triggers that it does not know, such as that of inbound federation. No plan shows it.
 * https://github.com/hashicorp/terraform-provider-aws/issues/49707
 */
export function poolUpdates(changes: readonly PlanAction[]): Notice[] {
  return changes
    .filter(({ change, type }) => type === "aws_cognito_user_pool" && change === "update")
    .map(({ address }) => ({
      address,
      message:
        "this update removes from the user pool what was set outside of Terraform, such as a trigger for inbound federation; the plan does not show it",
    }));
}
