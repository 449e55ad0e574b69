import type { APIGatewayProxyEvent } from "aws-lambda";
import { callerOf } from "../../../functions/handler/caller";
import { asPartner, asUser, proxyEvent, type Sent } from "../support/events";

const context = (sent: Sent): APIGatewayProxyEvent["requestContext"] =>
  proxyEvent("GET /pets", sent).requestContext;

const pool = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc";
const identityPool = {
  userArn: "arn:aws:sts::123456789012:assumed-role/admin/CognitoIdentityCredentials",
  cognitoIdentityId: "eu-west-1:11111111-2222-3333-4444-555555555555",
  cognitoAuthenticationType: "authenticated",
  cognitoAuthenticationProvider: `${pool},${pool}:CognitoSignIn:alice-1`,
};
const role = "arn:aws:sts::123456789012:assumed-role/warehouse/session";

describe("the caller", () => {
  it.each([
    ["an ID token", { authorizer: asUser("alice-1") }, { kind: "user", id: "alice-1", via: "pool" }],
    [
      "an access token of a person",
      { authorizer: { claims: { sub: "alice-1", token_use: "access", username: "alice" } } },
      { kind: "user", id: "alice-1", via: "pool" },
    ],
    [
      "an access token of a program",
      { authorizer: { claims: { sub: "client-7", token_use: "access", client_id: "client-7" } } },
      { kind: "system", id: "client-7" },
    ],
    [
      "the Lambda authorizer",
      { authorizer: asPartner("shop-1") },
      { kind: "user", id: "shop-1", via: "jwt" },
    ],
    [
      "the identity pool, for the user pool",
      { identity: identityPool },
      { kind: "user", id: "alice-1", via: "pool" },
    ],
    [
      "the identity pool, for another provider",
      { identity: { ...identityPool, cognitoAuthenticationProvider: "accounts.google.com" } },
      { kind: "user", id: identityPool.cognitoIdentityId, via: "identity-pool" },
    ],
    [
      "the identity pool, where no provider is named",
      { identity: { ...identityPool, cognitoAuthenticationProvider: null } },
      { kind: "user", id: identityPool.cognitoIdentityId, via: "identity-pool" },
    ],
    ["an IAM role", { identity: { userArn: role } }, { kind: "system", id: role }],
  ])("is known from %s", (_, sent, caller) => {
    expect(callerOf(context(sent))).toEqual(caller);
  });

  it.each<[string, Sent]>([
    ["nothing", {}],
    ["an empty authorizer", { authorizer: {} }],
    ["claims without a sub", { authorizer: { claims: { email: "a@example.com" } } }],
    ["an empty sub", { authorizer: { claims: { sub: "" } } }],
    ["a sub that is no text", { authorizer: { claims: { sub: { admin: true } } } }],
    ["claims that are text", { authorizer: { claims: "alice" } }],
    ["a userId that is not the principal", { authorizer: { ...asPartner("shop-1"), principalId: "shop-2" } }],
    ["a userId alone", { authorizer: { userId: "shop-1" } }],
    ["a principalId alone", { authorizer: { principalId: "shop-1" } }],
    ["an empty ARN", { identity: { userArn: "" } }],
    [
      "a guest of the identity pool",
      { identity: { ...identityPool, cognitoAuthenticationType: "unauthenticated" } },
    ],
    ["two callers at once", { authorizer: asUser("alice-1"), identity: { userArn: role } }],
    ["claims beside a Lambda context", { authorizer: { ...asUser("alice-1"), ...asPartner("shop-1") } }],
    [
      "headers, path, query and body",
      {
        headers: { authorization: "Bearer x", "x-user": "alice-1", "x-amzn-oidc-identity": "alice-1" },
        path: { sub: "alice-1" },
        query: { sub: "alice-1", userId: "alice-1" },
        body: { requestContext: { authorizer: asUser("alice-1") } },
      },
    ],
  ])("is undefined, from %s", (_, sent) => {
    expect(callerOf(context(sent))).toBeUndefined();
  });

  it("is undefined, from a hand-made event without identity and authorizer", () => {
    expect(callerOf({ requestId: "r" } as never)).toBeUndefined();
  });

  it.each([
    `${pool},${pool}:CognitoSignIn:`,
    `${pool},${pool}:CognitoSignIn:a,b`,
    `evil.example/x,${pool}:CognitoSignIn:alice-1`,
    `evil.example/x,${pool},${pool}:CognitoSignIn:alice-1`,
    `${pool},evil.example:CognitoSignIn:alice-1`,
    `${pool}:CognitoSignIn:alice-1`,
  ])("is not taken for a user of the pool by the provider %s", (cognitoAuthenticationProvider) => {
    const caller = callerOf(context({ identity: { ...identityPool, cognitoAuthenticationProvider } }));
    expect(caller).toMatchObject({ via: "identity-pool", id: identityPool.cognitoIdentityId });
  });
});
