import { token } from "../../cli/commands/token";
import { wayToSignIn } from "../../cli/sign-in/way";
import type { ListedUser } from "../../gateway/cognito/directory/listed-users";
import { unverifiedClaims } from "../../gateway/jwt/verify";
import { writeRunning } from "../../gateway/state/running";
import { poolGate } from "../gateway/cognito/user-pool/pool-gate";
import type { RunningGate } from "../gateway/gates";
import { poolSettings } from "../terraform/build/user-pool";
import { captured } from "./captured";

/** `gatehouse token`, against a gate that runs here. */

const gates: RunningGate[] = [];
afterAll(() => Promise.all(gates.map((gate) => gate.stop())));

/** A gate whose only client has these flows, as `gatehouse start` announces it. */
async function announced(
  flows: readonly string[],
  mode: "OFF" | "ON" = "OFF",
  users?: readonly ListedUser[],
): Promise<string> {
  const mfa = { ...poolSettings.mfa, mode, softwareToken: true };
  const gate = await poolGate(
    {
      settings: { mfa, firstFactors: ["PASSWORD"] },
      withoutTrigger: true,
      change: (model) => ({
        ...model,
        userPools: model.userPools.map((pool) => ({
          ...pool,
          clients: pool.clients
            .filter(({ id }) => id === "app")
            .map((client) => ({ ...client, explicitAuthFlows: flows })),
        })),
      }),
    },
    users && { users: () => ({ users, where: "users" }) },
  );
  gates.push(gate);
  const { description } = gate.gate;
  const { endpoint, userPoolId } = description;
  writeRunning(gate.stateDir, {
    endpoint,
    authorityFile: null,
    userPoolId,
    users: description.users.map(({ username }) => username),
    signIn: wayToSignIn(description),
  });
  return gate.stateDir;
}

async function printed(...args: string[]): Promise<string> {
  const write = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  try {
    expect(await token(args)).toBe(0);
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

test.each([
  [["ALLOW_USER_SRP_AUTH"], "OFF"],
  [["ALLOW_USER_AUTH"], "OFF"],
  [["ALLOW_USER_PASSWORD_AUTH"], "OFF"],
  [["ALLOW_USER_SRP_AUTH"], "ON"],
  [["ALLOW_USER_PASSWORD_AUTH"], "ON"],
] as const)("a user signs in with a client that has %j, where MFA is %s", async (flows, mode) => {
  const state = await announced(flows, mode);
  const access = await printed("bob", "--state", state);
  expect(access).toMatch(/^[\w.-]+\n$/);
  expect(unverifiedClaims(access.trim())).toMatchObject({ token_use: "access", username: "bob" });
  // The code of the software token was used: the next one comes later.
  if (mode === "OFF")
    expect(unverifiedClaims((await printed("bob", "--id", "--state", state)).trim())?.token_use).toBe("id");
});

test("a user of a list signs in by the password and the software token that the list says", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"], "OFF", [
    { username: "carol", password: "Chosen-Password-1", totp: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" },
    { username: "new", password: "Temporary-Password-1", mustChangePassword: true },
  ]);
  const access = await printed("carol", "--state", state);
  expect(unverifiedClaims(access.trim())).toMatchObject({ token_use: "access", username: "carol" });
  expect(await token(["new", "--state", state]).catch((error) => error)).toMatchObject({
    code: "SIGN_IN_REFUSED",
    message: "new has a temporary password; --new-password P sets another one.",
  });
  const changed = await printed("new", "--new-password", "Chosen-Password-2", "--state", state);
  expect(unverifiedClaims(changed.trim())).toMatchObject({ token_use: "access", username: "new" });
  const again = await printed("new", "--password", "Chosen-Password-2", "--state", state);
  expect(unverifiedClaims(again.trim())).toMatchObject({ username: "new" });
});

test("as JSON, both tokens and the user's name", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"]);
  const { out } = await captured(token, "bob", "--json", "--state", state);
  const { accessToken, idToken, username } = JSON.parse(out);
  expect(username).toBe("bob");
  const uses = [accessToken, idToken].map((one) => unverifiedClaims(one)?.token_use);
  expect(uses).toEqual(["access", "id"]);
});

test("what cannot be is said", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"]);
  const failure = (...args: string[]) => token([...args, "--state", state]).catch((error) => error);
  expect(await failure("bob", "--password", "wrong")).toMatchObject({
    code: "SIGN_IN_REFUSED",
    message: "RespondToAuthChallenge: NotAuthorizedException: Incorrect username or password.",
  });
  expect(await failure()).toMatchObject({
    code: "PATHS_WRONG",
    message: '"gatehouse token" takes one USER, such as bob, found none.',
  });
  expect(await failure("nobody")).toMatchObject({
    code: "ARGUMENT_MISSING",
    message: expect.stringMatching(/started with, .*\balice\b.*; of another user, give --password\.$/),
  });
  expect((await failure("Alice")).message).toMatch(/ Did you mean "alice"\?$/);
  expect(await token(["bob", "--state", "/nowhere/state"]).catch((error) => error)).toMatchObject({
    code: "GATE_NOT_RUNNING",
    message: expect.stringMatching(/^No gate runs on the state state in the folder \/nowhere;.*--state DIR/),
  });
  const none = await announced(["ALLOW_CUSTOM_AUTH"]);
  expect(await token(["bob", "--state", none]).catch((error) => error)).toMatchObject({
    code: "SIGN_IN_REFUSED",
  });
  writeRunning(none, {
    endpoint: "http://127.0.0.1:1",
    authorityFile: null,
    userPoolId: "us-east-1_Pets00001",
    users: [],
    signIn: { clientId: "app", flow: "USER_SRP_AUTH" },
  });
  expect(await token(["bob", "--password", "x", "--state", none]).catch((error) => error)).toMatchObject({
    code: "GATE_NOT_RUNNING",
  });
});
