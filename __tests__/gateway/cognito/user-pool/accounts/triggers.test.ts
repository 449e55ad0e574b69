import { readFileSync } from "node:fs";
import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import { directoryFile } from "../../../../../gateway/state/fresh";
import type { UserPoolTrigger } from "../../../../../terraform/model";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate, triggerArn } from "./account-gate";
import { eventsOf } from "./trigger-sources";

/** The pool's functions at sign-up, confirmation and in messages, run from their bundles. */

let running: RunningGate;
let client: CognitoIdentityProvider;

const settings = { autoVerifiedAttributes: ["email"], recovery: ["verified_email"] } as const;
const withTrigger = (trigger: UserPoolTrigger, name: string) => ({
  settings: { ...settings, triggers: { [trigger]: triggerArn(name) } },
});

beforeAll(async () => {
  running = await runAccountGate(
    {
      confirming: withTrigger("preSignUp", "confirming"),
      refusing: withTrigger("preSignUp", "refusing"),
      wrong: withTrigger("preSignUp", "wrong"),
      odd: withTrigger("preSignUp", "odd"),
      slow: withTrigger("preSignUp", "slow"),
      absent: withTrigger("preSignUp", "absent"),
      confirmed: withTrigger("postConfirmation", "seeing"),
      failing: withTrigger("postConfirmation", "refusing"),
      writing: withTrigger("customMessage", "writing"),
      migrating: withTrigger("userMigration", "migrating"),
      hiding: { ...withTrigger("userMigration", "migrating"), client: { hidesUserExistence: true } },
    },
    { triggers: ["confirming", "refusing", "wrong", "odd", "slow", "seeing", "writing", "migrating"] },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

const signUp = (pool: string, Username: string) =>
  client.signUp({
    ClientId: clientId(pool),
    Username,
    Password: "Fixture1!Aa",
    UserAttributes: [{ Name: "email", Value: `${Username}@example.com` }],
    ValidationData: [{ Name: "invited", Value: "yes" }],
    ClientMetadata: { from: "test" },
  });
const usersIn = async (pool: string) => (await client.listUsers({ UserPoolId: poolId(pool) })).Users ?? [];
/** What the journal has of messages. */
const outbox = () =>
  readFileSync(directoryFile(running.stateDir), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .flatMap((line) => JSON.parse(line) as [section: string, key: string, value: unknown][])
    .flatMap(([section, , value]) => (section === "outbox" ? [value] : []));
const lastEvent = (name: string) => eventsOf(name, running.lines).at(-1);

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
test("a function before sign-up confirms the user and the address", async () => {
  const { $metadata: _, ...answer } = await signUp("confirming", "ann");
  expect(answer).toEqual({ UserConfirmed: true, UserSub: expect.any(String) });
  expect(lastEvent("confirming")).toEqual({
    version: "1",
    triggerSource: "PreSignUp_SignUp",
    region: "us-east-1",
    userPoolId: poolId("confirming"),
    userName: "ann",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: clientId("confirming") },
    request: {
      userAttributes: { email: "ann@example.com" },
      validationData: { invited: "yes" },
      clientMetadata: { from: "test" },
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  });
  const [user] = await usersIn("confirming");
  expect(user).toMatchObject({ UserStatus: "CONFIRMED" });
  expect(user?.Attributes).toContainEqual({ Name: "email_verified", Value: "true" });
});

test("it runs for the users of administrators too, and confirms none of them", async () => {
  const { User } = await client.adminCreateUser({
    UserPoolId: poolId("confirming"),
    Username: "bo",
    MessageAction: "SUPPRESS",
  });
  expect(User?.UserStatus).toBe("FORCE_CHANGE_PASSWORD");
  expect(lastEvent("confirming")).toMatchObject({
    triggerSource: "PreSignUp_AdminCreateUser",
    callerContext: { clientId: "CLIENT_ID_NOT_APPLICABLE" },
  });
});

test.each([
  ["that fails", "refusing", "UserLambdaValidationException", "PreSignUp failed with error not today."],
  ["without a response", "wrong", "InvalidLambdaResponseException", "Unrecognizable lambda output"],
  ["with an odd response", "odd", "InvalidLambdaResponseException", "Unrecognizable lambda output"],
  [
    "that is not there",
    "absent",
    "UnexpectedLambdaException",
    "PreSignUp invocation failed due to error AccessDeniedException.",
  ],
  [
    "whose own time is over",
    "slow",
    "UserLambdaValidationException",
    "PreSignUp failed with error Task timed out after 0.10 seconds.",
  ],
])("no user is made by a function %s", async (_, pool, name, message) => {
  expect(await refusal(signUp(pool, "cat"))).toEqual([name, message]);
  expect(await usersIn(pool)).toEqual([]);
});

test("a function after confirmation sees the user", async () => {
  await signUp("confirmed", "dan");
  expect(eventsOf("seeing", running.lines)).toEqual([]);
  await client.confirmSignUp({
    ClientId: clientId("confirmed"),
    Username: "dan",
    ConfirmationCode: lastCode(running),
  });
  expect(lastEvent("seeing")).toMatchObject({
    triggerSource: "PostConfirmation_ConfirmSignUp",
    userName: "dan",
    request: {
      userAttributes: {
        sub: expect.any(String),
        email: "dan@example.com",
        email_verified: "true",
        "cognito:user_status": "CONFIRMED",
      },
    },
    response: {},
  });
  const user = { ClientId: clientId("confirmed"), Username: "dan" };
  await client.forgotPassword(user);
  await client.confirmForgotPassword({
    ...user,
    ConfirmationCode: lastCode(running),
    Password: "N3w!password",
  });
  expect(lastEvent("seeing")).toMatchObject({ triggerSource: "PostConfirmation_ConfirmForgotPassword" });
});

test("where it fails, the user is confirmed all the same", async () => {
  await signUp("failing", "eve");
  const confirm = client.confirmSignUp({
    ClientId: clientId("failing"),
    Username: "eve",
    ConfirmationCode: lastCode(running),
  });
  expect(await refusal(confirm)).toEqual([
    "UserLambdaValidationException",
    "PostConfirmation failed with error not today.",
  ]);
  expect((await usersIn("failing"))[0]?.UserStatus).toBe("CONFIRMED");
});

test("a function writes the message", async () => {
  await signUp("writing", "fay");
  expect(lastEvent("writing")).toMatchObject({
    triggerSource: "CustomMessage_SignUp",
    request: {
      userAttributes: { email: "fay@example.com", "cognito:user_status": "UNCONFIRMED" },
      codeParameter: "{####}",
    },
  });
  expect(outbox()).toContainEqual(
    expect.objectContaining({
      username: "fay",
      medium: "EMAIL",
      destination: "fay@example.com",
      occasion: "SignUp",
      subject: "Hello fay@example.com",
      text: `Use ${lastCode(running)}`,
    }),
  );
});

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
test("a function brings a user who forgot the password", async () => {
  const user = { ClientId: clientId("migrating"), Username: "gil" };
  const { CodeDeliveryDetails } = await client.forgotPassword(user);
  expect(CodeDeliveryDetails?.Destination).toBe("g***@e***");
  expect(lastEvent("migrating")).toMatchObject({
    triggerSource: "UserMigration_ForgotPassword",
    userName: "gil",
  });
  await client.confirmForgotPassword({
    ...user,
    ConfirmationCode: lastCode(running),
    Password: "N3w!password",
  });
  expect((await usersIn("migrating")).map(({ Username, UserStatus }) => [Username, UserStatus])).toEqual([
    ["gil", "CONFIRMED"],
  ]);
});

test("a function brings a user who signs in with the former password", async () => {
  const signIn = (USERNAME: string, PASSWORD: string, pool = "migrating") =>
    client.initiateAuth({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: clientId(pool),
      AuthParameters: { USERNAME, PASSWORD },
      ClientMetadata: { from: "test" },
    });
  const before = await usersIn("migrating");
  expect(await refusal(signIn("hal", "An0ther!pass"))).toEqual([
    "UserNotFoundException",
    `Exception migrating user in app client ${clientId("migrating")}`,
  ]);
  expect(await refusal(signIn("hal", "An0ther!pass", "hiding"))).toEqual([
    "NotAuthorizedException",
    "Incorrect username or password.",
  ]);
  expect(await usersIn("migrating")).toEqual(before);
  expect((await signIn("hal", "Form3r!pass")).AuthenticationResult?.AccessToken).toBeDefined();
  expect(lastEvent("migrating")).toMatchObject({
    triggerSource: "UserMigration_Authentication",
    request: { password: "Form3r!pass", validationData: { from: "test" } },
  });
  const asked = eventsOf("migrating", running.lines).length;
  expect((await signIn("hal", "Form3r!pass")).AuthenticationResult?.AccessToken).toBeDefined();
  expect(eventsOf("migrating", running.lines).length).toBe(asked);
});
