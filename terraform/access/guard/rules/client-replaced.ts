import type { Rule } from "../rule";

export const clientReplaced: Rule = {
  id: "client-replaced",
  level: "high",
  finds: "An app client of a user pool that is replaced or deleted",
  reason:
    "A new app client has another id and secret: apps that are installed can no longer sign in, and authorizers and role mappings that name the old id refuse its tokens",
  fix: "Undo the argument that forces the replacement, or create the new client beside the old one; to remove a client on purpose, waive this once",
  example: "identity/aws_cognito_user_pool_client.app",
  needs: "changes",
  check: ({ changes = [] }) =>
    changes
      .filter(
        ({ change, type }) =>
          type === "aws_cognito_user_pool_client" && (change === "replace" || change === "delete"),
      )
      .map(({ address, change }) => ({ resource: address, message: `it is to be ${change}d` })),
};
