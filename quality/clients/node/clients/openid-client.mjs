import assert from "node:assert/strict";
import * as oidc from "openid-client";
import { atLoginPage, callsWithTokens } from "../context.mjs";

/** Where the gate has discovery; also where it is not what the tokens name as issuer. */
const address = ({ gate }) => new URL(`${gate.endpoint}/${gate.userPoolId}`);

async function discover(context, name) {
  const { clientId, clientSecret } = context.app(name);
  const authentication = clientSecret === null ? oidc.None() : undefined;
  const execute = address(context).protocol === "http:" ? [oidc.allowInsecureRequests] : [];
  return oidc.discovery(address(context), clientId, clientSecret ?? undefined, authentication, { execute });
}

async function signIn(context, name) {
  const config = await discover(context, name);
  const [verifier, state, nonce] = [oidc.randomPKCECodeVerifier(), oidc.randomState(), oidc.randomNonce()];
  const url = oidc.buildAuthorizationUrl(config, {
    redirect_uri: context.gate.callback,
    scope: "openid email profile",
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
  });
  const back = await atLoginPage(url, { username: context.name("bob"), password: context.password });
  const tokens = await oidc.authorizationCodeGrant(config, back, {
    pkceCodeVerifier: verifier,
    expectedState: state,
    expectedNonce: nonce,
    idTokenExpected: true,
  });
  return { config, tokens };
}

export const operations = {
  discovery: async (context) => {
    assert.ok((await discover(context, "app")).serverMetadata().token_endpoint);
  },
  "OAuth: code with PKCE": async (context) => {
    const { tokens } = await signIn(context, "app");
    assert.equal(tokens.claims().email, `${context.name("bob")}@example.com`);
  },
  "OAuth: code, client with a secret": async (context) => {
    const { tokens } = await signIn(context, "server");
    assert.deepEqual(tokens.claims()["cognito:groups"], ["user"]);
  },
  "OAuth: userInfo": async (context) => {
    const { config, tokens } = await signIn(context, "app");
    const { sub } = tokens.claims();
    assert.equal((await oidc.fetchUserInfo(config, tokens.access_token, sub)).username, context.name("bob"));
  },
  "OAuth: refresh": async (context) => {
    const { config, tokens } = await signIn(context, "app");
    const after = await oidc.refreshTokenGrant(config, tokens.refresh_token);
    assert.equal(after.claims().sub, tokens.claims().sub);
    const again = () => oidc.refreshTokenGrant(config, tokens.refresh_token);
    if (context.rotates) await assert.rejects(again, { error: "invalid_grant" });
  },
  "OAuth: revoke": async (context) => {
    const { config, tokens } = await signIn(context, "app");
    await oidc.tokenRevocation(config, tokens.refresh_token);
    await assert.rejects(oidc.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
  },
  "OAuth: log out": async (context) => {
    const { gate } = context;
    const config = await discover(context, "app");
    const url = oidc.buildEndSessionUrl(config, {
      logout_uri: gate.logout,
      client_id: context.app("app").clientId,
    });
    const { headers, status } = await fetch(url, { redirect: "manual" });
    assert.deepEqual([status, headers.get("location")], [302, gate.logout]);
  },
  "OAuth: client credentials": async (context) => {
    const config = await discover(context, "machine");
    const { access_token } = await oidc.clientCredentialsGrant(config, { scope: "petstore/user" });
    await callsWithTokens(context, { accessToken: access_token }, "user");
  },
  "call with a token": async (context) => {
    const { tokens } = await signIn(context, "app");
    await callsWithTokens(context, { accessToken: tokens.access_token, idToken: tokens.id_token }, "user");
  },
};
