import type { CognitoIdentityProvider, SignUpCommandInput } from "@aws-sdk/client-cognito-identity-provider";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate } from "./account-gate";
import { cases } from "./sign-up-cases";

/** Sign-up and its confirmation, in pools of different settings. */

let passed = 0;
let running: RunningGate;
let client: CognitoIdentityProvider;

beforeAll(async () => {
  running = await runAccountGate(
    {
      plain: { settings: { autoVerifiedAttributes: ["email"] } },
      hiding: { settings: { autoVerifiedAttributes: ["email"] }, client: { hidesUserExistence: true } },
      closed: { settings: { allowsSignUp: false } },
      email: { settings: { usernameAttributes: ["email"], autoVerifiedAttributes: ["email"] } },
      alias: { settings: { aliasAttributes: ["email"], autoVerifiedAttributes: ["email"] } },
      phone: { settings: { autoVerifiedAttributes: ["email", "phone_number"] } },
      silent: {},
      secret: { hasSecret: true },
      caseless: { ignoresCase: true },
    },
    { now: () => new Date(Date.now() + passed) },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

/** The client, which signs by the clock of the gate; it sets its own by each answer. */
function administrator(): CognitoIdentityProvider {
  client.config.systemClockOffset = passed;
  return client;
}

const PASSWORD = "Fixture1!Aa";
const email = (Value: string) => ({ Name: "email", Value });
const signUp = (pool: string, Username: string, changes: Partial<SignUpCommandInput> = {}) =>
  client.signUp({
    ClientId: clientId(pool),
    Username,
    Password: PASSWORD,
    UserAttributes: [email(`${Username}@example.com`)],
    ...changes,
  });
const confirm = (pool: string, Username: string, ConfirmationCode: string, ForceAliasCreation = false) =>
  client.confirmSignUp({ ClientId: clientId(pool), Username, ConfirmationCode, ForceAliasCreation });
const signIn = (pool: string, USERNAME: string, PASSWORD_ = PASSWORD) =>
  client.initiateAuth({
    AuthFlow: "USER_PASSWORD_AUTH",
    ClientId: clientId(pool),
    AuthParameters: { USERNAME, PASSWORD: PASSWORD_ },
  });
const usersIn = async (pool: string) =>
  (await administrator().listUsers({ UserPoolId: poolId(pool) })).Users ?? [];

/** What a call is refused with; the users of the pool must be as before. */
async function refused(pool: string, call: () => Promise<unknown>) {
  const before = await usersIn(pool);
  const answer = await refusal(call());
  expect(await usersIn(pool)).toEqual(before);
  return answer;
}

// floci-io/floci, fixtures aws-cognito/sign-up.happy.json, captured from AWS on 2026-05-16.
test("a user signs up, confirms the address with the code, and signs in", async () => {
  const { $metadata: _, ...answer } = await signUp("plain", "fixture");
  expect(answer).toEqual({
    UserConfirmed: false,
    UserSub: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    CodeDeliveryDetails: { Destination: "f***@e***", DeliveryMedium: "EMAIL", AttributeName: "email" },
  });
  const code = lastCode(running);
  expect(code).toMatch(/^\d{6}$/);
  expect((await refused("plain", () => signIn("plain", "fixture")))[0]).toBe("UserNotConfirmedException");
  await confirm("plain", "fixture", code);
  const { AuthenticationResult } = await signIn("plain", "fixture");
  const user = await client.getUser({ AccessToken: AuthenticationResult?.AccessToken });
  expect(user.Username).toBe("fixture");
  expect(user.UserAttributes).toEqual(
    expect.arrayContaining([
      { Name: "sub", Value: answer.UserSub },
      { Name: "email", Value: "fixture@example.com" },
      { Name: "email_verified", Value: "true" },
    ]),
  );
  expect(await refused("plain", () => confirm("plain", "fixture", code))).toEqual([
    "NotAuthorizedException",
    "User cannot be confirmed. Current status is CONFIRMED",
  ]);
});

test("a pool that verifies nothing sends no code", async () => {
  const answer = await signUp("silent", "ann");
  expect(answer.CodeDeliveryDetails).toBeUndefined();
  expect(answer.UserConfirmed).toBe(false);
});

test("a phone number gets the code before an address", async () => {
  const UserAttributes = [email("bo@example.com"), { Name: "phone_number", Value: "+15550100" }];
  const { CodeDeliveryDetails } = await signUp("phone", "bo", { UserAttributes });
  expect(CodeDeliveryDetails).toEqual({
    Destination: "+****0100",
    DeliveryMedium: "SMS",
    AttributeName: "phone_number",
  });
});

test("a pool whose users sign in by e-mail makes the user name", async () => {
  const { UserSub } = await signUp("email", "cat@example.com", { UserAttributes: [] });
  await confirm("email", "cat@example.com", lastCode(running));
  const user = (await usersIn("email")).find(({ Username }) => Username === UserSub);
  expect(user?.Attributes).toEqual(expect.arrayContaining([email("cat@example.com")]));
  expect((await signIn("email", "cat@example.com")).AuthenticationResult?.AccessToken).toBeDefined();
});

test.each(Object.entries(cases))(
  "%s is refused",
  async (_, { changes, name = "eve", pool, refused: error }) => {
    if (pool === "caseless") await signUp("caseless", "dan").catch(() => {});
    expect(await refused(pool, () => signUp(pool, name, changes))).toEqual(error);
  },
);

describe("a code", () => {
  const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."];
  const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."];
  const LIMIT = ["LimitExceededException", "Attempt limit exceeded, please try after some time."];
  const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

  test("is tried five times, then not even the right one is taken for a quarter of an hour", async () => {
    await signUp("plain", "fay");
    const code = lastCode(running);
    for (let i = 0; i < 5; i++)
      expect(await refused("plain", () => confirm("plain", "fay", wrong(code)))).toEqual(MISMATCH);
    expect(await refused("plain", () => confirm("plain", "fay", code))).toEqual(LIMIT);
    await client.resendConfirmationCode({ ClientId: clientId("plain"), Username: "fay" });
    expect(await refused("plain", () => confirm("plain", "fay", lastCode(running)))).toEqual(LIMIT);
    passed += 15 * 60_000;
    await confirm("plain", "fay", lastCode(running));
  });

  test("ends after a day, and with the next one", async () => {
    await signUp("plain", "gil");
    const first = lastCode(running);
    const { CodeDeliveryDetails } = await client.resendConfirmationCode({
      ClientId: clientId("plain"),
      Username: "gil",
    });
    // floci-io/floci, fixtures aws-cognito/resend-confirmation.happy.json.
    expect(CodeDeliveryDetails).toEqual({
      Destination: "g***@e***",
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    const second = lastCode(running);
    if (first !== second)
      expect(await refused("plain", () => confirm("plain", "gil", first))).toEqual(MISMATCH);
    passed += 24 * 3_600_000;
    expect(await refused("plain", () => confirm("plain", "gil", second))).toEqual(EXPIRED);
  });

  test("for a name that no user has", async () => {
    expect(await refused("plain", () => confirm("plain", "nobody", "123456"))).toEqual([
      "UserNotFoundException",
      "Username/client id combination not found.",
    ]);
    expect(await refused("hiding", () => confirm("hiding", "nobody", "123456"))).toEqual(EXPIRED);
  });

  test("is not sent again to a confirmed user, nor where nothing is verified", async () => {
    const resend = (pool: string, Username: string) =>
      refused(pool, () => client.resendConfirmationCode({ ClientId: clientId(pool), Username }));
    expect(await resend("plain", "fixture")).toEqual([
      "InvalidParameterException",
      "User is already confirmed.",
    ]);
    expect(await resend("silent", "ann")).toEqual([
      "InvalidParameterException",
      "Cannot resend codes. Auto verification not turned on.",
    ]);
  });

  test("is said to be sent again to a name that no user has, where that is hidden", async () => {
    const resend = () => client.resendConfirmationCode({ ClientId: clientId("hiding"), Username: "nobody" });
    const [first, second] = [await resend(), await resend()];
    expect(first.CodeDeliveryDetails).toEqual({
      Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
      DeliveryMedium: "EMAIL",
      AttributeName: "email",
    });
    expect(second.CodeDeliveryDetails).toEqual(first.CodeDeliveryDetails);
  });
});

test("an alias belongs to one user, until another one takes it by force", async () => {
  const UserAttributes = [email("shared@example.com")];
  await signUp("alias", "hal", { UserAttributes });
  await confirm("alias", "hal", lastCode(running));
  await signUp("alias", "ivy", { UserAttributes });
  const code = lastCode(running);
  expect(await refused("alias", () => confirm("alias", "ivy", code))).toEqual([
    "AliasExistsException",
    "An account with the given email already exists.",
  ]);
  expect((await signIn("alias", "shared@example.com")).AuthenticationResult).toBeDefined();
  await confirm("alias", "ivy", code, true);
  const verified = async (Username: string) =>
    (await administrator().adminGetUser({ UserPoolId: poolId("alias"), Username })).UserAttributes?.find(
      ({ Name }) => Name === "email_verified",
    )?.Value;
  expect([await verified("hal"), await verified("ivy")]).toEqual(["false", "true"]);
});

test("who signed up is there after a restart", async () => {
  await signUp("silent", "jan");
  const users = await usersIn("silent");
  await running.serve();
  expect(await usersIn("silent")).toEqual(users);
});
