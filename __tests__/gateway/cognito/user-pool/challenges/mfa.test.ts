import {
  AssociateSoftwareTokenCommand,
  SetUserMFAPreferenceCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { totpCode } from "../../../../../gateway/cognito/totp";
import { type PoolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";
import { code, later, mfaGate, now } from "./mfa-gate";

/**
 * Second factors. Sources: API reference; AWS's answers as in getmoto/moto (tests marked aws_verified) and
 * aws-amplify/amplify-js#3066.
 */

let optional: PoolGate;
let required: PoolGate;
let off: PoolGate;
beforeAll(async () => {
  optional = await mfaGate({ mode: "OPTIONAL" });
  required = await mfaGate({ sms: false, email: false, mode: "ON" });
  off = await mfaGate({ mode: "OFF" });
});
afterAll(() => Promise.all([optional, required, off].map((gate) => gate?.stop())));

test("a pool without second factors asks for none", async () => {
  const { AuthenticationResult } = await signingIn(off, "c").password("totp");
  expect(AuthenticationResult?.AccessToken).toBeDefined();
  const input = { AccessToken: AuthenticationResult?.AccessToken };
  expect(await refusal(off.sdk.send(new AssociateSoftwareTokenCommand(input)))).toBe(
    "SoftwareTokenMFANotFoundException: Software Token MFA has not been enabled by the userPool",
  );
});

test("MFA_SETUP: where a factor is required, a user without one sets it up before there are tokens", async () => {
  const { password, respond } = signingIn(required, "c");
  const first = await password("plain");
  expect(first).toMatchObject({
    ChallengeName: "MFA_SETUP",
    ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
  });
  const USERNAME = "plain";
  expect(await refusal(respond("MFA_SETUP", { USERNAME, Session: first.Session }))).toBe(
    "NotAuthorizedException: Invalid session for the user.",
  );
  const { SecretCode = "", Session } = await required.sdk.send(
    new AssociateSoftwareTokenCommand({ Session: first.Session }),
  );
  expect(SecretCode).toMatch(/^[A-Z2-7]{52}$/);
  expect(await refusal(respond("MFA_SETUP", { USERNAME, Session }))).toMatch("Invalid session");
  expect(
    await refusal(required.sdk.send(new VerifySoftwareTokenCommand({ Session, UserCode: "000000" }))),
  ).toBe("EnableSoftwareTokenMFAException: Code mismatch and fail enable Software Token MFA");
  const verified = await required.sdk.send(
    new VerifySoftwareTokenCommand({ Session, UserCode: totpCode(SecretCode, now) }),
  );
  expect(verified.Status).toBe("SUCCESS");
  const { AuthenticationResult } = await respond("MFA_SETUP", { USERNAME, Session: verified.Session });
  expect(AuthenticationResult?.AccessToken).toBeDefined();
  // The next sign-in asks for it, without a preference of the user.
  expect(await password("plain")).toMatchObject({ ChallengeName: "SOFTWARE_TOKEN_MFA" });
});

test("a session of MFA_SETUP does not replace a token that was set up meanwhile", async () => {
  const { password } = signingIn(required, "c");
  const [first, second] = [await password("phone"), await password("phone")];
  const begin = (Session = "") => required.sdk.send(new AssociateSoftwareTokenCommand({ Session }));
  const associated = await begin(first.Session);
  await required.sdk.send(
    new VerifySoftwareTokenCommand({
      Session: associated.Session,
      UserCode: totpCode(associated.SecretCode ?? "", now),
    }),
  );
  expect(await refusal(begin(second.Session))).toBe("NotAuthorizedException: Invalid session for the user.");
});

test("a signed-in user sets up a token; it is asked for from when the user prefers it", async () => {
  const { password, respond } = signingIn(optional, "c");
  const AccessToken = (await password("plain")).AuthenticationResult?.AccessToken ?? "";
  const prefer = (settings: object) =>
    optional.sdk.send(new SetUserMFAPreferenceCommand({ AccessToken, ...settings }));
  const on = { SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } };
  expect(await refusal(prefer(on))).toBe(
    "InvalidParameterException: User has not verified software token mfa",
  );
  expect(await refusal(prefer({ SMSMfaSettings: { Enabled: true } }))).toBe(
    "InvalidParameterException: User does not have delivery config set to turn on SMS_MFA",
  );
  const { SecretCode = "", Session } = await optional.sdk.send(
    new AssociateSoftwareTokenCommand({ AccessToken }),
  );
  expect(Session).toBeUndefined();
  const verify = (UserCode: string) =>
    optional.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  expect(await refusal(verify("000000"))).toMatch("EnableSoftwareTokenMFAException");
  await verify(totpCode(SecretCode, now));
  expect((await password("plain")).AuthenticationResult).toBeDefined();
  await prefer(on);
  const asked = await password("plain");
  expect(asked.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
  later(30);
  await respond("SOFTWARE_TOKEN_MFA", {
    USERNAME: "plain",
    SOFTWARE_TOKEN_MFA_CODE: totpCode(SecretCode, now),
    Session: asked.Session,
  });
  await prefer({ SoftwareTokenMfaSettings: { Enabled: false } });
  expect((await password("plain")).AuthenticationResult).toBeDefined();
});

test("SMS_MFA and EMAIL_OTP: the code of the message signs in, and no other", async () => {
  const { password, respond, sentCode } = signingIn(optional, "c");
  const AccessToken = (await password("phone")).AuthenticationResult?.AccessToken ?? "";
  for (const [settings, name, field, to] of [
    ["SMSMfaSettings", "SMS_MFA", "SMS_MFA_CODE", /^\+\*+0100$/],
    ["EmailMfaSettings", "EMAIL_OTP", "EMAIL_OTP_CODE", /^p\*+@e\*+$/],
  ] as const) {
    await optional.sdk.send(
      new SetUserMFAPreferenceCommand({ AccessToken, [settings]: { Enabled: true, PreferredMfa: true } }),
    );
    const { ChallengeName, ChallengeParameters, Session } = await password("phone");
    expect(ChallengeName).toBe(name);
    expect(ChallengeParameters).toEqual({
      CODE_DELIVERY_DELIVERY_MEDIUM: name === "SMS_MFA" ? "SMS" : "EMAIL",
      CODE_DELIVERY_DESTINATION: expect.stringMatching(to),
      USER_ID_FOR_SRP: "phone",
    });
    const answer = (given: string) => respond(name, { USERNAME: "phone", [field]: given, Session });
    const right = sentCode("phone");
    expect(await refusal(answer(right === "000000" ? "111111" : "000000"))).toBe(
      "CodeMismatchException: Invalid code or auth state for the user.",
    );
    expect((await answer(right)).AuthenticationResult?.AccessToken).toBeDefined();
    expect(await refusal(answer(right))).toBe("NotAuthorizedException: Invalid session for the user.");
  }
});

test("SELECT_MFA_TYPE: a user with several factors and no preference chooses", async () => {
  const { password, respond } = signingIn(optional, "c");
  const signedIn = await password("all");
  later(30);
  const { AuthenticationResult } = await respond("SOFTWARE_TOKEN_MFA", {
    USERNAME: "all",
    SOFTWARE_TOKEN_MFA_CODE: code(),
    Session: signedIn.Session,
  });
  await optional.sdk.send(
    new SetUserMFAPreferenceCommand({
      AccessToken: AuthenticationResult?.AccessToken,
      SMSMfaSettings: { Enabled: true },
      SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: false },
    }),
  );
  const asked = await password("all");
  expect(asked.ChallengeName).toBe("SELECT_MFA_TYPE");
  expect(JSON.parse(asked.ChallengeParameters?.MFAS_CAN_CHOOSE ?? "")).toEqual([
    "SMS_MFA",
    "SOFTWARE_TOKEN_MFA",
  ]);
  const choose = (ANSWER: string) =>
    respond("SELECT_MFA_TYPE", { USERNAME: "all", ANSWER, Session: asked.Session });
  for (const answer of ["EMAIL_MFA", "NONE", "constructor"])
    expect(await refusal(choose(answer))).toMatch("MFAMethodNotFoundException: ");
  expect((await choose("SMS_MFA")).ChallengeName).toBe("SMS_MFA");
  expect(await refusal(choose("SMS_MFA"))).toMatch("Invalid session for the user.");
});
