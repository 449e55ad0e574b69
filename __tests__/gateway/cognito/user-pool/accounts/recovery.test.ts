import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate } from "./account-gate";

/** New passwords: by a code to a verified address, by the former one, and by an administrator. */

let passed = 0;
let running: RunningGate;
let client: CognitoIdentityProvider;

const verifiedEmail = { recovery: ["verified_email"] } as const;

beforeAll(async () => {
  running = await runAccountGate(
    {
      plain: { settings: verifiedEmail },
      hiding: { settings: verifiedEmail, client: { hidesUserExistence: true } },
      admins: { settings: { recovery: ["admin_only"] } },
      both: {},
      history: {
        settings: {
          ...verifiedEmail,
          passwordPolicy: {
            minimumLength: 8,
            requiresLowercase: false,
            requiresUppercase: false,
            requiresNumbers: false,
            requiresSymbols: false,
            historySize: 2,
            temporaryPasswordDays: 7,
          },
        },
      },
    },
    { now: () => new Date(Date.now() + passed) },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

const PASSWORD = "Fixture1!Aa";
const CODE = { email_verified: "true" };

/** The client, which signs by the clock of the gate; it sets its own by each answer. */
function administrator(): CognitoIdentityProvider {
  client.config.systemClockOffset = passed;
  return client;
}

async function make(pool: string, Username: string, attributes: Readonly<Record<string, string>> = CODE) {
  const all = { email: `${Username}@example.com`, ...attributes };
  await administrator().adminCreateUser({
    UserPoolId: poolId(pool),
    Username,
    MessageAction: "SUPPRESS",
    UserAttributes: Object.entries(all).map(([Name, Value]) => ({ Name, Value })),
  });
  await setPassword(pool, Username, PASSWORD);
}
const setPassword = (pool: string, Username: string, Password: string, Permanent = true) =>
  administrator().adminSetUserPassword({ UserPoolId: poolId(pool), Username, Password, Permanent });
const usersIn = async (pool: string) =>
  (await administrator().listUsers({ UserPoolId: poolId(pool) })).Users ?? [];
const forgot = (pool: string, Username: string) =>
  client.forgotPassword({ ClientId: clientId(pool), Username });
const confirm = (pool: string, Username: string, ConfirmationCode: string, Password = "N3w!password") =>
  client.confirmForgotPassword({ ClientId: clientId(pool), Username, ConfirmationCode, Password });
const signIn = async (pool: string, USERNAME: string, PASSWORD_: string) =>
  (
    await client.initiateAuth({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: clientId(pool),
      AuthParameters: { USERNAME, PASSWORD: PASSWORD_ },
    })
  ).AuthenticationResult;

async function refused(pool: string, call: () => Promise<unknown>) {
  const before = await usersIn(pool);
  const answer = await refusal(call());
  expect(await usersIn(pool)).toEqual(before);
  return answer;
}

const WRONG = ["NotAuthorizedException", "Incorrect username or password."];
const MISMATCH = ["CodeMismatchException", "Invalid verification code provided, please try again."];
const EXPIRED = ["ExpiredCodeException", "Invalid code provided, please request a code again."];

// getmoto/moto, test_forgot_password_with_email_delivery_details (also run on AWS).
test("a code to the verified address gives a new password, and the former one ends", async () => {
  await make("plain", "ann");
  expect((await forgot("plain", "ann")).CodeDeliveryDetails).toEqual({
    Destination: "a***@e***",
    DeliveryMedium: "EMAIL",
    AttributeName: "email",
  });
  const code = lastCode(running);
  expect(await refused("plain", () => confirm("plain", "ann", code, "n3wpassword"))).toEqual([
    "InvalidPasswordException",
    "Password does not conform to policy: Password must have uppercase characters",
  ]);
  await confirm("plain", "ann", code);
  expect(await refused("plain", () => signIn("plain", "ann", PASSWORD))).toEqual(WRONG);
  expect(await signIn("plain", "ann", "N3w!password")).toBeDefined();
  expect(await refused("plain", () => confirm("plain", "ann", code))).toEqual(EXPIRED);
});

test("the code ends after an hour", async () => {
  await make("plain", "bo");
  await forgot("plain", "bo");
  passed += 3_600_000;
  expect(await refused("plain", () => confirm("plain", "bo", lastCode(running)))).toEqual(EXPIRED);
});

test("a new address does not take the code of the former one", async () => {
  await make("plain", "cat");
  await forgot("plain", "cat");
  await administrator().adminUpdateUserAttributes({
    UserPoolId: poolId("plain"),
    Username: "cat",
    UserAttributes: [{ Name: "email", Value: "other@example.com" }],
  });
  expect(await refused("plain", () => confirm("plain", "cat", lastCode(running)))).toEqual(EXPIRED);
});

test("the phone number comes first where the pool does not say otherwise", async () => {
  await make("both", "dan", { ...CODE, phone_number: "+15550100", phone_number_verified: "true" });
  expect((await forgot("both", "dan")).CodeDeliveryDetails?.DeliveryMedium).toBe("SMS");
});

describe("there is no code", () => {
  test.each<readonly [string, string, string, readonly [string, string]]>([
    [
      "for a name that no user has",
      "plain",
      "nobody",
      // floci-io/floci, fixtures aws-cognito/forgot-password.unknown-user.json.
      ["UserNotFoundException", "Username/client id combination not found."],
    ],
    [
      "where only administrators reset passwords",
      "admins",
      "eve",
      // getmoto/moto, test_forgot_password_admin_only_recovery.
      ["NotAuthorizedException", "Contact administrator to reset password."],
    ],
    [
      "without a verified address",
      "plain",
      "unverified",
      [
        "InvalidParameterException",
        "Cannot reset password for the user as there is no registered/verified email or phone_number",
      ],
    ],
    ["for a user who is disabled", "plain", "disabled", ["NotAuthorizedException", "User is disabled."]],
    [
      "with a temporary password",
      "plain",
      "temporary",
      ["NotAuthorizedException", "User password cannot be reset in the current state."],
    ],
  ])("%s", async (_, pool, name, error) => {
    if (name !== "nobody") await make(pool, name, name === "unverified" ? {} : CODE);
    const user = { UserPoolId: poolId(pool), Username: name };
    if (name === "disabled") await administrator().adminDisableUser(user);
    if (name === "temporary") await setPassword(pool, name, PASSWORD, false);
    const lines = running.lines.length;
    expect(await refused(pool, () => forgot(pool, name))).toEqual(error);
    expect(running.lines.slice(lines).join("\n")).not.toContain("the code for");
  });

  test("and nothing tells it, where the client hides who exists", async () => {
    await make("hiding", "fay", {});
    const lines = running.lines.length;
    for (const name of ["nobody", "fay"]) {
      expect((await forgot("hiding", name)).CodeDeliveryDetails).toEqual({
        Destination: expect.stringMatching(/^[a-z]\*\*\*@[a-z]\*\*\*$/),
        DeliveryMedium: "EMAIL",
        AttributeName: "email",
      });
    }
    expect(running.lines.slice(lines).join("\n")).not.toContain("the code for");
    expect(await refused("hiding", () => confirm("hiding", "nobody", "123456"))).toEqual(MISMATCH);
  });
});

test("a password of the last ones cannot be used again", async () => {
  await make("history", "gil");
  const again = ["PasswordHistoryPolicyViolationException", expect.stringContaining("previously been used")];
  await setPassword("history", "gil", "second-password");
  for (const former of [PASSWORD, "second-password"])
    expect(await refused("history", () => setPassword("history", "gil", former))).toEqual(again);
  await setPassword("history", "gil", "third-password");
  await setPassword("history", "gil", PASSWORD);
});

describe("a signed-in user", () => {
  const change = (AccessToken: string | undefined, PreviousPassword: string, ProposedPassword: string) =>
    client.changePassword({ AccessToken, PreviousPassword, ProposedPassword });

  test("changes the password by the former one", async () => {
    await make("plain", "hal");
    const tokens = await signIn("plain", "hal", PASSWORD);
    expect(
      await refused("plain", () => change(tokens?.AccessToken, "Wr0ng!password", "N3w!password")),
    ).toEqual(WRONG);
    expect((await refused("plain", () => change(tokens?.AccessToken, PASSWORD, "n3w!password")))[0]).toBe(
      "InvalidPasswordException",
    );
    await change(tokens?.AccessToken, PASSWORD, "N3w!password");
    expect(await signIn("plain", "hal", "N3w!password")).toBeDefined();
  });

  test("is locked out after wrong former passwords", async () => {
    await make("plain", "ivy");
    const tokens = await signIn("plain", "ivy", PASSWORD);
    for (let i = 0; i < 5; i++) await refusal(change(tokens?.AccessToken, "Wr0ng!password", "N3w!password"));
    expect(await refused("plain", () => change(tokens?.AccessToken, PASSWORD, "N3w!password"))).toEqual([
      "NotAuthorizedException",
      "Password attempts exceeded",
    ]);
  });

  test("does nothing with an ID token", async () => {
    await make("plain", "jan");
    const tokens = await signIn("plain", "jan", PASSWORD);
    expect(await refused("plain", () => change(tokens?.IdToken, PASSWORD, "N3w!password"))).toEqual([
      "NotAuthorizedException",
      "Invalid Access Token",
    ]);
  });
});

test("an administrator resets a password: the user needs the code", async () => {
  await make("plain", "kim");
  const user = { UserPoolId: poolId("plain"), Username: "kim" };
  await administrator().adminResetUserPassword(user);
  expect((await administrator().adminGetUser(user)).UserStatus).toBe("RESET_REQUIRED");
  await confirm("plain", "kim", lastCode(running));
  expect((await administrator().adminGetUser(user)).UserStatus).toBe("CONFIRMED");
});
