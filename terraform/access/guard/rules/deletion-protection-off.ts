import type { Rule } from "../rule";

export const deletionProtectionOff: Rule = {
  id: "deletion-protection-off",
  level: "high",
  finds: "A user pool without deletion protection",
  reason: "Without deletion protection, one wrong apply deletes the user pool and its users",
  fix: 'Set deletion_protection = "ACTIVE"',
  example: "identity/aws_cognito_user_pool.users",
  check: ({ resources }) =>
    resources
      .filter(
        ({ type, values }) => type === "aws_cognito_user_pool" && values.deletion_protection !== "ACTIVE",
      )
      .map(({ address, values }) => ({
        resource: address,
        message: `deletion_protection is ${JSON.stringify(values.deletion_protection ?? null)}`,
      })),
};
