import { createHmac } from "node:crypto";
import {
  type AuthenticationResultType,
  GetTokensFromRefreshTokenCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { call } from "../../client";
import { type PoolGate, poolGate, refusal } from "./pool-gate";

/**
 * Refresh, rotation and revocation. Sources: API reference, InitiateAuth, GetTokensFromRefreshToken, RevokeToken,
 * GlobalSignOut; messages observed in aws/aws-sdk-cpp#1789 and aws-amplify/amplify-swift#3344.
 */

let now = new Date();
let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      clients: {
        fixed: { refreshTokenSeconds: 7_200 },
        rotating: {
          explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH"],
          settings: { rotation: { retryGraceSeconds: 10 } },
        },
        plain: { settings: { revokesTokens: false } },
        secret: { hasSecret: true },
      },
    },
    { now: () => now },
  );
});
afterAll(() => gate?.stop());

const secretOf = (id: string) =>
  gate.gate.description.clients.find(({ clientId }) => clientId === id)?.clientSecret ?? "";
const hash = (username: string, id: string) =>
  createHmac("sha256", secretOf(id)).update(`${username}${id}`).digest("base64");

async function signIn(ClientId: string, parameters: Record<string, string> = {}) {
  const { AuthenticationResult = {} } = await gate.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "bob", PASSWORD: gate.password("bob"), ...parameters },
    }),
  );
  return AuthenticationResult;
}

const byFlow = (ClientId: string, REFRESH_TOKEN = "", parameters: Record<string, string> = {}) =>
  gate.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN, ...parameters },
    }),
  );
const byOperation = (ClientId: string, RefreshToken = "", ClientSecret?: string) =>
  gate.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientSecret }));
const revoke = (ClientId: string, Token = "", ClientSecret?: string) =>
  gate.sdk.send(new RevokeTokenCommand({ ClientId, Token, ClientSecret }));
const signOut = (AccessToken = "") => gate.sdk.send(new GlobalSignOutCommand({ AccessToken }));
const claims = (token = "") => unverifiedClaims(token) ?? {};
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};

test.each<
  [string, (token?: string) => Promise<{ AuthenticationResult?: AuthenticationResultType | undefined }>]
>([
  ["REFRESH_TOKEN_AUTH", (token) => byFlow("fixed", token)],
  ["GetTokensFromRefreshToken", (token) => byOperation("fixed", token)],
])("%s gives new tokens of the same sign-in, and no other refresh token", async (_, refresh) => {
  const first = await signIn("fixed");
  later(60);
  const { AuthenticationResult: second = {} } = await refresh(first.RefreshToken);
  expect(Object.keys(second).sort()).toEqual(["AccessToken", "ExpiresIn", "IdToken", "TokenType"]);
  for (const kind of ["AccessToken", "IdToken"] as const) {
    const [before, after] = [claims(first[kind]), claims(second[kind])];
    expect(after).toEqual({
      ...before,
      iat: Number(before.iat) + 60,
      exp: Number(before.exp) + 60,
      jti: expect.any(String),
      event_id: expect.any(String),
    });
    expect(after.jti).not.toBe(before.jti);
  }
  await refresh(first.RefreshToken);
});

test("a refresh token ends with its lifetime", async () => {
  const { RefreshToken } = await signIn("fixed");
  later(7_199);
  await byFlow("fixed", RefreshToken);
  later(1);
  expect(await refusal(byFlow("fixed", RefreshToken))).toBe(
    "NotAuthorizedException: Refresh Token has expired",
  );
});

test.each<[string, () => Promise<unknown>, string]>([
  ["text that is no token", () => byFlow("fixed", "none"), "NotAuthorizedException: Invalid Refresh Token."],
  [
    "an access token",
    async () => byFlow("fixed", (await signIn("fixed")).AccessToken),
    "NotAuthorizedException: Invalid Refresh Token.",
  ],
  [
    "another client's token",
    async () => byFlow("fixed", (await signIn("plain")).RefreshToken),
    "NotAuthorizedException: Invalid Refresh Token.",
  ],
  [
    "a client without the flow",
    async () => byFlow("scripts", (await signIn("scripts")).RefreshToken),
    "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client",
  ],
  [
    "a client without the flow, by the operation",
    async () => byOperation("scripts", (await signIn("scripts")).RefreshToken),
    "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client",
  ],
  [
    "a client that rotates, by the flow",
    async () => byFlow("rotating", (await signIn("rotating")).RefreshToken),
    "InvalidParameterException: REFRESH_TOKEN_AUTH flow not enabled for this client",
  ],
  [
    "no token",
    () => gate.sdk.send(new InitiateAuthCommand({ AuthFlow: "REFRESH_TOKEN_AUTH", ClientId: "fixed" })),
    "InvalidParameterException: Missing required parameter REFRESH_TOKEN",
  ],
])("%s is refused", async (_, attempt, message) => {
  expect(await refusal(attempt())).toBe(message);
});

