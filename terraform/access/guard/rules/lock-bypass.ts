import type { Rule } from "../rule";

export const lockBypass: Rule = {
  id: "lock-bypass",
  level: "critical",
  finds: "Access that does not pass through the locks of the routes",
  reason: "A caller who uses this access reaches what no route allows",
  fix: "Change the argument that the message names, or remove the resource; where the access is meant, add a waiver with the reason",
  example: "identity/aws_cognito_identity_pool.users",
  check: ({ matrix, model }) =>
    [...model.notices, ...matrix.notes]
      .filter(({ weight }) => weight === "danger")
      .map(({ address, message }) => ({ resource: address, message })),
};
