import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readOutput } from "../../../cli/sources/output";
import { type Gate, startGate } from "../../../gateway/gate";
import { environmentNamed } from "../../../stacks/environment-named";
import { readTerraform } from "../../../terraform/read";
import { petstore, synthesize } from "../../stacks/synthesized";
import { type Answer, awsJson, call } from "../client";
import { seedKeys } from "../gates";

/** People keep their own API keys: from the Terraform, through the locks, the function and API Gateway's control plane. */

// The whole Terraform is synthesized, and a busy machine takes its time.
jest.setTimeout(60_000);

const limits = { rate: 1, burst: 5, daily: 7 };
const lines: string[] = [];
/** Functions that ran for the last call. */
let ran: readonly string[] = [];
let folder: string;
let gate: Gate;
/** A clock that is moved by hand: what a bucket holds depends on the calls alone. */
let now = new Date();
const ids: Record<string, string> = {};

const serve = async () =>
  startGate({
    model: readTerraform({ kind: "stacks", stacks: readOutput(folder).stacks }, { strict: true }),
    readArchive: readOutput(folder).readArchive,
    port: 0,
    stateDir: join(folder, "state"),
    log: (line) => lines.push(line),
    onCall: ({ invoked }) => {
      ran = invoked;
    },
    now: () => now,
  });

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "self-service-"));
  const environment = environmentNamed("dev", { selfServiceKeys: { perUser: 2 }, hardening: "on" });
  synthesize(folder, environment, { ...petstore, limits });
  await seedKeys(join(folder, "state"));
  gate = await serve();
  for (const { password, username } of gate.description.users) {
    const { json } = await awsJson(
      gate.description.endpoint,
      "AWSCognitoIdentityProviderService.InitiateAuth",
      {
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: gate.description.scriptClientId,
        AuthParameters: { USERNAME: username, PASSWORD: password },
      },
    );
    ids[username] = (json.AuthenticationResult as unknown as Record<string, string>).IdToken ?? "";
  }
});

