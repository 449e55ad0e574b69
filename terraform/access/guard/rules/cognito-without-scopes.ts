import type { Finding, Rule } from "../rule";

export const cognitoWithoutScopes: Rule = {
  id: "cognito-without-scopes",
  level: "high",
  finds: "A Cognito method without scopes that takes the tokens of every app client",
  reason:
    "Without scopes a Cognito method does not read access tokens: it takes the ID token of every user in the pool, issued to any of its app clients",
  fix: "Give the method authorization_scopes, or its authorizer an identity_validation_expression that names the clients",
  example: "api/aws_api_gateway_method.get_account",
  check: ({ model }) =>
    model.apis.flatMap((api) =>
      api.methods.flatMap((method): Finding[] => {
        if (method.scopes.length > 0) return [];
        const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
        if (authorizer?.type !== "COGNITO_USER_POOLS") return [];
        if (authorizer.identityValidationExpression !== undefined) return [];
        const message = `${method.verb} ${method.path} has no scopes, and ${authorizer.address} takes every client's tokens`;
        return [{ resource: method.address, message }];
      }),
    ),
};
