import type { CognitoAuthorizer, Decision, Operation } from "../../../model";
import { wholeExpression } from "../java-expression";
import { type ApiRequest, type Caller, refuse } from "../request";
import { admittedByPolicy } from "../resource-policy";
import type { Lock } from "./lock";

type Token = Extract<Caller, { kind: "token" }>;

/**
 * COGNITO_USER_POOLS: a token of a user pool, and the API's resource policy must not refuse it.
 */
export const cognitoUserPools: Lock = {
  label: "cognito",
  scoped: true,
  credentials: "user-pool-token",
  decide: (question, caller) => admittedByPolicy(question, decideCognito(question.request, caller)),
};

/**
 * A method without scopes takes an ID token, one with scopes an access token that has any
 * one of them. All refusals are 401.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
 */
function decideCognito({ api, match: { method } }: ApiRequest, caller: Caller): Decision {
  const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
  if (authorizer?.type !== "COGNITO_USER_POOLS")
    return refuse(
      "AUTHORIZER_CONFIGURATION_ERROR",
      `${method.address} has no Cognito authorizer`,
      method.address,
    );
  if (caller.kind !== "token")
    return refuse("UNAUTHORIZED", `${method.address} takes tokens of a user pool`, method.address);
  return refusedByAuthorizer(caller, authorizer, method) ?? decideToken(caller, method);
}

function refusedByAuthorizer(
  token: Token,
  authorizer: CognitoAuthorizer,
  method: Operation,
): Decision | undefined {
  const { address, identityValidationExpression: expression, providerArns } = authorizer;
  if (!providerArns.includes(token.poolArn))
    return refuse("UNAUTHORIZED", `${token.poolArn} is not among the user pools of ${address}`, address);
  if (expression === undefined) return undefined;
  const audience = wholeExpression(expression);
  if ("unreadable" in audience)
    return {
      outcome: "unknown",
      reason: `identity_validation_expression of ${address} is not evaluated (${audience.unreadable}): ${expression}`,
      source: { address },
      refusal: "AUTHORIZER_CONFIGURATION_ERROR",
      dependsOn: () => [{ address, text: `${expression} ${token.audience}` }],
    };
  if (token.audience !== undefined && audience.matches(token.audience)) return undefined;
  // Most often the wrong kind of token: the audience would say nothing of it.
  if (token.use === "access" && method.scopes.length === 0)
    return refuse(
      "UNAUTHORIZED",
      `This is an access token, which has no audience; ${method.address} has no scopes, so it takes ID tokens only`,
      method.address,
    );
  return refuse(
    "UNAUTHORIZED",
    `The token's audience, ${token.audience ?? "none"}, does not match ${expression} of ${address}`,
    address,
  );
}

function decideToken({ scopes, use }: Token, method: Operation): Decision {
  const { address } = method;
  if (method.scopes.length === 0) {
    if (use === "id") return allow(`${address} takes every ID token`, address);
    return refuse("UNAUTHORIZED", `${address} has no scopes, so it takes ID tokens only`, address);
  }
  if (use !== "access")
    return refuse("UNAUTHORIZED", `${address} has scopes, so it takes access tokens only`, address);
  const scope = method.scopes.find((candidate) => scopes.includes(candidate));
  if (scope !== undefined) return allow(`${address} takes the scope ${scope}`, address);
  return refuse(
    "UNAUTHORIZED",
    `The token has none of the scopes of ${address}: ${method.scopes.join(", ")}`,
    address,
  );
}

function allow(reason: string, address: string): Decision {
  return { outcome: "allow", reason, source: { address } };
}
