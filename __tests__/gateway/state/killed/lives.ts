import { totpCode } from "../../../../gateway/cognito/totp";
import { assert, type Options, register } from "../../cognito/user-pool/passkeys/authenticator";
import { POOL } from "../../petstore/names";
import { administer, ask, codeFor, type KilledGate, refresh, signIn, succeeded, tokensOf } from "./calls";

/** What must hold after the gate was killed, of a step that it acknowledged before. */
export type Check = (gate: KilledGate) => Promise<void>;

export interface LoadUser {
  readonly username: string;
  readonly password: string;
}

/** One user's life under load. A step that was acknowledged leaves a check; a call that fails ends the life. */
export type Life = (gate: KilledGate, user: LoadUser, checks: Check[]) => Promise<void>;

/** Each is lived by a user of the seed, but for those who sign up or whom an administrator makes. */
export const LIVES: Readonly<Record<string, Life>> = {
  sessions: async (gate, { password, username }, checks) => {
    const kept = tokensOf(await signIn(gate, username, password));
    checks.push(async (at) => expect((await refresh(at, kept.RefreshToken)).status).toBe(200));
    const first = tokensOf(await signIn(gate, username, password));
    const rotated = tokensOf(await refresh(gate, first.RefreshToken));
    checks.push(async (at) => {
      expect((await refresh(at, first.RefreshToken)).json.__type).toBe("RefreshTokenReuseException");
      expect((await refresh(at, rotated.RefreshToken)).status).toBe(200);
    });
    const second = tokensOf(await signIn(gate, username, password));
    succeeded(await ask(gate, "RevokeToken", { Token: second.RefreshToken }));
    checks.push(async (at) => {
      expect((await refresh(at, second.RefreshToken)).json.message).toBe("Refresh Token has been revoked");
    });
  },

  "the end of all sessions": async (gate, { password, username }, checks) => {
    const tokens = tokensOf(await signIn(gate, username, password));
    const others = tokensOf(await signIn(gate, username, password));
    succeeded(await ask(gate, "GlobalSignOut", { AccessToken: tokens.AccessToken }));
    checks.push(async (at) => {
      for (const { AccessToken, RefreshToken } of [tokens, others]) {
        expect((await refresh(at, RefreshToken)).status).toBe(400);
        expect((await ask(at, "GetUser", { AccessToken })).json.message).toBe(
          "Access Token has been revoked",
        );
      }
    });
  },

  "a second factor": async (gate, { password, username }, checks) => {
    const { AccessToken } = tokensOf(await signIn(gate, username, password));
    const { json } = await ask(gate, "AssociateSoftwareToken", { AccessToken });
    const UserCode = totpCode(String(json.SecretCode), new Date());
    succeeded(await ask(gate, "VerifySoftwareToken", { AccessToken, UserCode }));
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    succeeded(await ask(gate, "SetUserMFAPreference", { AccessToken, SoftwareTokenMfaSettings }));
    checks.push(async (at) => {
      expect((await signIn(at, username, password)).json.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
    });
  },

  "a passkey": async (gate, { password, username }, checks) => {
    const { AccessToken } = tokensOf(await signIn(gate, username, password));
    const started = await ask(gate, "StartWebAuthnRegistration", { AccessToken });
    const { credential, response } = register(started.json.CredentialCreationOptions as Options);
    succeeded(await ask(gate, "CompleteWebAuthnRegistration", { AccessToken, Credential: response }));
    checks.push(async (at) => {
      const AuthParameters = { USERNAME: username, PREFERRED_CHALLENGE: "WEB_AUTHN" };
      const { json } = await ask(at, "InitiateAuth", { AuthFlow: "USER_AUTH", AuthParameters });
      const { ChallengeName, ChallengeParameters, Session } = json;
      const { CREDENTIAL_REQUEST_OPTIONS = "{}" } = ChallengeParameters as Record<string, string>;
      const CREDENTIAL = JSON.stringify(assert(JSON.parse(CREDENTIAL_REQUEST_OPTIONS), credential));
      const ChallengeResponses = { USERNAME: username, CREDENTIAL };
      tokensOf(await ask(at, "RespondToAuthChallenge", { ChallengeName, Session, ChallengeResponses }));
    });
  },

  "a sign-up": async (gate, { password, username }, checks) => {
    const Username = `new-${username}`;
    const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
    succeeded(await ask(gate, "SignUp", { Username, Password: password, UserAttributes }));
    let possible: readonly unknown[] = ["UserNotConfirmedException"];
    checks.push(async (at) => expect(possible).toContain((await signIn(at, Username, password)).json.__type));
    const ConfirmationCode = await codeFor(gate, Username);
    // Until the answer comes, the user may be confirmed or not.
    possible = [undefined, "UserNotConfirmedException"];
    succeeded(await ask(gate, "ConfirmSignUp", { Username, ConfirmationCode }));
    possible = [undefined];
  },

  "another password": async (gate, { password, username }, checks) => {
    const { AccessToken } = tokensOf(await signIn(gate, username, password));
    const ProposedPassword = `${password}-2`;
    const passwords = { PreviousPassword: password, ProposedPassword };
    succeeded(await ask(gate, "ChangePassword", { AccessToken, ...passwords }));
    checks.push(async (at) => {
      tokensOf(await signIn(at, username, ProposedPassword));
      expect((await signIn(at, username, password)).json.__type).toBe("NotAuthorizedException");
    });
  },

  "the end of an account": async (gate, { password, username }, checks) => {
    const { AccessToken, RefreshToken } = tokensOf(await signIn(gate, username, password));
    succeeded(await ask(gate, "DeleteUser", { AccessToken }));
    checks.push(async (at) => {
      expect((await signIn(at, username, password)).json.__type).toBe("UserNotFoundException");
      expect((await refresh(at, RefreshToken)).status).toBe(400);
    });
  },

  "an administrator's users": async (gate, { password, username }, checks) => {
    const Username = `made-${username}`;
    const user = { UserPoolId: POOL, Username };
    await administer(gate, async (client) => {
      await client.adminCreateUser({ ...user, MessageAction: "SUPPRESS" });
      await client.adminSetUserPassword({ ...user, Password: password, Permanent: true });
      const { RefreshToken } = tokensOf(await signIn(gate, Username, password));
      await client.adminDisableUser(user);
      checks.push(async (at) => {
        expect((await signIn(at, Username, password)).json.message).toBe("User is disabled.");
        expect((await refresh(at, RefreshToken)).status).toBe(400);
      });
    });
  },
};
