import { callerOf } from "../../../functions/handler/caller";
import {
  asAccessToken,
  asPartner,
  asUser,
  eventForms,
  payload1,
  payload2,
  proxyEvent,
  type Sent,
} from "../support/events";

const pool = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc";
const identityPool = {
  userArn: "arn:aws:sts::123456789012:assumed-role/admin/CognitoIdentityCredentials",
  cognitoIdentityId: "eu-west-1:11111111-2222-3333-4444-555555555555",
  cognitoAuthenticationType: "authenticated",
  cognitoAuthenticationProvider: `${pool},${pool}:CognitoSignIn:alice-1`,
};
const role = "arn:aws:sts::123456789012:assumed-role/warehouse/session";

describe.each(Object.entries(eventForms))("the caller, in the event of %s", (_, form) => {
  it.each([
    ["an ID token", { authorizer: asUser("alice-1") }, { kind: "user", id: "alice-1", via: "pool" }],
    [
      "an access token of a person",
      { authorizer: asAccessToken({ sub: "alice-1", username: "alice", scope: "petstore/user" }) },
      { kind: "user", id: "alice-1", via: "pool" },
    ],
    [
      "an access token of a program",
      { authorizer: asAccessToken({ sub: "client-7", scope: "petstore/user" }) },
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
    [
      "a session whose name begins as the identity pool's",
      { identity: { userArn: `${identityPool.userArn}-2` } },
      { kind: "system", id: `${identityPool.userArn}-2` },
    ],
  ])("is known from %s", (_, sent, caller) => {
    expect(callerOf(form("GET /pets", sent))).toEqual(caller);
  });

  it.each<[string, Sent]>([
    ["nothing", {}],
    ["an empty authorizer", { authorizer: {} }],
    ["claims without a sub", { authorizer: { claims: { email: "a@example.com" } } }],
    ["an empty sub", { authorizer: { claims: { sub: "" } } }],
    ["a sub that is no text", { authorizer: { claims: { sub: { admin: true } } } }],
    ["claims that are text", { authorizer: { claims: "alice" } }],
    ["a principalId alone", { authorizer: { principalId: "shop-1" } }],
    ["an empty ARN", { identity: { userArn: "" } }],
    ["the identity pool, without an identity", { identity: { userArn: identityPool.userArn } }],
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
    expect(callerOf(form("GET /pets", sent))).toBeUndefined();
  });

  it.each([
    `${pool},${pool}:CognitoSignIn:`,
    `${pool},${pool}:CognitoSignIn:a,b`,
    `evil.example/x,${pool}:CognitoSignIn:alice-1`,
    `evil.example/x,${pool},${pool}:CognitoSignIn:alice-1`,
    `${pool},evil.example:CognitoSignIn:alice-1`,
    `${pool}:CognitoSignIn:alice-1`,
  ])("is not taken for a user of the pool by the provider %s", (cognitoAuthenticationProvider) => {
    const caller = callerOf(
      form("GET /pets", { identity: { ...identityPool, cognitoAuthenticationProvider } }),
    );
    expect(caller).toMatchObject({ via: "identity-pool", id: identityPool.cognitoIdentityId });
  });
});

describe("the caller, in payload format 1.0 and of a REST API", () => {
  it.each<[string, Sent]>([
    ["a userId that is not the principal", { authorizer: { ...asPartner("shop-1"), principalId: "shop-2" } }],
    ["a userId alone", { authorizer: { userId: "shop-1" } }],
  ])("is undefined, from %s", (_, sent) => {
    expect(callerOf(proxyEvent("GET /pets", sent))).toBeUndefined();
    expect(callerOf(payload1("GET /pets", sent))).toBeUndefined();
  });

  it("is undefined, from claims that are null", () => {
    expect(callerOf(proxyEvent("GET /pets", { authorizer: { claims: null } }))).toBeUndefined();
  });

  it("is undefined, from a hand-made event without identity and authorizer", () => {
    expect(callerOf({ requestContext: { requestId: "r" } } as never)).toBeUndefined();
  });
});

describe("the caller, in payload format 2.0", () => {
  const of = (authorizer: unknown) => {
    const event = payload2("GET /pets");
    return callerOf({ ...event, requestContext: { ...event.requestContext, authorizer } } as never);
  };
  const iam = { userArn: role, cognitoIdentity: null };

  it("is the one whom the Lambda authorizer names", () => {
    expect(of({ lambda: { userId: "shop-1" } })).toEqual({ kind: "user", id: "shop-1", via: "jwt" });
  });

  it("is a program where the signature is of no identity", () => {
    for (const its of [iam, { userArn: role }])
      expect(of({ iam: its })).toEqual({ kind: "system", id: role });
  });

  it.each<[string, unknown]>([
    ["no authorizer", undefined],
    ["an authorizer that is null", null],
    ["no context of the Lambda authorizer", { lambda: null }],
    ["a context that is text", { lambda: "shop-1" }],
    ["a context whose principal is another", { lambda: { userId: "shop-1", principalId: "shop-2" } }],
    ["the members of a REST API", { ...asUser("alice-1"), ...asPartner("shop-1") }],
    [
      "a session of the identity pool without an identity",
      { iam: { ...iam, userArn: identityPool.userArn } },
    ],
    ["an identity that cannot be read", { iam: { ...iam, cognitoIdentity: "eu-west-1:1" } }],
    ["an identity without its methods", { iam: { ...iam, cognitoIdentity: { identityId: "eu-west-1:1" } } }],
    ["an identity without an id", { iam: { ...iam, cognitoIdentity: { amr: ["authenticated"] } } }],
    [
      "an identity of no methods",
      { iam: { ...iam, cognitoIdentity: { amr: [], identityId: "eu-west-1:1" } } },
    ],
    ["a signature beside a context", { iam, lambda: { userId: "shop-1" } }],
  ])("is undefined, from %s", (_, authorizer) => {
    expect(of(authorizer)).toBeUndefined();
  });
});
