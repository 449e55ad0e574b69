import { timestampOf } from "../../../../../gateway/cognito/srp/server";
import { POOL } from "../../../petstore/names";
import { type SrpChallenge, srpClient } from "../../srp/client";
import { type PoolGate, poolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";

/**
 * CUSTOM_AUTH. Source: Cognito Developer Guide, "Custom authentication challenge Lambda triggers". The functions note in the
 * challenge's parameters what they got.
 */

// Three answers to a riddle; a client that began with SRP proves the password first.
const DEFINE = `
  const { session, userNotFound } = event.request;
  const [last] = session.slice(-1);
  const answers = session.filter(({ challengeName }) => challengeName === "CUSTOM_CHALLENGE");
  const riddle = { challengeName: "CUSTOM_CHALLENGE", issueTokens: false, failAuthentication: false };
  if (last?.challengeName === "SRP_A") event.response = { ...riddle, challengeName: "PASSWORD_VERIFIER" };
  else if (event.userName === "odd") event.response = { ...riddle, challengeName: "SMS_MFA" };
  else if (event.userName === "both") event.response = { issueTokens: true, failAuthentication: true };
  else if (event.userName === "empty") event.response = {};
  else if (answers.length > 0 && last.challengeResult) event.response = { issueTokens: true };
  else if (answers.length < 3) event.response = riddle;
  else event.response = { failAuthentication: true };`;
const CREATE = `
  event.response = {
    publicChallengeParameters: { got: JSON.stringify(event.request), source: event.triggerSource },
    privateChallengeParameters: { answer: "42" },
    challengeMetadata: "riddle-" + event.request.session.length,
  };`;
const VERIFY = `
  const { challengeAnswer, privateChallengeParameters } = event.request;
  event.response.answerCorrect = challengeAnswer === "truthy" ? "yes" : challengeAnswer === privateChallengeParameters.answer;`;

let gate: PoolGate;
beforeAll(async () => {
  gate = await poolGate(
    {
      triggers: {
        defineAuthChallenge: DEFINE,
        createAuthChallenge: CREATE,
        verifyAuthChallengeResponse: VERIFY,
      },
      clients: {
        c: { explicitAuthFlows: ["ALLOW_CUSTOM_AUTH"], settings: { hidesUserExistence: true } },
        telling: { explicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] },
      },
    },
    {
      users: () => ({
        users: ["bob", "odd", "both", "empty"].map((username) => ({ username })),
        where: "users",
      }),
    },
  );
});
afterAll(() => gate?.stop());

const begin = (USERNAME: string, more: Record<string, string> = {}) =>
  signingIn(gate, "c").initiate("CUSTOM_AUTH", { USERNAME, ...more });
const riddle = (USERNAME: string, ANSWER: string, Session = "") =>
  signingIn(gate, "c").respond("CUSTOM_CHALLENGE", { USERNAME, ANSWER, Session });
const got = (parameters: Record<string, string> = {}) => JSON.parse(parameters.got ?? "{}");

test("the functions decide: a wrong answer gives another challenge, a right one tokens", async () => {
  const first = await begin("bob");
  expect(first.ChallengeName).toBe("CUSTOM_CHALLENGE");
  expect(first.ChallengeParameters).toEqual({
    USERNAME: "bob",
    source: "CreateAuthChallenge_Authentication",
    got: expect.any(String),
  });
  expect(got(first.ChallengeParameters)).toMatchObject({
    challengeName: "CUSTOM_CHALLENGE",
    session: [],
    userNotFound: false,
    userAttributes: { email: "bob@example.com" },
  });
  expect(JSON.stringify(first)).not.toMatch(/(?<![\w+/-])42(?![\w+/-])/);
  const second = await riddle("bob", "41", first.Session);
  expect(got(second.ChallengeParameters).session).toEqual([
    { challengeName: "CUSTOM_CHALLENGE", challengeResult: false, challengeMetadata: "riddle-0" },
  ]);
  const { AuthenticationResult } = await riddle("bob", "42", second.Session);
  expect(AuthenticationResult?.AccessToken).toBeDefined();
});

test("a session is answered once, and the functions can end the sign-in", async () => {
  const first = await begin("bob");
  let { Session } = await riddle("bob", "1", first.Session);
  expect(await refusal(riddle("bob", "42", first.Session))).toBe(
    "NotAuthorizedException: Invalid session for the user.",
  );
  ({ Session } = await riddle("bob", "truthy", Session));
  expect(await refusal(riddle("bob", "3", Session))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
});

test("with SRP_A the password is proved first", async () => {
  const client = srpClient();
  const { ChallengeName, ChallengeParameters } = await begin("bob", {
    CHALLENGE_NAME: "SRP_A",
    SRP_A: client.SRP_A,
  });
  expect(ChallengeName).toBe("PASSWORD_VERIFIER");
  const answer = (password: string) =>
    client.answer(POOL, password, ChallengeParameters as unknown as SrpChallenge, timestampOf(new Date()));
  const { respond } = signingIn(gate, "c");
  const next = await respond("PASSWORD_VERIFIER", answer(gate.password("bob")));
  expect(next.ChallengeName).toBe("CUSTOM_CHALLENGE");
  expect(got(next.ChallengeParameters).session).toEqual([
    { challengeName: "SRP_A", challengeResult: true },
    { challengeName: "PASSWORD_VERIFIER", challengeResult: true },
  ]);
  expect((await riddle("bob", "42", next.Session)).AuthenticationResult).toBeDefined();
});

test.each<[string, () => Promise<unknown>, string]>([
  [
    "a challenge that Cognito does not have",
    () => begin("odd"),
    "InvalidLambdaResponseException: Unrecognizable lambda output",
  ],
  [
    "tokens and a refusal at once",
    () => begin("both"),
    "NotAuthorizedException: Incorrect username or password.",
  ],
  ["nothing", () => begin("empty"), "InvalidLambdaResponseException: Unrecognizable lambda output"],
])("where DefineAuthChallenge answers with %s, nobody is signed in", async (_, attempt, message) => {
  expect(await refusal(attempt())).toBe(message);
});

test("a name that no user has gets the same challenges, and never tokens", async () => {
  const first = await begin("nobody");
  expect(got(first.ChallengeParameters)).toMatchObject({ userAttributes: {}, userNotFound: true });
  expect(await refusal(riddle("nobody", "42", first.Session))).toBe(
    "NotAuthorizedException: Incorrect username or password.",
  );
  expect(await refusal(signingIn(gate, "telling").initiate("CUSTOM_AUTH", { USERNAME: "nobody" }))).toBe(
    "UserNotFoundException: User does not exist.",
  );
});

test("a begin with another challenge than SRP_A is refused", async () => {
  expect(await refusal(begin("bob", { CHALLENGE_NAME: "SRP_A" }))).toMatch("InvalidParameterException: ");
});
