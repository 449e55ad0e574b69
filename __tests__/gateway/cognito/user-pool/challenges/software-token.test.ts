import { unverifiedClaims } from "../../../../../gateway/jwt/verify";
import { type PoolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";
import { code, later, mfaGate } from "./mfa-gate";

/**
 * Sign-ins with a code of an authenticator app. Sources: API reference; AWS's answers as in getmoto/moto (tests marked aws_verified) and
 * aws-amplify/amplify-js#3066.
 */

let optional: PoolGate;
beforeAll(async () => {
  optional = await mfaGate({ mode: "OPTIONAL" });
});
afterAll(() => optional?.stop());

describe("SOFTWARE_TOKEN_MFA", () => {
  test("a code of the app signs in, and works once", async () => {
    const { password, respond } = signingIn(optional, "c");
    const first = await password("totp");
    expect(first).toMatchObject({
      ChallengeName: "SOFTWARE_TOKEN_MFA",
      ChallengeParameters: { USER_ID_FOR_SRP: "totp" },
    });
    expect(first.AuthenticationResult).toBeUndefined();
    const answer = { USERNAME: "totp", SOFTWARE_TOKEN_MFA_CODE: code(), Session: first.Session };
    const { AuthenticationResult } = await respond("SOFTWARE_TOKEN_MFA", answer);
    expect(unverifiedClaims(AuthenticationResult?.IdToken ?? "")).toMatchObject({
      "cognito:username": "totp",
    });
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", answer))).toBe(
      "NotAuthorizedException: Invalid session for the user.",
    );
    const { Session } = await password("totp");
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", { ...answer, Session }))).toBe(
      "ExpiredCodeException: Your software token has already been used once.",
    );
    later(30);
    await respond("SOFTWARE_TOKEN_MFA", { ...answer, Session, SOFTWARE_TOKEN_MFA_CODE: code() });
  });

  test("a session takes three wrong codes, and five lock the user", async () => {
    const { password, respond } = signingIn(optional, "c");
    const wrong = (Session = "") =>
      refusal(
        respond("SOFTWARE_TOKEN_MFA", { USERNAME: "guessed", SOFTWARE_TOKEN_MFA_CODE: "000000", Session }),
      );
    const { Session } = await password("guessed");
    for (let count = 0; count < 3; count++)
      expect(await wrong(Session)).toBe("CodeMismatchException: Invalid code received for user");
    expect(await wrong(Session)).toBe("NotAuthorizedException: Invalid session for the user.");
    const second = await password("guessed");
    await wrong(second.Session);
    await wrong(second.Session);
    const right = { USERNAME: "guessed", SOFTWARE_TOKEN_MFA_CODE: code(), Session: second.Session };
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", right))).toBe(
      "NotAuthorizedException: Password attempts exceeded",
    );
    expect(await refusal(password("guessed"))).toBe("NotAuthorizedException: Password attempts exceeded");
  });

  test("a session is of its challenge, its user, its client and its time", async () => {
    const { password, respond } = signingIn(optional, "c");
    const { Session } = await password("totp");
    const answer = { USERNAME: "totp", SOFTWARE_TOKEN_MFA_CODE: code(), Session };
    const invalid = "NotAuthorizedException: Invalid session for the user.";
    expect(await refusal(respond("SMS_MFA", { ...answer, SMS_MFA_CODE: "000000" }))).toBe(invalid);
    expect(await refusal(respond("MFA_SETUP", answer))).toBe(invalid);
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", { ...answer, USERNAME: "plain" }))).toBe(invalid);
    expect(await refusal(signingIn(optional, "scripts").respond("SOFTWARE_TOKEN_MFA", answer))).toBe(invalid);
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", { ...answer, Session: `${Session}x` }))).toBe(invalid);
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", { ...answer, Session: undefined }))).toBe(
      "InvalidParameterException: Missing required parameter Session",
    );
    later(180);
    expect(await refusal(respond("SOFTWARE_TOKEN_MFA", answer))).toBe(
      "NotAuthorizedException: Invalid session for the user, session is expired.",
    );
  });
});
