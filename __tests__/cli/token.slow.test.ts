import { execFile, execFileSync } from "node:child_process";
import { promisify } from "node:util";
import { token } from "../../cli/commands/token";
import { wayToCredentials, wayToSignIn } from "../../cli/sign-in/way";
import type { ListedUser } from "../../gateway/cognito/directory/listed-users";
import { unverifiedClaims } from "../../gateway/jwt/verify";
import { writeRunning } from "../../gateway/state/running";
import { systemRoles } from "../../terraform/access/matrix";
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
  usernameAttributes: readonly "email"[] = [],
): Promise<string> {
  const mfa = { ...poolSettings.mfa, mode, softwareToken: true };
  const gate = await poolGate(
    {
      settings: { mfa, firstFactors: ["PASSWORD"], usernameAttributes },
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
  const { endpoint, partner, userPoolId } = description;
  const identityPool = wayToCredentials(gate.model, description);
  writeRunning(gate.stateDir, {
    endpoint,
    authorityFile: null,
    userPoolId,
    users: description.users.map(({ username }) => username),
    signIn: wayToSignIn(description),
    ...(identityPool && { identityPool }),
    ...(partner && {
      partner: {
        tokenEndpoint: partner.tokenEndpoint,
        clients: partner.clients.map(({ clientId }) => clientId),
      },
    }),
    systems: systemRoles(gate.model).map(({ arn, name, uniqueId }) => ({
      name,
      roleArn: arn,
      roleId: uniqueId,
    })),
  });
  return gate.stateDir;
}

/** The status of an answer. */
async function curl(...args: readonly string[]): Promise<number> {
  return Number(await output("-o", "/dev/null", "-w", "%{http_code}", ...args));
}

async function output(...args: readonly string[]): Promise<string> {
  return (await promisify(execFile)("curl", ["-sS", ...args])).stdout;
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

describe("with --aws", () => {
  let state: string;
  let running: RunningGate;
  const signedWith = (credentials: NodeJS.ProcessEnv, service: string) => {
    const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = credentials;
    return [
      ...["--aws-sigv4", `aws:amz:us-east-1:${service}`],
      ...["--user", `${AWS_ACCESS_KEY_ID}:${AWS_SECRET_ACCESS_KEY}`],
      ...["-H", `x-amz-security-token: ${AWS_SESSION_TOKEN}`],
    ];
  };
  const call = (credentials: NodeJS.ProcessEnv, path: string, ...more: readonly string[]) =>
    curl(...signedWith(credentials, "execute-api"), ...more, `${running.gate.description.url}${path}`);
  /** What a shell has in its environment once it has evaluated the lines. */
  const evaluated = (lines: string): NodeJS.ProcessEnv =>
    JSON.parse(
      execFileSync("sh", ["-c", `${lines}\n"${process.execPath}" -p 'JSON.stringify(process.env)'`], {
        encoding: "utf8",
        env: { PATH: process.env.PATH ?? "" },
      }),
    );

  beforeAll(async () => {
    state = await announced(["ALLOW_USER_SRP_AUTH"]);
    running = gates.at(-1) as RunningGate;
  });

  test("a shell has the credentials of the user's role, and curl signs with them", async () => {
    const [alice, bob] = [
      evaluated(await printed("alice", "--aws", "--state", state)),
      evaluated(await printed("bob", "--aws", "--state", state)),
    ];
    expect(await curl(`${running.gate.description.url}/pets`)).toBe(403);
    expect(await call(bob, "/pets")).toBe(200);
    const rex = ["-H", "content-type: application/json", "-d", '{"name":"Rex"}'];
    expect(await call(bob, "/pets", ...rex)).toBe(403);
    expect(await call(alice, "/pets", ...rex)).not.toBe(403);
    const minutes = (Date.parse(alice.AWS_CREDENTIAL_EXPIRATION ?? "") - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(50);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(await call({ ...bob, AWS_SECRET_ACCESS_KEY: "wrong" }, "/pets")).toBe(403);
  });

  test("a system has those of its role, which the gate knows", async () => {
    const [system] = running.gate.description.systems;
    const lines = evaluated(await printed(system?.name ?? "", "--aws", "--state", state));
    const answer = await output(
      ...signedWith(lines, "sts"),
      ...["-d", "Action=GetCallerIdentity&Version=2011-06-15"],
      running.gate.description.endpoint,
    );
    expect(answer).toContain(`:assumed-role/${system?.name}/localhost<`);
  });

  test("--format process is what a profile's credential_process prints", async () => {
    const out = JSON.parse(await printed("bob", "--aws", "--format", "process", "--state", state));
    expect(out).toEqual({
      Version: 1,
      AccessKeyId: expect.stringMatching(/^ASIA/),
      SecretAccessKey: expect.any(String),
      SessionToken: expect.any(String),
      Expiration: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
  });

  test("as JSON, by the schema", async () => {
    const { out } = await captured(token, "bob", "--aws", "--json", "--state", state);
    expect(Object.keys(JSON.parse(out)).sort()).toEqual(
      ["accessKeyId", "expiration", "secretAccessKey", "sessionToken", "username", "version"].sort(),
    );
  });

  test("nothing of them is logged", async () => {
    const before = running.lines.length;
    const credentials = evaluated(await printed("bob", "--aws", "--state", state));
    await call(credentials, "/pets");
    const logged = running.lines.slice(before).join("\n");
    for (const secret of [credentials.AWS_SECRET_ACCESS_KEY, credentials.AWS_SESSION_TOKEN])
      expect(logged).not.toContain(secret);
  });

  test.each([
    [["bob", "--aws", "--id"], "OPTIONS_CLASH", /^--aws and --id/],
    [["bob", "--format", "env"], "OPTIONS_CLASH", /^--format is of --aws/],
    [["bob", "--aws", "--format", "env", "--json"], "OPTIONS_CLASH", /^--json and --format env/],
    [["bob", "--aws", "--format", "ini"], "FORMAT_UNKNOWN", /expected one of env, process/],
    [["bob", "--aws", "--password", "wrong"], "SIGN_IN_REFUSED", /Incorrect username or password/],
    [["warehous", "--aws"], "ARGUMENT_MISSING", /besides, there are .*warehouse/],
  ] as const)("%j is refused: %s", async (args, code, message) => {
    expect(await token([...args, "--state", state]).catch((error) => error)).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
  });

  test("without an identity pool that takes the client's tokens, it says so", async () => {
    const stateDir = await announced(["ALLOW_CUSTOM_AUTH"]);
    const { message } = await token(["bob", "--aws", "--state", stateDir]).catch((error) => error);
    expect(message).toMatch(/^gatehouse token bob --aws: no identity pool takes the tokens/);
  });
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
