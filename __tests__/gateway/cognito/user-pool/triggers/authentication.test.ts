import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { timestampOf } from "../../../../../gateway/cognito/srp/server";
import { POOL } from "../../../petstore/names";
import { type SrpChallenge, srpClient } from "../../srp/client";
import { type PoolGate, poolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";

/**
 * The functions before and after the authentication. Sources: Cognito Developer Guide, "Pre authentication Lambda trigger"
 * and "Post authentication Lambda trigger". The functions refuse with what they got.
 */

const BEFORE = `
  if (event.request.validationData?.tell) throw new Error(JSON.stringify([event.triggerSource, event.userName, event.request]));
  if (event.userName === "alice") throw new Error("not on sundays");`;
const AFTER = `
  if (event.request.clientMetadata?.tell) throw new Error(JSON.stringify([event.triggerSource, event.request]));
  if (event.userName === "late") throw new Error("too late");`;

let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      triggers: { preAuthentication: BEFORE, postAuthentication: AFTER },
      clients: { c: { settings: { hidesUserExistence: true } } },
    },
    { users: () => ({ users: ["alice", "bob", "late"].map((username) => ({ username })), where: "users" }) },
  );
});
afterAll(() => gate?.stop());

test("one that throws before refuses the sign-in, whatever the password", async () => {
  const { password } = signingIn(gate, "c");
  for (const given of [undefined, "wrong"])
    expect(await refusal(password("alice", given))).toBe(
      "UserLambdaValidationException: PreAuthentication failed with error not on sundays.",
    );
  expect((await password("bob")).AuthenticationResult).toBeDefined();
});

test("one that throws after leaves the user without tokens", async () => {
  expect(await refusal(signingIn(gate, "c").password("late"))).toBe(
    "UserLambdaValidationException: PostAuthentication failed with error too late.",
  );
});

test.each([
  ["bob", false],
  ["nobody", true],
])(
  "before, the function gets what the client says of %s, and whether the user is there",
  async (name, userNotFound) => {
    const attempt = gate.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: "c",
        AuthParameters: { USERNAME: name, PASSWORD: "x" },
        ClientMetadata: { tell: "me" },
      }),
    );
    const [, told = ""] = /with error (.*)\.$/.exec(await refusal(attempt)) ?? [];
    expect(JSON.parse(told)).toEqual([
      "PreAuthentication_Authentication",
      name,
      {
        userAttributes: userNotFound
          ? {}
          : expect.objectContaining({ email: "bob@example.com", "cognito:user_status": "CONFIRMED" }),
        validationData: { tell: "me" },
        userNotFound,
      },
    ]);
  },
);

test("after, the function gets what the client says with its answer, and not what it said at first", async () => {
  const client = srpClient();
  const { ChallengeParameters } = await gate.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_SRP_AUTH",
      ClientId: "app",
      AuthParameters: { USERNAME: "bob", SRP_A: client.SRP_A },
    }),
  );
  const challenge = ChallengeParameters as unknown as SrpChallenge;
  const attempt = gate.sdk.send(
    new RespondToAuthChallengeCommand({
      ChallengeName: "PASSWORD_VERIFIER",
      ClientId: "app",
      ChallengeResponses: client.answer(POOL, gate.password("bob"), challenge, timestampOf(new Date())),
      ClientMetadata: { tell: "me" },
    }),
  );
  const [, told = ""] = /with error (.*)\.$/.exec(await refusal(attempt)) ?? [];
  expect(JSON.parse(told)).toEqual([
    "PostAuthentication_Authentication",
    { userAttributes: expect.anything(), newDeviceUsed: false, clientMetadata: { tell: "me" } },
  ]);
});
