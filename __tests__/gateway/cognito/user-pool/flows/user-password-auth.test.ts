import { unverifiedClaims } from "../../../../../gateway/jwt/verify";
import { awsJson } from "../../../client";
import { type RunningGate, runGate } from "../../../gates";

/** USER_PASSWORD_AUTH: how names are compared, and how wrong passwords lock a name. */

const TARGET = "AWSCognitoIdentityProviderService.InitiateAuth";

let now = new Date();
let running: RunningGate;
beforeAll(async () => {
  running = await runGate(undefined, { now: () => now });
});
afterAll(() => running?.stop());

test.each([
  [undefined, "BOB", 400],
  [undefined, "bob", 200],
  [true, "BOB", 200],
  [true, "bob", 200],
  [true, "bo\u0432", 400],
] as const)("where the pool ignores case: %s, %s gets %i", async (ignoresCase, USERNAME, status) => {
  await running.serve((model) => ({
    ...model,
    userPools: model.userPools.map((pool) => ({ ...pool, ...(ignoresCase && { ignoresCase }) })),
  }));
  const { endpoint, users } = running.gate.description;
  const AuthParameters = { USERNAME, PASSWORD: users.find(({ username }) => username === "bob")?.password };
  const input = { AuthFlow: "USER_PASSWORD_AUTH", ClientId: "scripts", AuthParameters };
  const answer = await awsJson(endpoint, TARGET, input);
  expect(answer.status).toBe(status);
  if (status !== 200) return;
  const { AccessToken = "" } = answer.json.AuthenticationResult as unknown as Record<string, string>;
  // The token has the name that the pool has.
  expect(unverifiedClaims(AccessToken)?.username).toBe("bob");
});

describe("wrong passwords", () => {
  const passwordOf = (name: string) =>
    running.gate.description.users.find(({ username }) => username === name)?.password ?? "none";

  const signInAs = async (USERNAME: string, PASSWORD = "wrong") => {
    const { json, status } = await awsJson(running.gate.description.endpoint, TARGET, {
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: "scripts",
      AuthParameters: { USERNAME, PASSWORD },
    });
    return status === 200 ? "in" : `${json.__type}: ${json.message}`;
  };

  test.each(["alice", "nobody"])("lock %s for a while, also for the right password", async (name) => {
    const wrong = "NotAuthorizedException: Incorrect username or password.";
    const locked = "NotAuthorizedException: Password attempts exceeded";
    running.ran();
    for (let count = 0; count < 5; count++) expect(await signInAs(name)).toBe(wrong);
    expect(await signInAs(name)).toBe(locked);
    expect(await signInAs(name, passwordOf(name))).toBe(locked);
    // No trigger has made a token.
    expect(running.ran()).toEqual([]);
    expect(await signInAs("bob", passwordOf("bob"))).toBe("in");
    now = new Date(now.getTime() + 1_000);
    expect(await signInAs(name, passwordOf(name))).toBe(name === "alice" ? "in" : wrong);
  });

  test("a change of the Terraform unlocks no name", async () => {
    for (let count = 0; count < 5; count++) await signInAs("bob");
    await running.serve();
    expect(await signInAs("bob", passwordOf("bob"))).toMatch("Password attempts exceeded");
  });
});
