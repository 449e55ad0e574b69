import { block } from "../attributes";
import type { Attributes } from "../plan-actions";
import type { Rule } from "../rule";

/** What Cognito wants to be there before it takes e-mail as a second factor. */
const BEFORE = ["email_configuration", "account_recovery_setting"];

export const emailMfaInOneStep: Rule = {
  id: "email-mfa-in-one-step",
  level: "medium",
  finds: "E-mail added as a second factor together with its prerequisites",
  reason:
    "The provider asks Cognito for e-mail as a second factor before it sets the sender and the account recovery: such an apply fails half-way",
  fix: "Deploy email_configuration and account_recovery_setting first, and email_mfa_configuration in a second deployment",
  example: "identity/aws_cognito_user_pool.users",
  needs: "changes",
  check: ({ changes = [] }) =>
    changes
      .filter(({ change, type }) => type === "aws_cognito_user_pool" && change === "update")
      .filter(({ after, before }) => isOn(after) && !isOn(before))
      .flatMap(({ address, after, before }) =>
        BEFORE.filter((name) => differs(before[name], after[name])).map((name) => ({
          resource: address,
          message: `email_mfa_configuration is added together with a change of ${name}`,
        })),
      ),
};

function isOn(values: Attributes): boolean {
  return block(values, "email_mfa_configuration") !== undefined;
}

function differs(a: unknown, b: unknown): boolean {
  return JSON.stringify(a ?? null) !== JSON.stringify(b ?? null);
}
