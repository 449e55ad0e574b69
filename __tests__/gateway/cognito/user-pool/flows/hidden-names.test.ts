import type { AuthFlowType, ChallengeNameType } from "@aws-sdk/client-cognito-identity-provider";
import { srpClient } from "../../srp/client";
import { accountClient, refusal } from "../accounts/account-client";
import { type PoolGate, poolGate } from "../pool-gate";
import { signingIn } from "../signing-in";

/**
 * Clients that do not tell who has an account: every flow answers names of users of each kind, and a name that no user
 * has, in one form and length. Source: Cognito Developer Guide, "Managing user existence error responses".
 */

const at = (name: string) => `${name}@shop.example`;
const PASSWORD = "Right-Password-1";
const phone = { phone_number: "+15550000100", phone_number_verified: "true" };
const users = ["real", "offf", "lost", "offg", "lock"].map((name) => ({
  username: at(name),
  password: PASSWORD,
  attributes: { email: at(name), email_verified: "true", ...phone },
}));
const explicitAuthFlows = [
  "ALLOW_USER_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_CUSTOM_AUTH",
];
const clients = {
  c: { explicitAuthFlows, settings: { hidesUserExistence: true } },
  telling: { explicitAuthFlows, settings: { hidesUserExistence: false } },
};
const triggers = {
  defineAuthChallenge: 'event.response = { challengeName: "CUSTOM_CHALLENGE" };',
  createAuthChallenge: 'event.response = { publicChallengeParameters: { q: "?" } };',
};

let gate: PoolGate;
beforeAll(async () => {
  const settings = {
    usernameAttributes: ["email"],
    firstFactors: ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
  } as const;
  gate = await poolGate({ clients, settings, triggers }, { users: () => ({ users, where: "users" }) });
  const UserPoolId = gate.model.userPools[0]?.id;
  const operator = accountClient(gate);
  for (const name of ["offf", "offg"]) await operator.adminDisableUser({ UserPoolId, Username: at(name) });
  await operator.adminResetUserPassword({ UserPoolId, Username: at("lost") });
  await operator.signUp({
    ClientId: "c",
    Username: at("newu"),
    Password: PASSWORD,
    UserAttributes: [{ Name: "email", Value: at("newu") }],
  });
  // As one of another provider, the user has nothing to begin with.
  await operator.adminCreateUser({
    UserPoolId,
    Username: at("left"),
    MessageAction: "SUPPRESS",
    UserAttributes: [{ Name: "email", Value: at("left") }],
  });
  operator.destroy();
});
afterAll(() => gate?.stop());

const begin = (flow: AuthFlowType, name: string, more: Record<string, string> = {}, client = "c") =>
  signingIn(gate, client).initiate(flow, { USERNAME: at(name), ...more });

const KINDS = ["offf", "lost", "newu", "left", "none"];

/** What can be seen of an answer: its fields, and of each text the form and the length. */
function shape(value: unknown, field = ""): unknown {
  // Numbers of random size, and a subset of what the pool has.
  if (field === "SRP_B" || field === "SALT") return /^[\da-f]+$/i.test(String(value));
  if (field === "AvailableChallenges") return Array.isArray(value) && value.includes("PASSWORD");
  if (field === "ChallengeName" || field === "name" || field === "message") return value;
  if (typeof value === "string") return value.replace(/[A-Za-z0-9+/=_]/g, "x");
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, shape(each, key)]));
}

async function seen(call: Promise<object>): Promise<unknown> {
  try {
    const { $metadata, ...answer } = (await call) as Record<string, unknown>;
    return shape(answer);
  } catch (error) {
    const { message, name } = error as Error;
    return { name, message };
  }
}

/** A step after USER_AUTH has begun with a challenge. */
async function answered(name: string, challenge: ChallengeNameType, responses: Record<string, string>) {
  const { Session } = await begin("USER_AUTH", name, { PREFERRED_CHALLENGE: challenge });
  return signingIn(gate, "c").respond(challenge, { USERNAME: at(name), ...responses, Session });
}

const { SRP_A } = srpClient();