test("rotation gives another refresh token, and the former one works for the grace time alone", async () => {
  const first = await signIn("rotating");
  const { AuthenticationResult: second } = await byOperation("rotating", first.RefreshToken);
  expect(second?.RefreshToken).not.toBe(first.RefreshToken);
  later(9);
  await byOperation("rotating", first.RefreshToken);
  later(1);
  expect(await refusal(byOperation("rotating", first.RefreshToken))).toMatch(/^RefreshTokenReuseException: /);
  const { AuthenticationResult: third } = await byOperation("rotating", second?.RefreshToken);
  expect(claims(third?.AccessToken).origin_jti).toBe(claims(first.AccessToken).origin_jti);
  // It keeps the remaining life of the first.
  later(86_400 - 10);
  expect(await refusal(byOperation("rotating", third?.RefreshToken))).toBe(
    "NotAuthorizedException: Refresh Token has expired",
  );
});

test("a revoked token gives no tokens, its access tokens are refused by the pool, and API Gateway takes them", async () => {
  const [revoked, other] = [await signIn("fixed"), await signIn("fixed")];
  const refreshed = (await byFlow("fixed", revoked.RefreshToken)).AuthenticationResult ?? {};
  expect(await revoke("fixed", revoked.RefreshToken)).toEqual({ $metadata: expect.anything() });
  await revoke("fixed", revoked.RefreshToken);
  for (const refresh of [byFlow, byOperation])
    expect(await refusal(refresh("fixed", revoked.RefreshToken))).toBe(
      "NotAuthorizedException: Refresh Token has been revoked",
    );
  for (const { AccessToken } of [revoked, refreshed])
    expect(await refusal(signOut(AccessToken))).toBe("NotAuthorizedException: Access Token has been revoked");
  await byFlow("fixed", other.RefreshToken);
  const headers = { authorization: revoked.IdToken ?? "" };
  expect((await call(gate.gate.description.endpoint, "/dev/account", { headers })).status).toBe(200);
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "an access token",
    async () => revoke("fixed", (await signIn("fixed")).AccessToken),
    "UnsupportedTokenTypeException",
  ],
  [
    "another client's token",
    async () => revoke("fixed", (await signIn("plain")).RefreshToken),
    "UnauthorizedException",
  ],
  [
    "a client without revocation",
    async () => revoke("plain", (await signIn("plain")).RefreshToken),
    "UnsupportedOperationException",
  ],
  ["an unknown client", () => revoke("none", "x"), "ResourceNotFoundException"],
])("revoking %s is refused", async (_, attempt, type) => {
  expect(await refusal(attempt())).toMatch(`${type}: `);
});

test("revoking a token that is not known is no error (RFC 7009, 2.2)", async () => {
  await revoke("fixed", "none");
});

test.each(["fixed", "plain"])(
  "a global sign-out ends all sessions of the user with the client %s",
  async (id) => {
    later(1);
    const [one, two] = [await signIn(id), await signIn("fixed")];
    await signOut(one.AccessToken);
    expect(await refusal(signOut(one.AccessToken))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
    expect(await refusal(signOut(two.AccessToken))).toBe(
      "NotAuthorizedException: Access Token has been revoked",
    );
    for (const [client, { RefreshToken }] of [
      [id, one],
      ["fixed", two],
    ] as const)
      expect(await refusal(byFlow(client, RefreshToken))).toBe(
        "NotAuthorizedException: Refresh Token has been revoked",
      );
    later(1);
    const again = await signIn(id);
    await byFlow(id, again.RefreshToken);
    await signOut(again.AccessToken);
  },
);

test("tokens of a client without revocation have no ids", async () => {
  const { AccessToken, IdToken } = await signIn("plain");
  for (const token of [AccessToken, IdToken])
    expect(Object.keys(claims(token))).not.toEqual(expect.arrayContaining([expect.stringMatching(/jti$/)]));
});

test.each<[string, () => Promise<string | undefined>, string]>([
  ["text that is no token", async () => "none", "Invalid Access Token"],
  ["an ID token", async () => (await signIn("fixed")).IdToken, "Invalid Access Token"],
  [
    "an expired token",
    async () => {
      const { AccessToken } = await signIn("fixed");
      later(900);
      return AccessToken;
    },
    "Access Token has expired",
  ],
])("the pool's operations refuse %s", async (_, token, message) => {
  expect(await refusal(signOut(await token()))).toBe(`NotAuthorizedException: ${message}`);
});

test("a client with a secret shows it each time", async () => {
  const { RefreshToken } = await signIn("secret", { SECRET_HASH: hash("bob", "secret") });
  await byFlow("secret", RefreshToken, { SECRET_HASH: hash("bob", "secret") });
  await byOperation("secret", RefreshToken, secretOf("secret"));
  expect(await refusal(byFlow("secret", RefreshToken))).toBe(
    "NotAuthorizedException: Client secret is configured with secret but SECRET_HASH was not received",
  );
  expect(await refusal(byFlow("secret", RefreshToken, { SECRET_HASH: hash("alice", "secret") }))).toBe(
    "NotAuthorizedException: SecretHash does not match for the client: secret",
  );
  for (const attempt of [byOperation, revoke]) {
    expect(await refusal(attempt("secret", RefreshToken))).toMatch(
      "NotAuthorizedException: Client secret is",
    );
    expect(await refusal(attempt("secret", RefreshToken, "none"))).toMatch("does not match");
  }
  await revoke("secret", RefreshToken, secretOf("secret"));
});
