import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { poolSettings } from "../../../../terraform/build/user-pool";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate } from "./account-gate";

/**
 * A user who has signed up is signed in by the `Session` of the confirmation. Source: API reference, SignUp, ConfirmSignUp
 * and InitiateAuth; aws-amplify 6 takes the session of ConfirmSignUp without having sent one.
 */

const flows = ["ALLOW_USER_AUTH", "ALLOW_USER_PASSWORD_AUTH"];
const settings = { autoVerifiedAttributes: ["email"], firstFactors: ["PASSWORD", "EMAIL_OTP"] } as const;
const required = { ...poolSettings.mfa, mode: "ON", softwareToken: true } as const;

let now = Date.now();
let running: RunningGate;
let client: CognitoIdentityProvider;
beforeAll(async () => {
  running = await runAccountGate(
    {
      choice: { settings, flows },
      passwords: { settings: { ...settings, firstFactors: ["PASSWORD"] }, flows },
      srp: { settings, flows: ["ALLOW_USER_SRP_AUTH"] },
      mfa: { settings: { ...settings, mfa: required }, flows },
    },
    { now: () => new Date(now) },
  );
  client = accountClient(running);
});
afterAll(() => running?.stop());

const invalid = ["NotAuthorizedException", "Invalid session for the user."];

async function signUp(pool: string, Username: string) {
  return client.signUp({
    ClientId: clientId(pool),
    Username,
    Password: "Fixture1!Aa",
    UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
  });
}

const confirm = (pool: string, Username: string, Session?: string) =>
  client.confirmSignUp({
    ClientId: clientId(pool),
    Username,
    ConfirmationCode: lastCode(running),
    ...(Session !== undefined && { Session }),
  });

const begin = (pool: string, USERNAME: string, Session: string | undefined) =>
  client.initiateAuth({
    AuthFlow: "USER_AUTH",
    ClientId: clientId(pool),
    AuthParameters: { USERNAME },
    Session,
  });

test.each([true, false])(
  "the session signs the user in once (ConfirmSignUp gets one: %s)",
  async (isSent) => {
    const name = `ann-${isSent}`;
    const { Session } = await signUp("choice", name);
    expect(Session).toBeDefined();
    const confirmed = await confirm("choice", name, isSent ? Session : undefined);
    const { AuthenticationResult } = await begin("choice", name, confirmed.Session);
    expect(AuthenticationResult?.TokenType).toBe("Bearer");
    expect(await refusal(begin("choice", name, confirmed.Session))).toEqual(invalid);
  },
);

test("before the code was given it signs nobody in", async () => {
  const { Session } = await signUp("choice", "bo");
  const { AuthenticationResult, ChallengeName } = await begin("choice", "bo", Session);
  expect([ChallengeName, AuthenticationResult]).toEqual(["SELECT_CHALLENGE", undefined]);
});

test("it is of one user, one client and one purpose", async () => {
  await signUp("choice", "cy");
  const { Session } = await confirm("choice", "cy");
  const signedUp = await signUp("choice", "dan");
  expect(await refusal(begin("choice", "dan", Session))).toEqual(invalid);
  expect(await refusal(begin("passwords", "cy", Session))).toEqual([
    "UserNotFoundException",
    "User does not exist.",
  ]);
  expect(await refusal(confirm("choice", "dan", Session))).toEqual(invalid);
  expect(await refusal(begin("choice", "cy", `${Session}x`))).toEqual(invalid);
  // Of a challenge, in its place.
  const choice = await begin("choice", "cy", undefined);
  expect(await refusal(begin("choice", "cy", choice.Session))).toEqual(invalid);
  await confirm("choice", "dan", signedUp.Session);
});

test("it holds as long as a challenge does", async () => {
  await signUp("choice", "eve");
  const { Session } = await confirm("choice", "eve");
  now += 180_001;
  expect(await refusal(begin("choice", "eve", Session))).toEqual([
    "NotAuthorizedException",
    "Invalid session for the user, session is expired.",
  ]);
});

test("where the pool begins with no code, or requires a second factor, the user begins as everybody does", async () => {
  for (const pool of ["passwords", "mfa"]) {
    await signUp(pool, "fay");
    const { Session } = await confirm(pool, "fay");
    const { AvailableChallenges, AuthenticationResult } = await begin(pool, "fay", Session);
    expect([AvailableChallenges, AuthenticationResult]).toEqual([["PASSWORD", "PASSWORD_SRP"], undefined]);
  }
});

test("a client without USER_AUTH gets no session", async () => {
  expect((await signUp("srp", "gil")).Session).toBeUndefined();
  expect((await confirm("srp", "gil")).Session).toBeUndefined();
  expect((await client.adminGetUser({ UserPoolId: poolId("srp"), Username: "gil" })).UserStatus).toBe(
    "CONFIRMED",
  );
});
