import assert from "node:assert/strict";
import { InMemoryWebStorage, OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { atLoginPage, callsWithTokens } from "../context.mjs";

function client({ gate }) {
  return new OidcClient({
    authority: gate.issuer,
    metadataUrl: `${gate.endpoint}/${gate.userPoolId}/.well-known/openid-configuration`,
    client_id: gate.clientId,
    redirect_uri: gate.callback,
    post_logout_redirect_uri: gate.logout,
    scope: "openid email profile",
    loadUserInfo: true,
    stateStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  });
}

async function signIn(context) {
  const made = client(context);
  const { url } = await made.createSigninRequest({ request_type: "si:r" });
  const back = await atLoginPage(url, { username: context.name("bob"), password: context.password });
  return { made, user: await made.processSigninResponse(back.href) };
}

export const operations = {
  discovery: async (context) => {
    assert.ok(await client(context).metadataService.getTokenEndpoint());
  },
  "OAuth: code with PKCE": async (context) => {
    const { user } = await signIn(context);
    assert.equal(user.profile.iss, context.gate.issuer);
  },
  "OAuth: userInfo": async (context) => {
    const { user } = await signIn(context);
    // Merged into the profile from userInfo only.
    assert.equal(user.profile.username, context.name("bob"));
  },
  "OAuth: refresh": async (context) => {
    const { made, user } = await signIn(context);
    const { id_token, profile, refresh_token, scope } = user;
    const state = { refresh_token, id_token, scope, profile, session_state: null, data: undefined };
    const after = await made.useRefreshToken({ state });
    assert.notEqual(after.access_token, user.access_token);
    if (context.rotates) await assert.rejects(made.useRefreshToken({ state }), { error: "invalid_grant" });
  },
  "OAuth: revoke": async (context) => {
    const { made, user } = await signIn(context);
    await made.revokeToken(user.refresh_token, "refresh_token");
    const { id_token, profile, refresh_token, scope } = user;
    const state = { refresh_token, id_token, scope, profile, session_state: null, data: undefined };
    await assert.rejects(made.useRefreshToken({ state }), { error: "invalid_grant" });
  },
  "OAuth: log out": async (context) => {
    const { gate } = context;
    const { url } = await client(context).createSignoutRequest({
      // Cognito's name of the parameter; the library adds client_id.
      extraQueryParams: { logout_uri: gate.logout },
    });
    const { headers, status } = await fetch(url, { redirect: "manual" });
    assert.deepEqual([status, headers.get("location")], [302, gate.logout]);
  },
  "call with a token": async (context) => {
    const { user } = await signIn(context);
    await callsWithTokens(context, { accessToken: user.access_token, idToken: user.id_token }, "user");
  },
};
