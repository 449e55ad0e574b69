import { readFileSync } from "node:fs";
import { get } from "node:https";
import { connect } from "node:net";
import { networkInterfaces } from "node:os";
import { call, signedCall } from "../client";
import { type RunningGate, runGate } from "../gates";
import { credentialsFor, signIn } from "../people";
import { functionOf } from "../petstore/model";

/** Which requests a gate takes at all, and which functions it may invoke. */

let running: RunningGate;
beforeAll(async () => {
  running = await runGate();
});
beforeEach(async () => {
  await running.serve();
  running.ran();
});
afterAll(() => running?.stop());

test.each(["evil.example", "evil.example:80", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "[::2]"])(
  "a request under the name %s is refused, so that no web site's name can stand for this machine",
  async (host) => {
    const answer = await call(running.gate.description.endpoint, "/dev/health", { headers: { host } });
    expect(answer.status).toBe(403);
    expect(running.ran()).toEqual([]);
  },
);

test("a refused name is logged once, with the option that serves it", async () => {
  const { endpoint } = running.gate.description;
  const line = "a request to the host phone.test. If that name is yours, --allow-host phone.test serves it.";
  for (const host of ["phone.test", "phone.test:3000", "a b"])
    await call(endpoint, "/dev/health", { headers: { host } });
  const logged = running.lines.filter((one) => one.startsWith("Refused with 403: "));
  expect(logged.filter((one) => one.endsWith(line))).toHaveLength(1);
  expect(logged).toContain("Refused with 403: a request without one Host header that names a host.");
});

function reaches(address: string, { gate }: RunningGate): Promise<boolean> {
  const { port } = new URL(gate.description.endpoint);
  return new Promise((resolve) => {
    const socket = connect(Number(port), address);
    socket.on("connect", () => resolve(Boolean(socket.destroy())));
    socket.on("error", () => resolve(false));
  });
}

const hasIpv6 = Object.values(networkInterfaces()).some((all) =>
  all?.some(({ address }) => address === "::1"),
);

test("it listens on the loopback addresses 127.0.0.1 and ::1, and on no other", async () => {
  expect(await reaches("127.0.0.1", running)).toBe(true);
  expect(await reaches("127.0.0.2", running)).toBe(false);
  expect(await reaches("::1", running)).toBe(hasIpv6);
});

test("with a host it listens there too, under that address and the names that were allowed", async () => {
  const open = await runGate(undefined, { host: "127.0.0.2", hostNames: ["pets.test", "10.0.2.2"] });
  try {
    const { port } = new URL(open.gate.description.endpoint);
    const asked = async (host: string) =>
      (await call(`http://127.0.0.2:${port}`, "/dev/health", { headers: { host } })).status;
    expect(await reaches("127.0.0.1", open)).toBe(true);
    const names = ["127.0.0.2", `127.0.0.2:${port}`, "pets.test", "PETS.test:1", "10.0.2.2", "localhost"];
    expect(await Promise.all(names.map(asked))).toEqual(names.map(() => 200));
    open.ran();
    const others = ["127.0.0.3", "evil.example", "pets.test.evil.example", "test", "10.0.2.22"];
    expect(await Promise.all(others.map(asked))).toEqual(others.map(() => 403));
    expect(open.ran()).toEqual([]);
  } finally {
    await open.stop();
  }
});

test("over TLS a client that trusts the installation's authority is served, and another one is not", async () => {
  const secure = await runGate(undefined, { https: true });
  try {
    const { gate } = secure;
    const { endpoint } = gate.description;
    expect(endpoint).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
    const answer = await secureCall(`${endpoint}/dev/health`, readFileSync(gate.authorityFile ?? ""));
    expect(answer).toBe(200);
    expect(secure.ran()).toEqual(["echo"]);
    await expect(secureCall(`${endpoint}/dev/health`)).rejects.toThrow(/unable to verify|self-signed/);
    expect(secure.ran()).toEqual([]);
  } finally {
    await secure.stop();
  }
});

function secureCall(url: string, ca?: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = get(url, { ca, agent: false }, (incoming) => {
      incoming.resume();
      resolve(incoming.statusCode);
    });
    asked.on("error", reject);
  });
}

test("X-HTTP-Method-Override does not get past the lock of another verb", async () => {
  const headers = { "x-http-method-override": "POST" };
  const answer = await call(running.gate.description.endpoint, "/dev/health", { headers });
  expect(answer).toMatchObject({ status: 403, body: '{"message":"Forbidden"}' });
  expect(running.ran()).toEqual([]);
});

test("a function without a permission for API Gateway is not invoked", async () => {
  await running.serve((model) => functionOf(model, "echo", { permissions: [] }));
  const { endpoint } = running.gate.description;
  expect(await call(endpoint, "/dev/health")).toMatchObject({
    status: 500,
    body: '{"message": "Internal server error"}',
  });
  expect(running.ran()).toEqual([]);
});

test("an authorizer without a permission for API Gateway is not invoked, and every caller is refused", async () => {
  await running.serve((model) => functionOf(model, "authorizer", { permissions: [] }));
  const headers = { authorization: "Bearer allow" };
  const answer = await call(running.gate.description.endpoint, "/dev/partner/pets", { headers });
  expect(answer).toMatchObject({ status: 500, body: '{"message":null}' });
  expect(running.ran()).toEqual([]);
});

test("credentials of a role that the Terraform no longer has are unknown", async () => {
  const credentials = await credentialsFor(running, await signIn(running, "bob"));
  await running.gate.reload({
    ...running.model,
    roles: running.model.roles.filter(({ name }) => name !== "user"),
  });
  const answer = await signedCall(running.gate.description.endpoint, "/dev/pets", { credentials });
  expect(answer.body).toBe('{"message":"The security token included in the request is invalid."}');
});

test("with a last slash, policies must allow the path in both forms", async () => {
  const [alice, bob] = await Promise.all(
    ["alice", "bob"].map(async (name) => credentialsFor(running, await signIn(running, name))),
  );
  if (!alice || !bob) throw new Error("not signed in");
  const { endpoint } = running.gate.description;
  const get = (path: string) => signedCall(endpoint, path, { credentials: bob });
  expect((await get("/dev/pets/7/")).status).toBe(200);
  expect((await signedCall(endpoint, "/dev/pets/", { credentials: alice, method: "POST" })).status).toBe(403);
});

test("no log line holds a token, a password or a secret", async () => {
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