test.each<[string, (name: string) => Promise<object>]>([
  ["USER_PASSWORD_AUTH", (name) => begin("USER_PASSWORD_AUTH", name, { PASSWORD: "wrong" })],
  ["USER_SRP_AUTH", (name) => begin("USER_SRP_AUTH", name, { SRP_A })],
  ["CUSTOM_AUTH", (name) => begin("CUSTOM_AUTH", name)],
  ["USER_AUTH", (name) => begin("USER_AUTH", name)],
  ["a choice that no user has", (name) => begin("USER_AUTH", name, { PREFERRED_CHALLENGE: "NONE" })],
  ["PASSWORD", (name) => begin("USER_AUTH", name, { PREFERRED_CHALLENGE: "PASSWORD" })],
  [
    "PASSWORD, with it",
    (name) => begin("USER_AUTH", name, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: "wrong" }),
  ],
  ["PASSWORD, answered", (name) => answered(name, "PASSWORD", { PASSWORD: "wrong" })],
  ["PASSWORD_SRP", (name) => begin("USER_AUTH", name, { PREFERRED_CHALLENGE: "PASSWORD_SRP" })],
  [
    "PASSWORD_SRP, with SRP_A",
    (name) => begin("USER_AUTH", name, { PREFERRED_CHALLENGE: "PASSWORD_SRP", SRP_A }),
  ],
  ["PASSWORD_SRP, answered", (name) => answered(name, "PASSWORD_SRP", { SRP_A })],
])("%s", async (_, attempt) => {
  const real = await seen(attempt("real"));
  for (const kind of KINDS) expect({ kind, seen: await seen(attempt(kind)) }).toEqual({ kind, seen: real });
});

/** A name that no user has, to which the challenge is offered: that depends on the name and the installation. */
async function unknownWith(challenge: string): Promise<string> {
  for (let i = 100; i < 200; i++) {
    const { AvailableChallenges = [] } = await begin("USER_AUTH", `u${i}`);
    if (AvailableChallenges.includes(challenge as ChallengeNameType)) return `u${i}`;
  }
  throw new Error("offered to no name");
}

test.each([
  ["EMAIL_OTP", "EMAIL_OTP_CODE"],
  ["SMS_OTP", "SMS_OTP_CODE"],
] as const)("%s, which is sent only to a user who may sign in", async (challenge, field) => {
  const names = ["real", "offf", "lost", await unknownWith(challenge)];
  const asked: unknown[] = [];
  const wrong: unknown[] = [];
  for (const name of names) {
    const before = gate.lines.length;
    asked.push(await seen(begin("USER_AUTH", name, { PREFERRED_CHALLENGE: challenge })));
    wrong.push(await seen(answered(name, challenge, { [field]: "x" })));
    const sent = gate.lines.slice(before).filter((line) => line.includes("the code for "));
    expect(sent.length).toBe(name === "real" ? 2 : 0);
  }
  expect(asked).toEqual(names.map(() => asked[0]));
  expect(asked[0]).toMatchObject({ ChallengeName: challenge });
  expect(wrong).toEqual(names.map(() => wrong[0]));
});

test("what is offered to a name stays the same, and differs between names", async () => {
  const offers = new Set<string>();
  for (let i = 0; i < 20; i++) {
    const [one, two] = [await begin("USER_AUTH", `n${i}`), await begin("USER_AUTH", `n${i}`)];
    expect(two.AvailableChallenges).toEqual(one.AvailableChallenges);
    offers.add(String(one.AvailableChallenges));
  }
  expect(offers.size).toBeGreaterThan(1);
});

test("a passkey is asked for as of a user who has one", async () => {
  const { ChallengeParameters } = await begin("USER_AUTH", await unknownWith("WEB_AUTHN"), {
    PREFERRED_CHALLENGE: "WEB_AUTHN",
  });
  const options = JSON.parse(ChallengeParameters?.CREDENTIAL_REQUEST_OPTIONS ?? "");
  expect(options.allowCredentials).toEqual([
    { type: "public-key", id: expect.stringMatching(/^[\w-]{43}$/), transports: ["internal"] },
  ]);
});

test.each([
  ["offg", "NotAuthorizedException", "User is disabled."],
  ["newu", "UserNotConfirmedException", "User is not confirmed."],
])("%s: a right password is told why it is of no use", async (name, type, message) => {
  expect(await refusal(begin("USER_PASSWORD_AUTH", name, { PASSWORD }))).toEqual([type, message]);
});

test.each([
  ["offg", "EMAIL_OTP", "NotAuthorizedException"],
  ["offg", "SMS_OTP", "NotAuthorizedException"],
  ["lost", "EMAIL_OTP", "PasswordResetRequiredException"],
  ["lost", "SMS_OTP", "PasswordResetRequiredException"],
] as const)("%s: a client that tells who has an account sends no %s", async (name, challenge, type) => {
  const before = gate.lines.length;
  const call = begin("USER_AUTH", name, { PREFERRED_CHALLENGE: challenge }, "telling");
  expect((await refusal(call))[0]).toBe(type);
  expect(gate.lines.slice(before).join()).not.toContain("the code for ");
});

test("names are locked alike", async () => {
  const locked: unknown[] = [];
  for (const name of ["lock", "zero"]) {
    for (let i = 0; i < 6; i++) locked.push(await seen(answered(name, "PASSWORD", { PASSWORD: "wrong" })));
  }
  expect(locked.slice(6)).toEqual(locked.slice(0, 6));
  expect(locked[5]).toEqual({ name: "NotAuthorizedException", message: "Password attempts exceeded" });
});