afterAll(async () => {
  await gate?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Sent {
  readonly as?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly once?: string;
}

async function send(
  route: string,
  { as, body, key, once }: Sent = {},
): Promise<Answer & { json: Record<string, never> }> {
  const [method = "", path = ""] = route.split(" ");
  const answer = await call(gate.description.endpoint, `/dev${path}`, {
    method,
    headers: {
      ...(as && { authorization: `Bearer ${ids[as]}` }),
      ...(key && { "x-api-key": key }),
      ...(once && { "idempotency-key": once }),
      ...(body !== undefined && { "content-type": "application/json" }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  return { ...answer, json: answer.body.startsWith("{") ? JSON.parse(answer.body) : {} };
}

const made: Record<string, { id: string; value: string }> = {};

test("a user makes a key, and it works where it is metered", async () => {
  const answer = await send("POST /keys", { as: "alice", body: { name: "laptop" }, once: "first" });
  expect(answer).toMatchObject({
    status: 201,
    json: { name: "laptop", status: "active", value: expect.stringMatching(/^[0-9a-f]{40}$/) },
  });
  made.alice = answer.json as unknown as { id: string; value: string };
  expect(await send("GET /keys/current", { as: "alice" })).toMatchObject({ status: 403 });
  expect(ran).toEqual([]);
  expect(await send("GET /keys/current", { as: "alice", key: made.alice.value })).toMatchObject({
    status: 200,
    json: { id: made.alice.id, name: "laptop" },
  });
});

test("the value is shown once: neither the list nor the same request again has it", async () => {
  const again = await send("POST /keys", { as: "alice", body: { name: "laptop" }, once: "first" });
  expect([again.status, again.json]).toEqual([
    201,
    { id: made.alice?.id, name: "laptop", createdAt: expect.any(String), status: "active" },
  ]);
  const list = await send("GET /keys", { as: "alice" });
  expect(list.json).toEqual({ keys: [again.json] });
});

test("callers without a token are refused, and the function does not run", async () => {
  for (const route of [
    "GET /keys",
    "POST /keys",
    `DELETE /keys/${made.alice?.id}`,
    `POST /keys/${made.alice?.id}/rotation`,
    `GET /keys/${made.alice?.id}/usage`,
  ]) {
    expect(await send(route, { key: made.alice?.value ?? "" })).toMatchObject({ status: 401 });
    expect(ran).toEqual([]);
  }
});

test("Bob sees none of Alice's keys, and can neither rotate nor revoke them", async () => {
  expect((await send("GET /keys", { as: "bob" })).json).toEqual({ keys: [] });
  for (const route of [
    `DELETE /keys/${made.alice?.id}`,
    `POST /keys/${made.alice?.id}/rotation`,
    `GET /keys/${made.alice?.id}/usage`,
  ])
    expect(await send(route, { as: "bob" })).toMatchObject({ status: 404, json: { message: "No such key" } });
  expect(await send("GET /keys/current", { as: "bob", key: made.alice?.value ?? "" })).toMatchObject({
    status: 404,
  });
  expect(await send("GET /keys/current", { as: "alice", key: made.alice?.value ?? "" })).toMatchObject({
    status: 200,
  });
});

test.each([
  { sub: "somebody" },
  { plan: "warehouse" },
  { keyId: "abc" },
  { value: "x".repeat(30) },
  { tags: {} },
])("a body that also says %j makes nothing", async (more) => {
  const { status } = await send("POST /keys", { as: "bob", body: { name: "n", ...more } });
  expect(status).toBe(400);
  expect((await send("GET /keys", { as: "bob" })).json).toEqual({ keys: [] });
});

test("a user has no more keys than the environment says", async () => {
  expect(await send("POST /keys", { as: "alice", body: { name: "phone" } })).toMatchObject({ status: 201 });
  const refused = await send("POST /keys", { as: "alice", body: { name: "tablet" } });
  expect([refused.status, refused.json.message]).toEqual([409, "At most 2 keys: delete one first"]);
  expect(await send("POST /keys", { as: "bob", body: { name: "phone" } })).toMatchObject({ status: 201 });
});

test("a rotated key has another value, and the old one opens nothing any more", async () => {
  const rotated = await send(`POST /keys/${made.alice?.id}/rotation`, { as: "alice" });
  expect(rotated).toMatchObject({ status: 201, json: { id: made.alice?.id, value: expect.any(String) } });
  const value = rotated.json.value as unknown as string;
  expect(value).not.toBe(made.alice?.value);
  expect(await send("GET /keys/current", { as: "alice", key: made.alice?.value ?? "" })).toMatchObject({
    status: 403,
  });
  expect(ran).toEqual([]);
  expect(await send("GET /keys/current", { as: "alice", key: value })).toMatchObject({ status: 200 });
  made.alice = { id: made.alice?.id ?? "", value };
});

test("a key outlives a restart of the gate, and so does whose it is", async () => {
  await gate.stop();
  gate = await serve();
  expect(await send("GET /keys/current", { as: "alice", key: made.alice?.value ?? "" })).toMatchObject({
    status: 200,
  });
});

test("the plan's burst and its quota hold for these keys, and usage is shown", async () => {
  const key = made.alice?.value ?? "";
  const statuses = async (count: number) => {
    const found: number[] = [];
    for (let i = 0; i < count; i++)
      found.push((await send("GET /keys/current", { as: "alice", key })).status);
    return found;
  };
  // One of the five was taken after the restart, and of the quota one before it as well.
  expect(await statuses(5)).toEqual([200, 200, 200, 200, 429]);
  now = new Date(now.getTime() + 60_000);
  expect(await statuses(3)).toEqual([200, 429, 429]);
  const usage = await send(`GET /keys/${made.alice?.id}/usage`, { as: "alice" });
  const days = usage.json.days as unknown as { date: string; used: number; left: number }[];
  expect(days).toHaveLength(7);
  expect(days.at(-1)).toMatchObject({ used: 7, left: 0 });
  expect(days[0]).toMatchObject({ used: 0, left: 7 });
});

test("a revoked key is gone, and so is its place", async () => {
  const { status } = await send(`DELETE /keys/${made.alice?.id}`, { as: "alice" });
  expect(status).toBe(204);
  expect(await send("GET /keys/current", { as: "alice", key: made.alice?.value ?? "" })).toMatchObject({
    status: 403,
  });
  expect(await send(`DELETE /keys/${made.alice?.id}`, { as: "alice" })).toMatchObject({ status: 404 });
  expect(await send("POST /keys", { as: "alice", body: { name: "tablet" } })).toMatchObject({ status: 201 });
});

test("no value is in a log, nor in the tables", async () => {
  const answer = await send("POST /keys", { as: "alice", body: { name: "canary" } });
  expect(answer.status).toBe(409);
  const values = [made.alice?.value ?? "none"];
  const answerOfBob = await send("GET /keys", { as: "bob" });
  const [key] = answerOfBob.json.keys as unknown as { id: string }[];
  const { json } = await send(`POST /keys/${key?.id}/rotation`, { as: "bob" });
  values.push(json.value as unknown as string);
  await gate.stop();
  expect(lines.filter((line) => line.includes("[petstore-dev-api-keys]")).length).toBeGreaterThan(10);
  const tables = join(folder, "state", "tables");
  const stored = readdirSync(tables)
    .map((name) => readFileSync(join(tables, name), "latin1"))
    .join("\n");
  expect(stored).toContain("phone");
  for (const value of values) {
    expect(value).toMatch(/^[0-9a-f]{40}$/);
    expect(lines.join("\n")).not.toContain(value);
    expect(stored).not.toContain(value);
  }
  gate = await serve();
});
