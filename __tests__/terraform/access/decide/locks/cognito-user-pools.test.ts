import type { Caller } from "../../../../../terraform/access/decide/request";
import { authorizers } from "../../../build/model";
import { anonymous, decided, token } from "../decided";

describe("a method behind a user pool", () => {
  const cognito = { authorization: "COGNITO_USER_POOLS", authorizerId: "cognito" } as const;
  const refused = (reason: string, address: string, refusal = "UNAUTHORIZED") => ({
    outcome: "deny",
    reason,
    source: { address },
    refusal,
  });

  test("takes a token", () => {
    expect(decided(token, { method: cognito })).toEqual({
      outcome: "allow",
      reason: "m takes every ID token",
      source: { address: "m" },
    });
    const scoped = { ...cognito, scopes: ["pets/read", "pets/write"] };
    expect(decided({ ...token, use: "access", scopes: ["pets/write"] }, { method: scoped })).toEqual({
      outcome: "allow",
      reason: "m takes the scope pets/write",
      source: { address: "m" },
    });
  });

  test.each<[string, Caller, object, unknown]>([
    ["no token", anonymous, {}, refused("m takes tokens of a user pool", "m")],
    [
      "another pool's token",
      { ...token, poolArn: "other" },
      {},
      refused("other is not among the user pools of cognito", "cognito"),
    ],
    [
      "an access token without scopes to ask for",
      { ...token, use: "access" },
      {},
      refused("m has no scopes, so it takes ID tokens only", "m"),
    ],
    [
      "an ID token where there are scopes",
      token,
      { scopes: ["a"] },
      refused("m has scopes, so it takes access tokens only", "m"),
    ],
    [
      "an access token without the scope",
      { ...token, use: "access", scopes: ["c"] },
      { scopes: ["a", "b"] },
      refused("The token has none of the scopes of m: a, b", "m"),
    ],
    [
      "no such authorizer",
      token,
      { authorizerId: "none" },
      refused("m has no Cognito authorizer", "m", "AUTHORIZER_CONFIGURATION_ERROR"),
    ],
    [
      "an authorizer of another type",
      token,
      { authorizerId: "lambda" },
      refused("m has no Cognito authorizer", "m", "AUTHORIZER_CONFIGURATION_ERROR"),
    ],
  ])("refuses %s", (_, caller, method, expected) => {
    expect(decided(caller, { method: { ...cognito, ...method } })).toEqual(expected);
  });

  test("an access token is called one, where an audience is expected and there are no scopes", () => {
    const [cognitoAuthorizer] = authorizers;
    const api = { authorizers: [{ ...cognitoAuthorizer, identityValidationExpression: "a" }] };
    expect(decided({ ...token, use: "access" }, { method: cognito, api })).toEqual(
      refused(
        "This is an access token, which has no audience; m has no scopes, so it takes ID tokens only",
        "m",
      ),
    );
  });

  test.each<[string, string | undefined, unknown]>([
    ["a|b", "b", undefined],
    ["a|b", "bc", refused("The token's audience, bc, does not match a|b of cognito", "cognito")],
    ["a|b", "xa", refused("The token's audience, xa, does not match a|b of cognito", "cognito")],
    ["a.b", "a-b", undefined],
    ["a.b", "a\nb", refused("The token's audience, a\nb, does not match a.b of cognito", "cognito")],
    ["a", undefined, refused("The token's audience, none, does not match a of cognito", "cognito")],
    [
      "(",
      "(",
      {
        outcome: "unknown",
        reason: "identity_validation_expression of cognito is not evaluated (missing closing ): `(`): (",
        source: { address: "cognito" },
        refusal: "AUTHORIZER_CONFIGURATION_ERROR",
      },
    ],
  ])(
    "with the expression %j refuses the audience %j or not",
    (identityValidationExpression, audience, expected) => {
      const [cognitoAuthorizer] = authorizers;
      const api = { authorizers: [{ ...cognitoAuthorizer, identityValidationExpression }] };
      const caller = audience === undefined ? token : { ...token, audience };
      const decision = decided(caller, { method: cognito, api });
      if (expected) expect(decision).toEqual(expected);
      else expect(decision.outcome).toBe("allow");
    },
  );
});
