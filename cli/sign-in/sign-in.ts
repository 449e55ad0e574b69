import { totpCode } from "../../gateway/cognito/totp";
import { UsageError } from "../error";
import { type CognitoEndpoint, cognitoCall } from "./cognito-call";
import { type PasswordVerifier, srpClient } from "./srp";

export interface SignIn {
  readonly at: CognitoEndpoint;
  readonly userPoolId: string;
  readonly clientId: string;
  /** `USER_SRP_AUTH` */
  readonly flow: string;
  readonly username: string;
  readonly password: string;
  /** What takes the place of a temporary password. */
  readonly newPassword?: string | undefined;
  /** Base32. */
  readonly totpSecret?: string | undefined;
}

export interface UserTokens {
  readonly idToken: string;
  readonly accessToken: string;
}

/**
 * Signs a user in as an app does: by SRP where the client has it, with a new password in place of a temporary one, and with
 * a code of the user's software token where it is asked for.
 *
 * @throws UsageError `GATE_NOT_RUNNING`, `SIGN_IN_REFUSED`
 */
export async function signIn(sign: SignIn): Promise<UserTokens> {
  const { at, clientId: ClientId, flow, newPassword, password, totpSecret, userPoolId, username } = sign;
  const srp = srpClient();
  const begin = (parameters: object) =>
    cognitoCall(at, "InitiateAuth", {
      AuthFlow: flow,
      ClientId,
      AuthParameters: { USERNAME: username, ...parameters },
    });
  const respond = (ChallengeName: string, ChallengeResponses: object, Session?: unknown) =>
    cognitoCall(at, "RespondToAuthChallenge", { ChallengeName, ClientId, ChallengeResponses, Session });
  let answered: Readonly<Record<string, unknown>>;
  if (flow === "USER_PASSWORD_AUTH") answered = await begin({ PASSWORD: password });
  else {
    const begun = await begin({
      SRP_A: srp.A,
      ...(flow === "USER_AUTH" && { PREFERRED_CHALLENGE: "PASSWORD_SRP" }),
    });
    const proof = srp.answer(begun.ChallengeParameters as PasswordVerifier, userPoolId, password);
    answered = await respond("PASSWORD_VERIFIER", proof);
  }
  if (answered.ChallengeName === "NEW_PASSWORD_REQUIRED" && newPassword !== undefined) {
    const answer = { USERNAME: username, NEW_PASSWORD: newPassword };
    answered = await respond("NEW_PASSWORD_REQUIRED", answer, answered.Session);
  }
  if (answered.ChallengeName === "SOFTWARE_TOKEN_MFA" && totpSecret !== undefined) {
    const code = totpCode(totpSecret, new Date());
    const answer = { USERNAME: username, SOFTWARE_TOKEN_MFA_CODE: code };
    answered = await respond("SOFTWARE_TOKEN_MFA", answer, answered.Session);
  }
  const tokens = answered.AuthenticationResult as Record<string, string> | undefined;
  if (tokens?.IdToken === undefined || tokens.AccessToken === undefined)
    throw new UsageError(
      "SIGN_IN_REFUSED",
      answered.ChallengeName === "NEW_PASSWORD_REQUIRED"
        ? `${username} has a temporary password; --new-password P sets another one.`
        : `${username} must answer ${answered.ChallengeName} first: sign in with a client that asks for it.`,
    );
  return { idToken: tokens.IdToken, accessToken: tokens.AccessToken };
}
