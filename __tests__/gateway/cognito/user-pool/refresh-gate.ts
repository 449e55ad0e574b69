import { createHmac } from "node:crypto";
import {
  GetTokensFromRefreshTokenCommand,
  GlobalSignOutCommand,
  InitiateAuthCommand,
  RevokeTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { unverifiedClaims } from "../../../../gateway/jwt/verify";
import { type PoolGate, poolGate } from "./pool-gate";

/** A gate with clients of different refresh tokens, which starts before the tests of the file, and bob's sign-ins. */

let now = new Date();
export let gate: PoolGate;
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

export const secretOf = (id: string) =>
  gate.gate.description.clients.find(({ clientId }) => clientId === id)?.clientSecret ?? "";
export const hash = (username: string, id: string) =>
  createHmac("sha256", secretOf(id)).update(`${username}${id}`).digest("base64");

export async function signIn(ClientId: string, parameters: Record<string, string> = {}) {
  const { AuthenticationResult = {} } = await gate.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters: { USERNAME: "bob", PASSWORD: gate.password("bob"), ...parameters },
    }),
  );
  return AuthenticationResult;
}

export const byFlow = (ClientId: string, REFRESH_TOKEN = "", parameters: Record<string, string> = {}) =>
  gate.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "REFRESH_TOKEN_AUTH",
      ClientId,
      AuthParameters: { REFRESH_TOKEN, ...parameters },
    }),
  );
export const byOperation = (ClientId: string, RefreshToken = "", ClientSecret?: string) =>
  gate.sdk.send(new GetTokensFromRefreshTokenCommand({ ClientId, RefreshToken, ClientSecret }));
export const revoke = (ClientId: string, Token = "", ClientSecret?: string) =>
  gate.sdk.send(new RevokeTokenCommand({ ClientId, Token, ClientSecret }));
export const signOut = (AccessToken = "") => gate.sdk.send(new GlobalSignOutCommand({ AccessToken }));
export const claims = (token = "") => unverifiedClaims(token) ?? {};
export const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1_000);
};
