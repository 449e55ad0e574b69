import assert from "node:assert/strict";
import * as idp from "@aws-sdk/client-cognito-identity-provider";
import * as sts from "@aws-sdk/client-sts";
import {
  asOperator,
  asUser,
  credentialsOf,
  DENIED,
  passwordSignIn,
  respond,
  signedCall,
  unsigned,
} from "../aws-sdk-calls.mjs";
import { callsWithTokens, Refused, refused, signedIn, totp } from "../context.mjs";

export const operations = {
  "sign in, SRP": "this client has the operations, but no code for SRP",
  "sign in, password": async (context) => {
    const { AuthenticationResult } = await passwordSignIn(context, context.name("bob"));
    assert.equal(AuthenticationResult.TokenType, "Bearer");
    await refused(passwordSignIn(context, context.name("bob"), "wrong"), "NotAuthorizedException");
  },
  "sign in, choice of factor": async (context) => {
    const ClientId = context.clientWith("ALLOW_USER_AUTH");
    const AuthParameters = { USERNAME: context.name("bob") };
    const { AvailableChallenges } = await asUser(context).initiateAuth({
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters,
    });
    assert.ok(AvailableChallenges.includes("PASSWORD"));
    const responses = { ...AuthParameters, PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: context.password };
    const { AuthenticationResult } = await asUser(context).initiateAuth({
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters: responses,
    });
    assert.ok(AuthenticationResult.AccessToken);
  },
  "sign in, code by e-mail": async (context) => {
    const ClientId = context.clientWith("ALLOW_USER_AUTH");
    const USERNAME = context.name("bob");
    const { ChallengeName, Session } = await asUser(context).initiateAuth({
      AuthFlow: "USER_AUTH",
      ClientId,
      AuthParameters: { USERNAME, PREFERRED_CHALLENGE: "EMAIL_OTP" },
    });
    assert.equal(ChallengeName, "EMAIL_OTP");
    const EMAIL_OTP_CODE = await context.code(USERNAME);
    const { AuthenticationResult } = await asUser(context).respondToAuthChallenge({
      ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME, EMAIL_OTP_CODE },
    });
    assert.ok(AuthenticationResult.AccessToken);
  },
  "new password for a temporary one": async (context) => {
    const challenge = await passwordSignIn(context, context.name("new"));
    assert.equal(challenge.ChallengeName, "NEW_PASSWORD_REQUIRED");
    const responses = { USERNAME: context.name("new"), NEW_PASSWORD: context.changed };
    assert.ok((await respond(context, challenge, responses)).AuthenticationResult.IdToken);
  },
  "second factor, sign in": async (context) => {
    const challenge = await passwordSignIn(context, context.name("totp"));
    assert.equal(challenge.ChallengeName, "SOFTWARE_TOKEN_MFA");
    const responses = { USERNAME: context.name("totp"), SOFTWARE_TOKEN_MFA_CODE: totp(context.totpSecret()) };
    assert.ok((await respond(context, challenge, responses)).AuthenticationResult.IdToken);
  },
  refresh: async (context) => {
    const { RefreshToken } = await signedIn(context, "bob");
    const ClientId = context.gate.clientId;
    const AuthParameters = { REFRESH_TOKEN: RefreshToken };
    const old = asUser(context).initiateAuth({ AuthFlow: "REFRESH_TOKEN_AUTH", ClientId, AuthParameters });
    if (context.rotates) await refused(old, "InvalidParameterException");
    else assert.ok((await old).AuthenticationResult.AccessToken);
    const second = await asUser(context).getTokensFromRefreshToken({ ClientId, RefreshToken });
    assert.ok(second.AuthenticationResult.AccessToken);
    const third = asUser(context).getTokensFromRefreshToken({ ClientId, RefreshToken });
    if (context.rotates) await refused(third, "RefreshTokenReuseException");
    else assert.ok((await third).AuthenticationResult.AccessToken);
  },
  "sign out, revoke": async (context) => {
    const { RefreshToken: Token } = await signedIn(context, "bob");
    const ClientId = context.gate.clientId;
    await asUser(context).revokeToken({ ClientId, Token });
    await refused(
      asUser(context).getTokensFromRefreshToken({ ClientId, RefreshToken: Token }),
      "NotAuthorizedException",
    );
  },
  "sign out everywhere": async (context) => {
    const { AccessToken } = await signedIn(context, "bob");
    await asUser(context).globalSignOut({ AccessToken });
    await refused(asUser(context).getUser({ AccessToken }), "NotAuthorizedException");
  },
  "sign up and confirm": async (context) => {
    const Username = context.name("carol");
    const ClientId = context.gate.clientId;
    const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
    await asUser(context).signUp({ ClientId, Username, Password: context.password, UserAttributes });
    const ConfirmationCode = await context.code(Username);
    await asUser(context).confirmSignUp({ ClientId, Username, ConfirmationCode });
    await signedIn(context, "carol");
  },
  "forgotten password": async (context) => {
    const Username = context.name("forgetful");
    const ClientId = context.gate.clientId;
    await asUser(context).forgotPassword({ ClientId, Username });
    const ConfirmationCode = await context.code(Username);
    await asUser(context).confirmForgotPassword({
      ClientId,
      Username,
      ConfirmationCode,
      Password: context.changed,
    });
    await signedIn(context, "forgetful", context.changed);
  },
  "change password": async (context) => {
    const { AccessToken } = await signedIn(context, "changing");
    const [PreviousPassword, ProposedPassword] = [context.password, context.changed];
    await asUser(context).changePassword({ AccessToken, PreviousPassword, ProposedPassword });
    await refused(signedIn(context, "changing"), "NotAuthorizedException");
    await signedIn(context, "changing", context.changed);
  },
  "read and change attributes": async (context) => {
    const { AccessToken } = await signedIn(context, "moving");
    const UserAttributes = [{ Name: "email", Value: `${context.name("moving")}-2@example.com` }];
    await asUser(context).updateUserAttributes({ AccessToken, UserAttributes });
    const Code = await context.code(context.name("moving"));
    await asUser(context).verifyUserAttribute({ AccessToken, AttributeName: "email", Code });
    const user = await asUser(context).getUser({ AccessToken });
    assert.ok(user.UserAttributes.some(({ Value }) => Value === UserAttributes[0].Value));
  },
  "delete the account": async (context) => {
    const { AccessToken } = await signedIn(context, "leaving");
    await asUser(context).deleteUser({ AccessToken });
    await refused(signedIn(context, "leaving"), "NotAuthorizedException");
  },
  "second factor, set up": async (context) => {
    const { AccessToken } = await signedIn(context, "arming");
    const { SecretCode } = await asUser(context).associateSoftwareToken({ AccessToken });
    const { Status } = await asUser(context).verifySoftwareToken({ AccessToken, UserCode: totp(SecretCode) });
    assert.equal(Status, "SUCCESS");
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await asUser(context).setUserMFAPreference({ AccessToken, SoftwareTokenMfaSettings });
    assert.deepEqual((await asUser(context).getUser({ AccessToken })).UserMFASettingList, [
      "SOFTWARE_TOKEN_MFA",
    ]);
  },
  "administer users": async (context) => {
    const operator = asOperator(context);
    const [UserPoolId, Username] = [context.gate.userPoolId, context.name("dan")];
    await operator.adminCreateUser({ UserPoolId, Username, MessageAction: "SUPPRESS" });
    await operator.adminSetUserPassword({
      UserPoolId,
      Username,
      Password: context.password,
      Permanent: true,
    });
    await operator.adminAddUserToGroup({ UserPoolId, Username, GroupName: "admin" });
    const { Groups } = await operator.adminListGroupsForUser({ UserPoolId, Username });
    assert.deepEqual(
      Groups.map(({ GroupName }) => GroupName),
      ["admin"],
    );
    await operator.adminDisableUser({ UserPoolId, Username });
    assert.equal((await operator.adminGetUser({ UserPoolId, Username })).Enabled, false);
    const names = [];
    for await (const { Users } of idp.paginateListUsers({ client: operator }, { UserPoolId, Limit: 5 }))
      names.push(...Users.map((user) => user.Username));
    assert.ok(names.includes(Username));
    await operator.adminDeleteUser({ UserPoolId, Username });
    await refused(operator.adminGetUser({ UserPoolId, Username }), "UserNotFoundException");
    const nobody = new idp.CognitoIdentityProvider({
      ...unsigned(context),
      credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "x".repeat(40) },
    });
    await refused(nobody.listUsers({ UserPoolId }), "UnrecognizedClientException");
  },
  "AWS credentials of the identity pool": async (context) => {
    assert.ok((await credentialsOf(context, "bob")).sessionToken);
  },
  "AWS credentials for a user without a group": async (context) => {
    await refused(credentialsOf(context, "alone"), "NotAuthorizedException", DENIED);
    throw new Refused("the identity pool gives none to users without a group (`ambiguous_role_resolution`)");
  },
  "signed call": async (context) => {
    const [bob, alice] = [await credentialsOf(context, "bob"), await credentialsOf(context, "alice")];
    assert.equal(await signedCall(context, bob, "GET"), 200);
    assert.equal(await signedCall(context, bob, "POST"), 403);
    assert.equal(await signedCall(context, alice, "POST"), 201);
  },
  "call with a token": async (context) => {
    for (const [who, role] of [
      ["bob", "user"],
      ["alice", "admin"],
    ]) {
      const { AccessToken, IdToken } = await signedIn(context, who);
      await callsWithTokens(context, { accessToken: AccessToken, idToken: IdToken }, role);
    }
  },
  "STS: who am I": async (context) => {
    const [system] = context.gate.systems;
    const client = new sts.STS({ ...unsigned(context), credentials: system });
    assert.match((await client.getCallerIdentity({})).Arn, /:assumed-role\//);
  },
};
