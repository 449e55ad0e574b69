import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { callsWithTokens, Refused, refused, totp } from "../context.mjs";

const { AuthenticationDetails, CognitoRefreshToken, CognitoUser, CognitoUserAttribute, CognitoUserPool } =
  createRequire(import.meta.url)("amazon-cognito-identity-js");

const kept = new Map();
const Storage = {
  setItem: (key, value) => void kept.set(key, value),
  getItem: (key) => kept.get(key) ?? null,
  removeItem: (key) => void kept.delete(key),
  clear: () => kept.clear(),
};

function pool({ gate }, ClientId = gate.clientId) {
  return new CognitoUserPool({ UserPoolId: gate.userPoolId, ClientId, endpoint: gate.endpoint, Storage });
}

/** A call whose last argument is `(error, result)`. */
const called = (object, method, ...args) =>
  new Promise((resolve, reject) =>
    object[method](...args, (error, result) => (error ? reject(error) : resolve(result))),
  );

/** A call whose last argument is an object of callbacks: which one is called, and with what. */
const answered = (object, method, ...args) =>
  new Promise((resolve, reject) => {
    const others = [
      "newPasswordRequired",
      "totpRequired",
      "mfaSetup",
      "inputVerificationCode",
      "associateSecretCode",
    ];
    object[method](...args, {
      onSuccess: (result) => resolve({ is: "success", result }),
      onFailure: reject,
      ...Object.fromEntries(others.map((is) => [is, (result) => resolve({ is, result })])),
    });
  });

async function signIn(context, who, { client, flow, password = context.password } = {}) {
  const Username = context.name(who);
  const user = new CognitoUser({ Username, Pool: pool(context, client), Storage });
  if (flow) user.setAuthenticationFlowType(flow);
  const details = new AuthenticationDetails({ Username, Password: password });
  return { user, ...(await answered(user, "authenticateUser", details)) };
}

async function signedIn(context, who, options) {
  const { is, result, user } = await signIn(context, who, options);
  assert.equal(is, "success");
  return { user, session: result };
}

export const operations = {
  "sign in, SRP": async (context) => {
    const { session } = await signedIn(context, "bob");
    assert.deepEqual(session.getIdToken().payload["cognito:groups"], ["user"]);
    await refused(signIn(context, "bob", { password: "wrong" }), "NotAuthorizedException");
  },
  "sign in, password": async (context) => {
    const client = context.clientWith("ALLOW_USER_PASSWORD_AUTH");
    await signedIn(context, "bob", { client, flow: "USER_PASSWORD_AUTH" });
  },
  "new password for a temporary one": async (context) => {
    const { is, user } = await signIn(context, "new");
    assert.equal(is, "newPasswordRequired");
    const after = await answered(user, "completeNewPasswordChallenge", context.changed, {});
    assert.equal(after.is, "success");
  },
  "second factor, set up": async (context) => {
    const { user } = await signedIn(context, "arming");
    const { result } = await answered(user, "associateSoftwareToken");
    await answered(user, "verifySoftwareToken", totp(result), "phone");
    await called(user, "setUserMfaPreference", null, { PreferredMfa: true, Enabled: true });
    const { is } = await signIn(context, "arming");
    assert.equal(is, "totpRequired");
  },
  "second factor, sign in": async (context) => {
    const { is, user } = await signIn(context, "totp");
    assert.equal(is, "totpRequired");
    const after = await answered2(user, totp(context.totpSecret()));
    assert.equal(after.is, "success");
  },
  refresh: async (context) => {
    const { session, user } = await signedIn(context, "bob");
    if (context.rotates) {
      await refused(called(user, "refreshSession", session.getRefreshToken()), "InvalidParameterException");
      throw new Refused(
        "this library refreshes by `InitiateAuth`, which a client with refresh token rotation does not allow",
      );
    }
    const after = await called(user, "refreshSession", session.getRefreshToken());
    assert.notEqual(after.getAccessToken().payload.jti, session.getAccessToken().payload.jti);
  },
  "sign out, revoke": async (context) => {
    const { session, user } = await signedIn(context, "bob");
    const RefreshToken = session.getRefreshToken().getToken();
    await new Promise((resolve) => user.signOut(resolve));
    const again = new CognitoUser({ Username: context.name("bob"), Pool: pool(context), Storage });
    await refused(
      called(again, "refreshSession", new CognitoRefreshToken({ RefreshToken })),
      "NotAuthorizedException",
    );
  },
  "sign out everywhere": async (context) => {
    const { session, user } = await signedIn(context, "bob");
    await answered(user, "globalSignOut");
    await refused(called(user, "refreshSession", session.getRefreshToken()), "NotAuthorizedException");
  },
  "sign up and confirm": async (context) => {
    const username = context.name("carol");
    const email = new CognitoUserAttribute({ Name: "email", Value: `${username}@example.com` });
    const { user } = await called(pool(context), "signUp", username, context.password, [email], null);
    await refused(signIn(context, "carol"), "UserNotConfirmedException");
    await called(user, "confirmRegistration", await context.code(username), false);
    await signedIn(context, "carol");
  },
  "forgotten password": async (context) => {
    const Username = context.name("forgetful");
    const user = new CognitoUser({ Username, Pool: pool(context), Storage });
    await answered(user, "forgotPassword");
    await answered(user, "confirmPassword", await context.code(Username), context.changed);
    await signedIn(context, "forgetful", { password: context.changed });
  },
  "change password": async (context) => {
    const { user } = await signedIn(context, "changing");
    await called(user, "changePassword", context.password, context.changed);
    await refused(signIn(context, "changing"), "NotAuthorizedException");
    await signedIn(context, "changing", { password: context.changed });
  },
  "read and change attributes": async (context) => {
    const { user } = await signedIn(context, "moving");
    const Value = `${context.name("moving")}-2@example.com`;
    await called(user, "updateAttributes", [new CognitoUserAttribute({ Name: "email", Value })]);
    await answered(user, "verifyAttribute", "email", await context.code(context.name("moving")));
    const attributes = await called(user, "getUserAttributes");
    assert.equal(attributes.find(({ Name }) => Name === "email").Value, Value);
  },
  "delete the account": async (context) => {
    const { user } = await signedIn(context, "leaving");
    await called(user, "deleteUser");
    await refused(signIn(context, "leaving"), "NotAuthorizedException");
  },
  "call with a token": async (context) => {
    for (const [who, role] of [
      ["bob", "user"],
      ["alice", "admin"],
    ]) {
      const { session } = await signedIn(context, who);
      const [accessToken, idToken] = [session.getAccessToken(), session.getIdToken()].map((t) =>
        t.getJwtToken(),
      );
      await callsWithTokens(context, { accessToken, idToken }, role);
    }
  },
  "sign in, choice of factor": "this library does not have the flow",
  "AWS credentials of the identity pool": "this library is for user pools only",
  "administer users": "this library is for users only",
};

/** `sendMFACode` takes its callbacks before the kind of the factor. */
function answered2(user, code) {
  return new Promise((resolve, reject) => {
    const callbacks = { onSuccess: (result) => resolve({ is: "success", result }), onFailure: reject };
    user.sendMFACode(code, callbacks, "SOFTWARE_TOKEN_MFA");
  });
}
