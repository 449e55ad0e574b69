import type { Rule } from "../rule";

const POOLS = ["aws_cognito_user_pool", "aws_cognito_identity_pool"];

export const poolDestroyed: Rule = {
  id: "pool-destroyed",
  level: "critical",
  finds: "A user pool or an identity pool that is replaced or deleted",
  reason:
    "A user pool that is replaced or deleted takes all its users with it, an identity pool its identities",
  fix: "Undo the argument that forces the replacement; to remove a pool on purpose, waive this once",
  example: "identity/aws_cognito_user_pool.users",
  needs: "changes",
  check: ({ changes = [] }) =>
    changes
      .filter(({ change, type }) => POOLS.includes(type) && (change === "replace" || change === "delete"))
      .map(({ address, change }) => ({ resource: address, message: `it is to be ${change}d` })),
};
