import { block } from "../attributes";
import type { Rule } from "../rule";

export const smsConfigurationRemoved: Rule = {
  id: "sms-configuration-removed",
  level: "medium",
  finds: "A user pool that keeps text messages as a factor after sms_configuration is removed",
  reason:
    "A user pool keeps its sms_configuration when the block is removed: text messages stay a second factor, sent with a role that no longer exists",
  fix: 'Keep sms_configuration and its role; to end text messages as a second factor, set mfa_configuration = "OFF"',
  example: "identity/aws_cognito_user_pool.users",
  needs: "changes",
  check: ({ changes = [] }) => {
    const gone = new Set(
      changes.filter(({ change, type }) => type === "aws_iam_role" && change === "delete").map(arnOf),
    );
    return changes
      .filter(({ change, type }) => type === "aws_cognito_user_pool" && change !== "delete")
      .flatMap(({ address, after, before }) => {
        const [was, is] = [block(before, "sms_configuration"), block(after, "sms_configuration")];
        if (!was) return [];
        if (!is) return [{ resource: address, message: "its sms_configuration is taken away" }];
        // In a plan the block is computed, and stays; the role that it names does not.
        const role = String(is.sns_caller_arn);
        return gone.has(role) ? [{ resource: address, message: `it goes on to send texts as ${role}` }] : [];
      });
  },
};

function arnOf({ before }: { readonly before: Readonly<Record<string, unknown>> }): string {
  return String(before.arn);
}
