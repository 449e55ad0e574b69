import type { CognitoIdentityProvider } from "@aws-sdk/client-cognito-identity-provider";
import type { RunningGate } from "../../../gates";
import { accountClient, refusal } from "./account-client";
import { clientId, lastCode, poolId, runAccountGate, triggerArn } from "./account-gate";

/** Calls at the same time: what one of them may do once, only one of them does. */

let running: RunningGate;
let client: CognitoIdentityProvider;

const settings = { autoVerifiedAttributes: ["email"], recovery: ["verified_email"] } as const;

beforeAll(async () => {
  running = await runAccountGate(
    {
      plain: { settings },
      asking: { settings: { ...settings, triggers: { preSignUp: triggerArn("confirming") } } },
      email: {
        settings: {
          ...settings,
          usernameAttributes: ["email"],
          triggers: { preSignUp: triggerArn("confirming") },
        },
      },
      migrating: { settings: { ...settings, triggers: { userMigration: triggerArn("migrating") } } },
    },
    { triggers: ["confirming", "migrating"] },
  );
  client = accountClient(running);
});

afterAll(() => running?.stop());

const PASSWORD = "Fixture1!Aa";
const COUNT = 8;

/** The names of what each call is refused with; empty where it is allowed. */
const atOnce = (run: (i: number) => Promise<unknown>): Promise<string[]> =>
  Promise.all(
    Array.from({ length: COUNT }, async (_, i) => {
      const call = run(i);
      return call.then(
        () => "",
        async () => (await refusal(call))[0],
      );
    }),
  );
const usersIn = async (pool: string) => (await client.listUsers({ UserPoolId: poolId(pool) })).Users ?? [];
const signUp = (pool: string, Username: string) =>
  client.signUp({
    ClientId: clientId(pool),
    Username,
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: pool === "email" ? Username : `${Username}@example.com` }],
  });

const once = (refused: string) => ["", ...Array.from({ length: COUNT - 1 }, () => refused)];

test.each(["plain", "asking", "email"])("a name is taken once, in the pool %s", async (pool) => {
  const name = pool === "email" ? "ann@example.com" : "ann";
  expect((await atOnce(() => signUp(pool, name))).sort()).toEqual(once("UsernameExistsException"));
  expect(await usersIn(pool)).toHaveLength(1);
});

test("a user of elsewhere is taken over once", async () => {
  const outcomes = await atOnce(() =>
    client.initiateAuth({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: clientId("migrating"),
      AuthParameters: { USERNAME: "gil", PASSWORD: "Form3r!pass" },
    }),
  );
  expect(outcomes).toContain("");
  expect(await usersIn("migrating")).toHaveLength(1);
});

test("a code confirms once, and changes one password", async () => {
  await signUp("plain", "bo");
  const user = { ClientId: clientId("plain"), Username: "bo" };
  const code = lastCode(running);
  const confirmed = await atOnce(() => client.confirmSignUp({ ...user, ConfirmationCode: code }));
  expect(confirmed.filter((name) => name === "")).toHaveLength(1);
  await client.forgotPassword(user);
  const reset = lastCode(running);
  const outcomes = await atOnce((i) =>
    client.confirmForgotPassword({ ...user, ConfirmationCode: reset, Password: `N3w!password-${i}` }),
  );
  expect(outcomes.sort()).toEqual(once("ExpiredCodeException"));
});

test("five wrong codes are all, also at once", async () => {
  await signUp("plain", "cat");
  const user = { ClientId: clientId("plain"), Username: "cat" };
  const code = lastCode(running);
  const wrong = (i: number) => String((Number(code) + 1 + i) % 1_000_000).padStart(6, "0");
  const outcomes = await atOnce((i) => client.confirmSignUp({ ...user, ConfirmationCode: wrong(i) }));
  expect(outcomes.filter((name) => name === "CodeMismatchException")).toHaveLength(5);
  expect((await refusal(client.confirmSignUp({ ...user, ConfirmationCode: code })))[0]).toBe(
    "LimitExceededException",
  );
});
