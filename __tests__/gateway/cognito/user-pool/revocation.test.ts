import { call } from "../../client";
import { refusal } from "./pool-gate";
import { byFlow, byOperation, claims, gate, later, revoke, signIn, signOut } from "./refresh-gate";

/**
 * Revocation and global sign-out. Sources: API reference, InitiateAuth, GetTokensFromRefreshToken, RevokeToken,
 * GlobalSignOut; messages observed in aws/aws-sdk-cpp#1789 and aws-amplify/amplify-swift#3344.
 */

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
