import { createHmac } from "node:crypto";
import {
  ConfirmSignUpCommand,
  ResendConfirmationCodeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { srpClient } from "../../srp/client";
import { accountClient } from "../accounts/account-client";
import { type PoolGate, poolGate } from "../pool-gate";
import { signingIn } from "../signing-in";

/**
 * A pool whose users choose their names, and clients that do not tell who has an account: challenges, SECRET_HASH and the
 * confirmation of accounts answer a name that no user has as they answer a user's.
 */

const PASSWORD = "Right-Password-1";
const settings = { hidesUserExistence: true };
const explicitAuthFlows = ["ALLOW_USER_SRP_AUTH", "ALLOW_USER_AUTH", "ALLOW_CUSTOM_AUTH"];
const users = ["real", "offf", "lost"].map((username) => ({
  username,
  password: PASSWORD,
  attributes: { email: `${username}@shop.example`, email_verified: "true" },
}));

let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      clients: {
        c: { explicitAuthFlows, settings },
        secret: { explicitAuthFlows, settings, hasSecret: true },
      },
      settings: { firstFactors: ["PASSWORD", "EMAIL_OTP"], autoVerifiedAttributes: ["email"] },
      triggers: {
        defineAuthChallenge: 'event.response = { challengeName: "CUSTOM_CHALLENGE" };',
        createAuthChallenge: 'event.response = { publicChallengeParameters: { q: "?" } };',
      },
    },
    { users: () => ({ users, where: "users" }) },
  );
  const operator = accountClient(gate);
  const UserPoolId = gate.model.userPools[0]?.id;
  for (const Username of ["newu", "offu"])
    await operator.signUp({
      ClientId: "c",
      Username,
      Password: PASSWORD,
      UserAttributes: [{ Name: "email", Value: `${Username}@shop.example` }],
    });
  for (const Username of ["offf", "offu"]) await operator.adminDisableUser({ UserPoolId, Username });
  // Without a password.
  await operator.adminCreateUser({ UserPoolId, Username: "left", MessageAction: "SUPPRESS" });
  operator.destroy();
});
afterAll(() => gate?.stop());

const KINDS = ["offf", "newu", "left", "none"];

function hash(username: string): string {
  const client = gate.gate.description.clients.find(({ clientId }) => clientId === "secret");
  return createHmac("sha256", client?.clientSecret ?? "")
    .update(`${username}secret`)
    .digest("base64");
}

async function seen(call: Promise<object>): Promise<unknown> {
  try {
    const { $metadata, ...answer } = (await call) as Record<string, unknown>;
    return answer;
  } catch (error) {
    const { message, name } = error as Error;
    return { name, message };
  }
}

const { SRP_A } = srpClient();

test.each(["USER_SRP_AUTH", "CUSTOM_AUTH", "USER_AUTH"] as const)(
  "%s names a user and a name that no user has alike",
  async (flow) => {
    for (const name of ["real", ...KINDS]) {
      const more = flow === "USER_SRP_AUTH" ? { SRP_A } : {};
      const { ChallengeParameters: shown = {} } = await signingIn(gate, "c").initiate(flow, {
        USERNAME: name,
        ...more,
      });
      const ids = [shown.USERNAME, shown.USER_ID_FOR_SRP].filter((id) => id !== undefined);
      expect([name, ids.length > 0, ...ids]).toEqual([name, true, ...ids.map(() => name)]);
    }
  },
);

/** The answer to PASSWORD_VERIFIER, by the client with a secret. */
async function answered(name: string, USERNAME: string, hashed: string) {
  const client = signingIn(gate, "secret");
  const { ChallengeParameters: { SECRET_BLOCK = "" } = {} } = await client.initiate("USER_SRP_AUTH", {
    USERNAME: name,
    SRP_A,
    SECRET_HASH: hash(name),
  });
  return client.respond("PASSWORD_VERIFIER", {
    USERNAME,
    SECRET_HASH: hash(hashed),
    PASSWORD_CLAIM_SECRET_BLOCK: SECRET_BLOCK,
    PASSWORD_CLAIM_SIGNATURE: "x",
    TIMESTAMP: "Thu Nov 26 10:00:00 UTC 2026",
  });
}

const WRONG = { name: "NotAuthorizedException", message: "Incorrect username or password." };
const MISMATCH = {
  name: "NotAuthorizedException",
  message: "SecretHash does not match for the client: secret",
};
test.each<
  readonly [
    what: string,
    USERNAME: (name: string) => string,
    hashed: (name: string) => string,
    expected: object,
  ]
>([
  ["its own name", (name) => name, (name) => name, WRONG],
  ["another name", () => "zzz", (name) => name, { name: "NotAuthorizedException" }],
  ["a hash of another name", (name) => name, () => "zzz", MISMATCH],
  ["another name, and its hash", () => "zzz", () => "zzz", MISMATCH],
])("a challenge is answered alike with %s", async (_, USERNAME, hashed, expected) => {
  const real = await seen(answered("real", USERNAME("real"), hashed("real")));
  expect(real).toMatchObject(expected);
  for (const kind of KINDS)
    expect({ kind, seen: await seen(answered(kind, USERNAME(kind), hashed(kind))) }).toEqual({
      kind,
      seen: real,
    });
});

test("a code is sent again to a user who waits for it, and to no other, with one answer", async () => {
  const form = (text: string) => text.replace(/^\w\*\*\*@\w\*\*\*$/, "x***@x***");
  for (const name of ["newu", "real", "offu", "left", "none"]) {
    const before = gate.lines.length;
    const { CodeDeliveryDetails: sent } = await gate.sdk.send(
      new ResendConfirmationCodeCommand({ ClientId: "c", Username: name }),
    );
    expect({ ...sent, Destination: form(sent?.Destination ?? "") }).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "x***@x***",
    });
    const lines = gate.lines.slice(before).filter((line) => line.includes("the code for "));
    expect([name, lines.length]).toEqual([name, name === "newu" ? 1 : 0]);
  }
});

test("an account that is disabled or confirmed is confirmed as one that is not there", async () => {
  const confirm = (Username: string) =>
    seen(gate.sdk.send(new ConfirmSignUpCommand({ ClientId: "c", Username, ConfirmationCode: "000000" })));
  expect(await confirm("none")).toMatchObject({ name: "ExpiredCodeException" });
  for (const name of ["offu", "real", "left"]) expect(await confirm(name)).toEqual(await confirm("none"));
});
