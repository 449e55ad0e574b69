import { token } from "../../cli/commands/token";
import { unverifiedClaims } from "../../gateway/jwt/verify";
import { writeRunning } from "../../gateway/state/running";
import { captured } from "./captured";
import { announced, gates, printed, stopGates } from "./token-gates";

/** `gatehouse token`, against a gate that runs here. */

afterAll(stopGates);

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

test("a user signs in by an e-mail address where the pool takes those", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"], "OFF", undefined, ["email"]);
  const id = await printed("bob@example.com", "--id", "--state", state);
  expect(unverifiedClaims(id.trim())).toMatchObject({ email: "bob@example.com" });
});

test("as JSON, both tokens and the user's name", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"]);
  const { out } = await captured(token, "bob", "--json", "--state", state);
  const { accessToken, idToken, username } = JSON.parse(out);
  expect(username).toBe("bob");
  const uses = [accessToken, idToken].map((one) => unverifiedClaims(one)?.token_use);
  expect(uses).toEqual(["access", "id"]);
});

test("a client of the third-party issuer gets a token of that issuer", async () => {
  const state = await announced(["ALLOW_USER_SRP_AUTH"]);
  const { partner } = gates.at(-1)?.gate.description ?? {};
  const [client] = partner?.clients ?? [];
  const clientId = client?.clientId ?? "";
  const access = (await printed(clientId, "--state", state)).trim();
  expect(unverifiedClaims(access)).toMatchObject({ iss: partner?.issuer, sub: clientId });
  const { out } = await captured(token, clientId, "--json", "--state", state);
  expect(Object.keys(JSON.parse(out)).sort()).toEqual(["accessToken", "username", "version"]);
  expect(await token([clientId, "--id", "--state", state]).catch((error) => error)).toMatchObject({
    code: "OPTIONS_CLASH",
  });
});

describe("with --issuer", () => {
  const ISSUER = "https://auth.example.com/";
  const POOL = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Elsewhere";
  let state: string;
  beforeAll(async () => {
    state = await announced(["ALLOW_USER_SRP_AUTH"]);
    writeRunning(state, {
      ...{ endpoint: "http://127.0.0.1:1", authorityFile: null, userPoolId: null, users: [], signIn: null },
      issuers: [
        { issuer: ISSUER, audiences: ["shop", "other"], scopes: ["orders/read", "orders/write"] },
        { issuer: POOL, audiences: ["client"], scopes: [] },
      ],
    });
  });
  const claims = async (...args: readonly string[]) =>
    unverifiedClaims((await printed("carol", ...args, "--state", state)).trim());

  test.each([
    [[], { aud: "shop", scope: "orders/read orders/write" }],
    [["--scope", "orders/read"], { aud: "shop", scope: "orders/read" }],
    [["--scope", "", "--audience", "other"], { aud: "other", scope: undefined }],
  ])("%j", async (args, expected) => {
    expect({ scope: undefined, ...(await claims("--issuer", ISSUER, ...args)) }).toMatchObject({
      iss: ISSUER,
      sub: "carol",
      ...expected,
    });
  });

  test("a token of a user pool of another Terraform names the client", async () => {
    const found = await claims("--issuer", POOL);
    expect(found).toMatchObject({ iss: POOL, client_id: "client", token_use: "access", username: "carol" });
    expect(found).not.toHaveProperty("aud");
  });

  test.each([
    [["--issuer", "https://auth.example.com"], "ISSUER_INVALID", /Did you mean "https:..auth.example.com."/],
    [["--issuer", ISSUER, "--id"], "OPTIONS_CLASH", /^--issuer and --id/],
    [["--issuer", ISSUER, "--aws"], "OPTIONS_CLASH", /^--issuer and --aws/],
    [["--scope", "a"], "OPTIONS_CLASH", /^--scope is of --issuer/],
    [["--audience", "a"], "OPTIONS_CLASH", /^--audience is of --issuer/],
  ] as const)("%j is refused: %s", async (args, code, message) => {
    expect(await token(["carol", ...args, "--state", state]).catch((error) => error)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });
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
    message: expect.stringMatching(
      /started with the users .*\balice\b.*; of another user, give --password\.$/,
    ),
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
