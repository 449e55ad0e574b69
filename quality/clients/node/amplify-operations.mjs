import assert from "node:assert/strict";
import { answerOf, callsWithTokens, Refused, refused, totp } from "./context.mjs";

const GONE = "NotAuthorizedException";

/** Amplify's configuration for a gate, with nothing but addresses changed. */
export function configurationOf({ gate }, userPoolClientId = gate.clientId) {
  const { callback, endpoint, identityPoolId, logout, region, url, userPoolId } = gate;
  const oauth = {
    domain: endpoint.replace(/^https?:\/\//, ""),
    scopes: ["openid", "email", "profile"],
    redirectSignIn: [callback],
    redirectSignOut: [logout],
    responseType: "code",
  };
  return {
    Auth: {
      Cognito: {
        userPoolId,
        userPoolClientId,
        identityPoolId,
        userPoolEndpoint: endpoint,
        identityPoolEndpoint: endpoint,
        loginWith: { username: true, oauth },
      },
    },
    API: { REST: { shop: { endpoint: url, region } } },
  };
}

/**
 * @param amplify the functions of browser/amplify.mjs, here or in a page
 */
export function amplifyOperations(amplify) {
  const call = (name, input) => amplify.call(name, input);

  async function signIn(context, who, { client, options, password = context.password } = {}) {
    await amplify.configure(configurationOf(context, client));
    await call("signOut").catch(() => {});
    return call("signIn", { username: context.name(who), password: password ?? undefined, options });
  }

  async function signedIn(context, who, more) {
    const { nextStep } = await signIn(context, who, more);
    assert.equal(nextStep.signInStep, "DONE");
  }

  const read = () => amplify.request("GET", "/pets");
  const add = () => amplify.request("POST", "/pets", { name: "Rex" });

  return {
    "sign in, SRP": async (context) => {
      await signedIn(context, "bob");
      assert.deepEqual((await amplify.session()).id.claims["cognito:groups"], ["user"]);
      await refused(signIn(context, "bob", { password: "wrong" }), GONE);
    },
    "sign in, password": async (context) => {
      const client = context.clientWith("ALLOW_USER_PASSWORD_AUTH");
      await signedIn(context, "bob", { client, options: { authFlowType: "USER_PASSWORD_AUTH" } });
    },
    "sign in, choice of factor": async (context) => {
      const client = context.clientWith("ALLOW_USER_AUTH");
      for (const preferredChallenge of ["PASSWORD_SRP", "PASSWORD"])
        await signedIn(context, "bob", {
          client,
          options: { authFlowType: "USER_AUTH", preferredChallenge },
        });
      const { nextStep } = await signIn(context, "bob", { client, options: { authFlowType: "USER_AUTH" } });
      assert.equal(nextStep.signInStep, "CONTINUE_SIGN_IN_WITH_FIRST_FACTOR_SELECTION");
      assert.ok(nextStep.availableChallenges.includes("PASSWORD_SRP"));
      await call("confirmSignIn", { challengeResponse: "PASSWORD_SRP" });
      const last = await call("confirmSignIn", { challengeResponse: context.password });
      assert.equal(last.nextStep.signInStep, "DONE");
    },
    "sign in, code by e-mail": async (context) => {
      const client = context.clientWith("ALLOW_USER_AUTH");
      const options = { authFlowType: "USER_AUTH", preferredChallenge: "EMAIL_OTP" };
      const { nextStep } = await signIn(context, "bob", { client, options, password: null });
      assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_EMAIL_CODE");
      await refused(call("confirmSignIn", { challengeResponse: "00000000" }), "CodeMismatchException");
      const code = await context.code(context.name("bob"));
      const after = await call("confirmSignIn", { challengeResponse: code });
      assert.equal(after.nextStep.signInStep, "DONE");
    },
    "new password for a temporary one": async (context) => {
      const { nextStep } = await signIn(context, "new");
      assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_NEW_PASSWORD_REQUIRED");
      const after = await call("confirmSignIn", { challengeResponse: context.changed });
      assert.equal(after.nextStep.signInStep, "DONE");
      await signedIn(context, "new", { password: context.changed });
    },
    "second factor, sign in": async (context) => {
      const { nextStep } = await signIn(context, "totp");
      assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
      const after = await call("confirmSignIn", { challengeResponse: totp(context.totpSecret()) });
      assert.equal(after.nextStep.signInStep, "DONE");
    },
    "second factor, set up": async (context) => {
      await signedIn(context, "arming");
      const { sharedSecret } = await call("setUpTOTP");
      await call("verifyTOTPSetup", { code: totp(sharedSecret) });
      await call("updateMFAPreference", { totp: "PREFERRED" });
      assert.equal((await call("fetchMFAPreference")).preferred, "TOTP");
      const { nextStep } = await signIn(context, "arming");
      assert.equal(nextStep.signInStep, "CONFIRM_SIGN_IN_WITH_TOTP_CODE");
    },
    refresh: async (context) => {
      await signedIn(context, "bob");
      const before = await amplify.session();
      const RefreshToken = await amplify.stored("refreshToken");
      const after = await amplify.session({ forceRefresh: true });
      assert.notEqual(after.access.claims.jti, before.access.claims.jti);
      assert.equal((await amplify.stored("refreshToken")) !== RefreshToken, context.rotates);
      const ClientId = context.gate.clientId;
      const again = await answerOf(context, "GetTokensFromRefreshToken", { ClientId, RefreshToken });
      assert.equal(again === "served", !context.rotates, again);
    },
    "sign out, revoke": async (context) => {
      await signedIn(context, "bob");
      const RefreshToken = await amplify.stored("refreshToken");
      await amplify.configure(withoutPages(configurationOf(context)));
      await call("signOut");
      const ClientId = context.gate.clientId;
      assert.equal(await answerOf(context, "GetTokensFromRefreshToken", { ClientId, RefreshToken }), GONE);
    },
    "sign out everywhere": async (context) => {
      await signedIn(context, "bob");
      const AccessToken = await amplify.stored("accessToken");
      assert.equal(await answerOf(context, "GetUser", { AccessToken }), "served");
      await amplify.configure(withoutPages(configurationOf(context)));
      await call("signOut", { global: true });
      assert.equal(await answerOf(context, "GetUser", { AccessToken }), GONE);
    },
    "sign up and confirm": async (context) => {
      const username = context.name("carol");
      await amplify.configure(configurationOf(context));
      const { nextStep } = await call("signUp", {
        username,
        password: context.password,
        options: { userAttributes: { email: `${username}@example.com` } },
      });
      assert.equal(nextStep.signUpStep, "CONFIRM_SIGN_UP");
      assert.equal((await signIn(context, "carol")).nextStep.signInStep, "CONFIRM_SIGN_UP");
      await call("resendSignUpCode", { username });
      await context.code(username);
      await call("confirmSignUp", { username, confirmationCode: await context.code(username) });
      await signedIn(context, "carol");
    },
    "forgotten password": async (context) => {
      const username = context.name("forgetful");
      await amplify.configure(configurationOf(context));
      await call("resetPassword", { username });
      const confirmationCode = await context.code(username);
      await call("confirmResetPassword", { username, confirmationCode, newPassword: context.changed });
      await signedIn(context, "forgetful", { password: context.changed });
    },
    "change password": async (context) => {
      await signedIn(context, "changing");
      await call("updatePassword", { oldPassword: context.password, newPassword: context.changed });
      await refused(signIn(context, "changing"), GONE);
      await signedIn(context, "changing", { password: context.changed });
    },
    "read and change attributes": async (context) => {
      await signedIn(context, "moving");
      const email = `${context.name("moving")}-2@example.com`;
      await call("updateUserAttributes", { userAttributes: { email } });
      const confirmationCode = await context.code(context.name("moving"));
      await call("confirmUserAttribute", { userAttributeKey: "email", confirmationCode });
      assert.equal((await call("fetchUserAttributes")).email, email);
    },
    "delete the account": async (context) => {
      await signedIn(context, "leaving");
      await call("deleteUser");
      await refused(signIn(context, "leaving"), GONE);
    },
    "AWS credentials of the identity pool": async (context) => {
      await signedIn(context, "bob");
      const { hasCredentials, identityId } = await amplify.session();
      assert.ok(identityId && hasCredentials);
    },
    "AWS credentials for a user without a group": async (context) => {
      await signedIn(context, "alone");
      const error = await amplify.session().then(
        () => assert.fail("it was not refused"),
        (thrown) => thrown,
      );
      assert.match(error.message, /^The ambiguous role mapping rules for: .* denied this request\.$/);
      await amplify.configure(withoutIdentityPool(configurationOf(context)));
      assert.ok((await amplify.session()).access);
      throw new Refused(
        "the identity pool gives none to users without a group (`ambiguous_role_resolution`), and `fetchAuthSession()` then fails as a whole; configured without `identityPoolId`, Amplify gets the tokens",
      );
    },
    "signed call": async (context) => {
      await signedIn(context, "bob");
      assert.deepEqual([await read(), await add()], [200, 403]);
      await signedIn(context, "alice");
      assert.deepEqual([await read(), await add()], [200, 201]);
    },
    "call with a token": async (context) => {
      for (const [who, role] of [
        ["bob", "user"],
        ["alice", "admin"],
      ]) {
        await signedIn(context, who);
        const { access, id } = await amplify.session();
        await callsWithTokens(context, { accessToken: access.text, idToken: id.text }, role, amplify.send);
      }
    },
    "administer users": "this library is for users only",
  };
}

/** Signs out by the API: with login pages, Amplify in a page signs out at these. */
function withoutPages(config) {
  const { loginWith: _, ...Cognito } = config.Auth.Cognito;
  return { ...config, Auth: { Cognito } };
}

function withoutIdentityPool(config) {
  const { identityPoolId: _, ...Cognito } = config.Auth.Cognito;
  return { ...config, Auth: { Cognito } };
}
