import {
  type AuthenticationResultType,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { refusal } from "./pool-gate";
import { byFlow, byOperation, claims, gate, hash, later, revoke, secretOf, signIn } from "./refresh-gate";

/**
 * Refresh and rotation. Sources: API reference, InitiateAuth, GetTokensFromRefreshToken, RevokeToken,
 * GlobalSignOut; messages observed in aws/aws-sdk-cpp#1789 and aws-amplify/amplify-swift#3344.
 */

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
