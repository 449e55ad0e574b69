import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GateError } from "../../gateway/error";
import type { ApiModel } from "../../terraform/model";
import { call, signedCall } from "./client";
import { type RunningGate, runGate } from "./gates";
import { credentialsFor, signIn } from "./people";
import { functionOf, methodOf } from "./petstore/model";
import { roleArn } from "./petstore/names";
import { policy } from "./petstore/roles";

/** The gate as a whole: start, state, reload, stop. */

let folder: string;
const open: RunningGate[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gate-state-"));
});

afterEach(async () => {
  for (const running of open.splice(0)) await running.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(...args: Parameters<typeof runGate>): Promise<RunningGate> {
  const [change, options] = args;
  const running = await runGate(change, { stateDir: folder, ...options });
  open.push(running);
  return running;
}

async function stop(running: RunningGate): Promise<void> {
  open.splice(open.indexOf(running), 1);
  await running.stop();
}

/** The message of the error that a start ends in; the code must be as expected. */
async function failure(code: GateError["code"], ...args: Parameters<typeof runGate>): Promise<string> {
  const error = await run(...args).catch((reason: GateError) => reason);
  expect(error).toMatchObject({ name: "GateError", code });
  return (error as GateError).message;
}

describe("start", () => {
  test("describes itself in the fields that clients read", async () => {
    const { gate } = await run();
    const { description } = gate;
    expect(Object.keys(description)).toEqual([
      "endpoint",
      "url",
      "region",
      "stage",
      "restApiId",
      "userPoolId",
      "clientId",
      "scriptClientId",
      "identityPoolId",
      "issuer",
      "users",
      "systems",
      "apiKeys",
      "partner",
    ]);
    expect(description).toMatchObject({
      url: `${description.endpoint}/dev`,
      clientId: "app",
      scriptClientId: "scripts",
      users: [
        { username: "alice", groups: ["admin"] },
        { username: "bob", groups: ["user"] },
      ],
      systems: [{ name: "warehouse", roleArn: roleArn("warehouse") }],
      apiKeys: [{ name: "warehouse" }],
      partner: {
        issuer: "https://partner.example/",
        audience: "petstore",
        clients: [
          { clientId: "partner-admin", roles: ["admin"] },
          { clientId: "partner-user", roles: ["user"] },
        ],
      },
    });
  });

  test("a port in use is one clear error, and nothing is written beside the keys that were there", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    const message = await failure("PORT_IN_USE", undefined, { port });
    expect(message).toBe(
      `Port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another one with --port.`,
    );
    expect(readdirSync(folder)).toEqual(["installation.json"]);
    server.close();
  });

  test("two APIs, or none, are refused by name", async () => {
    const two = (model: ApiModel) => ({
      ...model,
      apis: [...model.apis, ...model.apis.map((api) => ({ ...api, address: "api/other" }))],
    });
    expect(await failure("NOT_ONE_API", two)).toBe(
      "The gate serves exactly one REST API; the Terraform has api/aws_api_gateway_rest_api.api, api/other.",
    );
    expect(await failure("NOT_ONE_API", (model) => ({ ...model, apis: [] }))).toMatch(/has none\.$/);
  });

  test("an archive that cannot be read is named", async () => {
    const readArchive = () => {
      throw new Error("ENOENT");
    };
    expect(await failure("ARCHIVE_UNREADABLE", undefined, { readArchive })).toBe(
      "The archive echo of api/aws_lambda_function.echo cannot be read: ENOENT",
    );
  });

  test("a second gate on the same state is refused, and takes nothing from the first", async () => {
    const running = await run();
    for (const fresh of [false, true])
      expect(await failure("STATE_IN_USE", undefined, { fresh })).toBe(
        `Another gate is running on the state in ${folder}: stop it first.`,
      );
    await signIn(running, "alice");
  });

  test("a failed start leaves nothing open: the next one on the same state works", async () => {
    await failure("NOT_ONE_API", (model) => ({ ...model, apis: [] }));
    await run();
  });

  test("without a user pool, an identity pool or an authorizer it serves what there is", async () => {
    const { gate } = await run((model) => ({
      ...model,
      userPools: [],
      identityPools: [],
      apis: model.apis.map((api) => ({ ...api, authorizers: [] })),
    }));
    expect(gate.description).toMatchObject({
      userPoolId: null,
      identityPoolId: null,
      partner: null,
      users: [],
    });
    expect((await call(gate.description.endpoint, "/dev/health")).status).toBe(200);
    expect((await call(gate.description.endpoint, "/dev/account")).status).toBe(500);
  });
});

describe("state", () => {
  test("users, keys and sessions outlive a restart", async () => {
    const first = await run();
    const signedIn = await signIn(first, "bob");
    const credentials = await credentialsFor(first, signedIn);
    const { apiKeys, partner, users } = first.gate.description;
    await stop(first);
    const { description } = (await run()).gate;
    expect(description).toMatchObject({ users, apiKeys, partner: { clients: partner?.clients } });
    const headers = { authorization: signedIn.idToken };
    expect((await call(description.endpoint, "/dev/account", { headers })).status).toBe(200);
    expect((await signedCall(description.endpoint, "/dev/pets", { credentials })).status).toBe(200);
  });

  test("fresh forgets all of it, and nothing that is not the gate's", async () => {
    const first = await run();
    const signedIn = await signIn(first, "bob");
    const credentials = await credentialsFor(first, signedIn);
    const [alice] = first.gate.description.users;
    await stop(first);
    writeFileSync(join(folder, "notes.txt"), "mine");
    const { description } = (await run(undefined, { fresh: true })).gate;
    expect(description.users[0]?.password).not.toBe(alice?.password);
    const headers = { authorization: signedIn.idToken };
    expect((await call(description.endpoint, "/dev/account", { headers })).status).toBe(401);
    expect((await signedCall(description.endpoint, "/dev/pets", { credentials })).status).toBe(403);
    expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("mine");
  });

  test("state files are for their owner only, and no half-written ones stay", async () => {
    await run();
    for (const file of ["installation.json", "secrets.json"])
      expect(statSync(join(folder, file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder).sort()).toEqual(
      ["code", "installation.json", "secrets.json", "tables"].filter((name) =>
        existsSync(join(folder, name)),
      ),
    );
  });

  test.each(["installation.json", "secrets.json"])("a broken %s is named, with the way out", async (name) => {
    await stop(await run());
    const file = join(folder, name);
    for (const content of ["{", "[]", '{"sealKey": 1}']) {
      writeFileSync(file, content);
      expect(await failure("STATE_BROKEN")).toBe(
        `The state file ${file} cannot be read: remove it, or start anew with --fresh.`,
      );
    }
    await run(undefined, { fresh: true });
  });

  test("broken tables are said as what they are, and not to be thrown away", async () => {
    await stop(await run());
    writeFileSync(join(folder, "tables", "CURRENT"), "broken");
    expect(await failure("STORE_FAILED")).toBe(
      `The tables in ${folder}/tables cannot be opened: Corruption: CURRENT file does not end with newline`,
    );
  });
});

describe("reload", () => {
  test("serves the changed Terraform, and who is signed in stays so", async () => {
    const running = await run();
    const { endpoint } = running.gate.description;
    const alice = await credentialsFor(running, await signIn(running, "alice"));
    const post = () => signedCall(endpoint, "/dev/pets", { credentials: alice, method: "POST" });
    expect((await post()).status).toBe(200);
    await running.gate.reload({
      ...running.model,
      roles: running.model.roles.map((role) => ({
        ...role,
        policies: [
          { address: "p", name: "p", document: policy("Allow", "arn:aws:execute-api:*:*:*/dev/GET/*") },
        ],
      })),
    });
    expect((await post()).status).toBe(403);
    expect((await signedCall(endpoint, "/dev/pets", { credentials: alice })).status).toBe(200);
    await running.gate.reload(running.model);
    expect((await post()).status).toBe(200);
  });

  test("a new group brings a new user, a new table is there, and old passwords stay", async () => {
    const running = await run();
    const [alice] = running.gate.description.users;
    await running.gate.reload({
      ...running.model,
      tables: [{ address: "t", name: "new", hashKey: "id", attributes: [{ name: "id", type: "S" }] }],
      userPools: running.model.userPools.map((pool) => ({
        ...pool,
        groups: [...pool.groups, { address: "g", name: "vets", precedence: 30 }],
      })),
    });
    const { users } = running.gate.description;
    expect(users.map(({ username }) => username)).toEqual(["alice", "bob", "vets"]);
    expect(users[0]).toEqual(alice);
    await signIn(running, "vets");
  });

  test("what cannot be served is refused, and the gate goes on as before", async () => {
    const running = await run();
    await expect(running.gate.reload({ ...running.model, apis: [] })).rejects.toMatchObject({
      code: "NOT_ONE_API",
    });
    expect((await call(running.gate.description.endpoint, "/dev/health")).status).toBe(200);
  });

  test("a policy that was cached under the old Terraform is forgotten", async () => {
    const running = await run();
    const get = () =>
      call(running.gate.description.endpoint, "/dev/partner/pets", {
        headers: { authorization: "Bearer allow" },
      });
    await get();
    running.ran();
    await get();
    expect(running.ran()).toEqual(["echo"]);
    await running.gate.reload(running.model);
    await get();
    expect(running.ran()).toEqual(["authorizer", "echo"]);
  });
});

describe("who is let in at all", () => {
  test.each(["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::2]"])(
    "a request under the name %s is refused, so that no web site's name can stand for this machine",
    async (host) => {
      const running = await run();
      const answer = await call(running.gate.description.endpoint, "/dev/health", { headers: { host } });
      expect(answer.status).toBe(403);
      expect(running.ran()).toEqual([]);
    },
  );

  test("it listens on 127.0.0.1 and on no other address", async () => {
    const running = await run();
    const { port } = new URL(running.gate.description.endpoint);
    const reached = await new Promise((resolve) => {
      const socket = connect(Number(port), "127.0.0.2");
      socket.on("connect", () => resolve(socket.destroy() && true));
      socket.on("error", () => resolve(false));
    });
    expect(reached).toBe(false);
  });

  test("X-HTTP-Method-Override does not get past the lock of another verb", async () => {
    const running = await run();
    const headers = { "x-http-method-override": "POST" };
    const answer = await call(running.gate.description.endpoint, "/dev/health", { headers });
    expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
    expect(running.ran()).toEqual([]);
  });

  test("a function without a permission for API Gateway is not invoked", async () => {
    const running = await run((model) => functionOf(model, "echo", { permissions: [] }));
    const { endpoint } = running.gate.description;
    expect(await call(endpoint, "/dev/health")).toMatchObject({
      status: 500,
      body: '{"message": "Internal server error"}',
    });
    expect(running.ran()).toEqual([]);
  });

  test("an authorizer without a permission for API Gateway is not invoked, and nobody gets in", async () => {
    const running = await run((model) => functionOf(model, "authorizer", { permissions: [] }));
    const headers = { authorization: "Bearer allow" };
    const answer = await call(running.gate.description.endpoint, "/dev/partner/pets", { headers });
    expect(answer).toMatchObject({ status: 500, body: '{"message":null}' });
    expect(running.ran()).toEqual([]);
  });

  test("credentials of a role that the Terraform no longer has are unknown", async () => {
    const running = await run();
    const credentials = await credentialsFor(running, await signIn(running, "bob"));
    await running.gate.reload({
      ...running.model,
      roles: running.model.roles.filter(({ name }) => name !== "user"),
    });
    const answer = await signedCall(running.gate.description.endpoint, "/dev/pets", { credentials });
    expect(answer.body).toBe('{"message":"The security token included in the request is invalid."}');
  });

  test("with a last slash, policies must allow the path in both forms", async () => {
    const running = await run();
    const [alice, bob] = await Promise.all(
      ["alice", "bob"].map(async (name) => credentialsFor(running, await signIn(running, name))),
    );
    if (!alice || !bob) throw new Error("not signed in");
    const { endpoint } = running.gate.description;
    const get = (path: string) => signedCall(endpoint, path, { credentials: bob });
    expect((await get("/dev/pets/7/")).status).toBe(200);
    expect((await signedCall(endpoint, "/dev/pets/", { credentials: alice, method: "POST" })).status).toBe(
      403,
    );
  });

  test("an integration that takes longer than its time-out is answered with 504 (row 79)", async () => {
    const running = await run((model) => methodOf(model, "/health", { timeoutMs: 50 }));
    expect(await call(running.gate.description.endpoint, "/dev/health?what=sleep")).toMatchObject({
      status: 504,
      body: '{"message": "Endpoint request timed out"}',
    });
  });

  test("no log line holds a token, a password or a secret", async () => {
    const running = await run();
    const signedIn = await signIn(running, "alice");
    const credentials = await credentialsFor(running, signedIn);
    const { endpoint, users } = running.gate.description;
    await call(endpoint, "/dev/account", { headers: { authorization: signedIn.idToken } });
    await call(endpoint, "/dev/pets", { headers: { authorization: `Bearer ${signedIn.accessToken}` } });
    await signedCall(endpoint, "/dev/pets", { credentials });
    await signedCall(endpoint, "/dev/pets", { credentials: { ...credentials, secretAccessKey: "wrong" } });
    const log = running.lines.join("\n");
    for (const secret of [
      signedIn.idToken,
      signedIn.accessToken,
      credentials.secretAccessKey,
      credentials.sessionToken,
      ...users.map(({ password }) => password),
    ])
      expect(log).not.toContain(secret);
  });
});
