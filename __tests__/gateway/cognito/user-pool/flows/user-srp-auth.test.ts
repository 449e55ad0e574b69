import {
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { timestampOf } from "../../../../../gateway/cognito/srp/server";
import { unverifiedClaims } from "../../../../../gateway/jwt/verify";
import { POOL } from "../../../petstore/names";
import { type SrpChallenge, srpClient } from "../../srp/client";
import { type PoolGate, poolGate, refusal } from "../pool-gate";

/**
 * USER_SRP_AUTH and PASSWORD_VERIFIER over the wire. Sources: API reference; what AWS answered was measured in
 * ministackorg/ministack#1758; Cognito Developer Guide, "Managing error responses".
 */

let now = new Date();
let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      clients: {
        telling: { explicitAuthFlows: ["ALLOW_USER_SRP_AUTH"], settings: { hidesUserExistence: false } },
      },
    },
    { now: () => now },
  );
});
afterAll(() => gate?.stop());
afterEach(() => {
  // Locks of the last test are over.
  now = new Date(now.getTime() + 20 * 60_000);
});

const initiate = async (USERNAME: string, { ClientId = "app", SRP_A = srpClient().SRP_A } = {}) => {
  const { ChallengeName, ChallengeParameters, Session } = await gate.sdk.send(
    new InitiateAuthCommand({ AuthFlow: "USER_SRP_AUTH", ClientId, AuthParameters: { USERNAME, SRP_A } }),
  );
  expect([ChallengeName, Session]).toEqual(["PASSWORD_VERIFIER", undefined]);
  return ChallengeParameters as unknown as SrpChallenge;
};
const respond = (ChallengeResponses: Record<string, string>, ClientId = "app") =>
  gate.sdk.send(
    new RespondToAuthChallengeCommand({ ChallengeName: "PASSWORD_VERIFIER", ClientId, ChallengeResponses }),
  );
const answer = (challenge: SrpChallenge, password: string, timestamp = timestampOf(now)) =>
  srpClient().answer(POOL, password, challenge, timestamp);

test("a client that knows the password gets tokens, without having sent it", async () => {
  const challenge = await initiate("bob");
  expect(challenge).toEqual({
    SALT: expect.stringMatching(/^[1-9a-f][0-9a-f]{0,31}$/),
    SRP_B: expect.stringMatching(/^[0-9a-f]{700,768}$/),
    SECRET_BLOCK: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
    USERNAME: "bob",
    USER_ID_FOR_SRP: "bob",
  });
  const { AuthenticationResult, ChallengeParameters } = await respond(
    answer(challenge, gate.password("bob")),
  );
  expect(ChallengeParameters).toEqual({});
  expect(unverifiedClaims(AuthenticationResult?.AccessToken ?? "")).toMatchObject({
    username: "bob",
    client_id: "app",
    scope: "aws.cognito.signin.user.admin api/read",
  });
});

const WRONG = "NotAuthorizedException: Incorrect username or password.";

test.each<[string, (right: Record<string, string>, challenge: SrpChallenge) => Record<string, string>]>([
  ["a wrong password", (_, challenge) => answer(challenge, "wrong")],
  ["a wrong signature", (right) => ({ ...right, PASSWORD_CLAIM_SIGNATURE: "AAAA" })],
  [
    "another time than was signed",
    (right) => ({ ...right, TIMESTAMP: timestampOf(new Date(now.getTime() + 1_000)) }),
  ],
  [
    "a day with a leading zero",
    (_, challenge) =>
      answer(challenge, gate.password("bob"), timestampOf(now).replace(/^(\w+ \w+) (\d{1,2}) /, "$1 0$2 ")),
  ],
  [
    "a clock that is late",
    (_, challenge) => answer(challenge, gate.password("bob"), timestampOf(new Date(now.getTime() - 301_000))),
  ],
  [
    "a clock that is early",
    (_, challenge) => answer(challenge, gate.password("bob"), timestampOf(new Date(now.getTime() + 301_000))),
  ],
  ["a block that the pool did not make", (right) => ({ ...right, PASSWORD_CLAIM_SECRET_BLOCK: "AAAA" })],
])("%s is refused", async (_, change) => {
  const challenge = await initiate("bob");
  expect(await refusal(respond(change(answer(challenge, gate.password("bob")), challenge)))).toBe(WRONG);
});

test("a block is answered once, and within the session's time", async () => {
  const challenge = await initiate("bob");
  const right = answer(challenge, gate.password("bob"));
  await respond(right);
  expect(await refusal(respond(right))).toBe(WRONG);
  const failed = await initiate("bob");
  expect(await refusal(respond(answer(failed, "wrong")))).toBe(WRONG);
  expect(await refusal(respond(answer(failed, gate.password("bob"))))).toBe(WRONG);
  const late = await initiate("bob");
  now = new Date(now.getTime() + 3 * 60_000);
  expect(await refusal(respond(answer(late, gate.password("bob"))))).toBe(WRONG);
});

test("a block is of one user and one client", async () => {
  const challenge = await initiate("bob");
  const right = answer(challenge, gate.password("bob"));
  expect(await refusal(respond({ ...right, USERNAME: "alice" }))).toBe(
    "NotAuthorizedException: Invalid session for the user.",
  );
  expect(await refusal(respond(right, "telling"))).toBe(WRONG);
  await respond(right);
});

test.each(["0", "", "zz"])("SRP_A %j is refused", async (SRP_A) => {
  expect(await refusal(initiate("bob", { SRP_A }))).toMatch("InvalidParameterException: ");
});

test("wrong proofs lock the name as wrong passwords do", async () => {
  for (let count = 0; count < 5; count++)
    expect(await refusal(respond(answer(await initiate("alice"), "wrong")))).toBe(WRONG);
  expect(await refusal(respond(answer(await initiate("alice"), gate.password("alice"))))).toBe(
    "NotAuthorizedException: Password attempts exceeded",
  );
});

test("a client that tells who exists says that a user does not", async () => {
  expect(await refusal(initiate("nobody", { ClientId: "telling" }))).toBe(
    "UserNotFoundException: User does not exist.",
  );
});

test("a client that does not tell gives the same salt and id for a name each time, and refuses every proof", async () => {
  const [first, second, other] = [
    await initiate("nobody"),
    await initiate("nobody"),
    await initiate("somebody"),
  ];
  expect(first).toMatchObject({ SALT: second.SALT, USER_ID_FOR_SRP: second.USER_ID_FOR_SRP });
  // Users choose their names: a UUID would tell.
  expect(first.USER_ID_FOR_SRP).toBe("nobody");
  expect(first.SRP_B).not.toBe(second.SRP_B);
  expect(other.SALT).not.toBe(first.SALT);
  expect(await refusal(respond(answer(first, "any")))).toBe(WRONG);
  const bob = await initiate("bob", { ClientId: "telling" });
  await respond(answer(bob, gate.password("bob")), "telling");
});

test.each(["PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK", "TIMESTAMP", "USERNAME"])(
  "%s must be there",
  async (name) => {
    const { [name]: _, ...others } = answer(await initiate("bob"), gate.password("bob")) as Record<
      string,
      string
    >;
    expect(await refusal(respond(others))).toBe(
      `InvalidParameterException: Missing required parameter ${name}`,
    );
  },
);
