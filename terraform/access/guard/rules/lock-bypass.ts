import type { Rule } from "../rule";

export const lockBypass: Rule = {
  id: "lock-bypass",
  level: "critical",
  finds: "Access that does not pass through the locks of the routes",
  reason: "A caller who uses this access reaches what no route allows",
  fix: "Close it, as the message says",
  example: "identity/aws_cognito_identity_pool.users",
  check: ({ model }) =>
    model.notices
      .filter(({ weight }) => weight === "danger")
      .map(({ address, message }) => ({ resource: address, message })),
};
