import { timestampOf } from "../../../../../gateway/cognito/srp/server";
import { poolSettings } from "../../../../terraform/build/user-pool";
import { POOL } from "../../../petstore/names";
import { type SrpChallenge, srpClient } from "../../srp/client";
import { type PoolGate, poolGate, refusal } from "../pool-gate";
import { signingIn } from "../signing-in";

/** USER_AUTH. Source: API reference, InitiateAuth and RespondToAuthChallenge; Cognito Developer Guide, "Authentication flows". */

const SECRET = "JBSWY3DPEHPK3PXP";
const phone = { phone_number: "+15550100", phone_number_verified: "true" };
const users = [
  { username: "bob", attributes: phone },
  { username: "unverified", attributes: { email_verified: "false" } },
  { username: "second", totp: SECRET, attributes: phone },
];
const clients = { c: { explicitAuthFlows: ["ALLOW_USER_AUTH"], settings: { hidesUserExistence: true } } };
const firstFactors = ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"] as const;
const mfa = { ...poolSettings.mfa, softwareToken: true };

let gate: PoolGate;
let required: PoolGate;
let plain: PoolGate;
beforeAll(async () => {
  const options = { users: () => ({ users, where: "users" }) };
  gate = await poolGate({ clients, settings: { firstFactors, mfa: { ...mfa, mode: "OPTIONAL" } } }, options);
  required = await poolGate({ clients, settings: { firstFactors, mfa: { ...mfa, mode: "ON" } } }, options);
  plain = await poolGate({ clients, settings: { firstFactors: ["PASSWORD"] } }, options);
});
afterAll(() => Promise.all([gate, required, plain].map((each) => each?.stop())));

const begin = (USERNAME: string, more: Record<string, string> = {}, of = gate) =>
  signingIn(of, "c").initiate("USER_AUTH", { USERNAME, ...more });
const choose = (USERNAME: string, more: Record<string, string | undefined>) =>
  signingIn(gate, "c").respond("SELECT_CHALLENGE", { USERNAME, ...more });

test.each<[string, () => PoolGate, string, readonly string[]]>([
  ["everything that the user has", () => gate, "bob", ["EMAIL_OTP", "PASSWORD", "PASSWORD_SRP", "SMS_OTP"]],
  ["no code to an address that is not verified", () => gate, "unverified", ["PASSWORD", "PASSWORD_SRP"]],
  ["no code alone for a user with a second factor", () => gate, "second", ["PASSWORD", "PASSWORD_SRP"]],
  [
    "no code alone where the pool requires a second factor",
    () => required,
    "bob",
    ["PASSWORD", "PASSWORD_SRP"],
  ],
  ["what the pool has", () => plain, "bob", ["PASSWORD", "PASSWORD_SRP"]],
  ["the same for a name that no user has", () => plain, "nobody", ["PASSWORD", "PASSWORD_SRP"]],
])("it offers %s", async (_, of, name, offered) => {
  const { AvailableChallenges, ChallengeName } = await begin(name, {}, of());
  expect(ChallengeName).toBe("SELECT_CHALLENGE");
  expect(AvailableChallenges).toEqual(offered);
});

test.each<[string, () => Promise<unknown>]>([
  ["at once", () => begin("bob", { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: gate.password("bob") })],
  [
    "with the choice",
    async () => {
      const { Session } = await begin("bob");
      return choose("bob", { ANSWER: "PASSWORD", PASSWORD: gate.password("bob"), Session });
    },
  ],
  [
    "after the choice",
    async () => {
      const { Session } = await begin("bob", { PREFERRED_CHALLENGE: "PASSWORD" });
      const answer = { USERNAME: "bob", PASSWORD: gate.password("bob"), Session };
      return signingIn(gate, "c").respond("PASSWORD", answer);
    },
  ],
])("a password is given %s", async (_, attempt) => {
  expect(await attempt()).toMatchObject({ AuthenticationResult: { TokenType: "Bearer" } });
});

test.each(["at once", "with the choice", "after the choice"])(
  "a password is proved: SRP_A %s",
  async (when) => {
    const client = srpClient();
    const { respond } = signingIn(gate, "c");
    const challenge = async () => {
      const preferred = { PREFERRED_CHALLENGE: "PASSWORD_SRP" };
      if (when === "at once") return begin("bob", { ...preferred, SRP_A: client.SRP_A });
      if (when === "after the choice") {
        const { Session } = await begin("bob", preferred);
        return respond("PASSWORD_SRP", { USERNAME: "bob", SRP_A: client.SRP_A, Session });
      }
      const { Session } = await begin("bob");
      return choose("bob", { ANSWER: "PASSWORD_SRP", SRP_A: client.SRP_A, Session });
    };
    const { ChallengeName, ChallengeParameters } = await challenge();
    expect(ChallengeName).toBe("PASSWORD_VERIFIER");
    const answer = client.answer(
      POOL,
      gate.password("bob"),
      ChallengeParameters as unknown as SrpChallenge,
      timestampOf(new Date()),
    );
    expect((await respond("PASSWORD_VERIFIER", answer)).AuthenticationResult).toBeDefined();
  },
);

test.each([
  ["EMAIL_OTP", "EMAIL_OTP_CODE", "EMAIL", /^b\*+@e\*+$/],
  ["SMS_OTP", "SMS_OTP_CODE", "SMS", /^\+\*+0100$/],
] as const)("%s: the code of the message signs in", async (name, field, medium, to) => {
  const { respond, sentCode } = signingIn(gate, "c");
  const { ChallengeName, ChallengeParameters, Session } = await begin("bob", { PREFERRED_CHALLENGE: name });
  expect(ChallengeName).toBe(name);
  expect(ChallengeParameters).toMatchObject({
    CODE_DELIVERY_DELIVERY_MEDIUM: medium,
    CODE_DELIVERY_DESTINATION: expect.stringMatching(to),
  });
  const answer = (code: string) => respond(name, { USERNAME: "bob", [field]: code, Session });
  const code = sentCode("bob");
  expect(await refusal(answer(code === "000000" ? "111111" : "000000"))).toMatch("CodeMismatchException: ");
  expect((await answer(code)).AuthenticationResult).toBeDefined();
  expect(await refusal(answer(code))).toBe("NotAuthorizedException: Invalid session for the user.");
});

test("a wrong password, and a name that no user has, are refused alike", async () => {
  const wrong = "NotAuthorizedException: Incorrect username or password.";
  for (const name of ["bob", "nobody"])
    expect(await refusal(begin(name, { PREFERRED_CHALLENGE: "PASSWORD", PASSWORD: "wrong" }))).toBe(wrong);
});

test("a challenge that is not offered cannot be chosen", async () => {
  const { Session } = await begin("second");
  for (const ANSWER of ["EMAIL_OTP", "WEB_AUTHN", "NONE"])
    expect(await refusal(choose("second", { ANSWER, Session }))).toMatch("InvalidParameterException: ");
  const { ChallengeName } = await begin("second", { PREFERRED_CHALLENGE: "EMAIL_OTP" });
  expect(ChallengeName).toBe("SELECT_CHALLENGE");
});

test("after the first factor comes the second", async () => {
  const answer = await begin("second", {
    PREFERRED_CHALLENGE: "PASSWORD",
    PASSWORD: gate.password("second"),
  });
  expect(answer.ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
});
