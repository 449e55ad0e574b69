import { type CallOptions, call } from "../client";
import { type RunningGate, runGate } from "../gates";
import { signIn } from "../people";

/** What the gate tells of itself, and to whom. */

let running: RunningGate;

beforeAll(async () => {
  running = await runGate((model) => model, {
    accessJson: ({ apis }) => JSON.stringify({ apis: apis.length }),
    hostNames: ["tunnel.example"],
  });
});
afterAll(() => running?.stop());

/** What the page sends with each request to its API. */
const own = () => ({ "x-gatehouse": running.gate.description.page?.key ?? "" });

async function ask(path: string, options: CallOptions = {}) {
  const { endpoint } = running.gate.description;
  const headers = { ...own(), ...options.headers };
  const answer = await call(endpoint, `/_gatehouse${path}`, { ...options, headers });
  return { ...answer, json: JSON.parse(answer.body) };
}

const post = (input: unknown) =>
  ask("/api/sign-in", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(input),
  });

async function userNamed(name: string): Promise<Record<string, unknown>> {
  const { json } = await ask("/api/users");
  return json.users.find(({ username }: { username: string }) => username === name);
}

const JSON_TYPE = { "content-type": "application/json" };

test.each<[name: string, path: string, options: CallOptions, status: number]>([
  ["a GET of a program", "/api/users", {}, 200],
  ["a GET of a person", "/api/users", { headers: { "sec-fetch-site": "none" } }, 200],
  ["a GET of the own page", "/api/users", { headers: { "sec-fetch-site": "same-origin" } }, 200],
  ["a GET of another port", "/api/users", { headers: { "sec-fetch-site": "same-site" } }, 403],
  [
    "a GET of another site, as of a script",
    "/api/codes",
    { headers: { "sec-fetch-site": "cross-site" } },
    403,
  ],
  ["a foreign origin", "/api/codes", { headers: { origin: "http://evil.example" } }, 403],
  ["an opaque origin", "/api/codes", { headers: { origin: "null" } }, 403],
  ["a foreign Host, as after DNS rebinding", "/api/codes", { headers: { host: "evil.example" } }, 403],
  ["a name that was allowed, as of a tunnel", "/api/codes", { headers: { host: "tunnel.example" } }, 403],
  ["a name that was allowed, as of a tunnel", "", { headers: { host: "tunnel.example" } }, 403],
  ["no key", "/api/codes", { headers: { "x-gatehouse": "" } }, 403],
  ["another key", "/api/codes", { headers: { "x-gatehouse": "1" } }, 403],
  ["no key", "/api/none", { headers: { "x-gatehouse": "" } }, 403],
  ["a form", "/api/sign-in", { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" }, 415],
  ["a POST without JSON's type", "/api/sign-in", { method: "POST" }, 415],
  [
    "a POST without a key",
    "/api/sign-in",
    { method: "POST", headers: { ...JSON_TYPE, "x-gatehouse": "" } },
    403,
  ],
  ["a preflight", "/api/sign-in", { method: "OPTIONS" }, 405],
  ["an unknown name", "/api/constructor", {}, 404],
  ["an unknown change", "/api/users", { method: "POST", headers: JSON_TYPE, body: "{}" }, 404],
  ["a number that is none", "/api/calls?after=-1", {}, 400],
  ["a link of another site", "", { headers: { ...link("document"), "x-gatehouse": "" } }, 200],
  ["a frame of another site", "", { headers: link("iframe") }, 403],
  ["a script of another site", "/main.js", { headers: { "sec-fetch-site": "cross-site" } }, 403],
  ["a form of another site", "", { method: "POST", headers: link("document") }, 405],
  ["a link of another site to the API", "/api/codes", { headers: link("document") }, 403],
  ["a file that is not the page's", "/../guard.ts", {}, 404],
])("%s at %s", async (_, path, options, status) => {
  const { endpoint } = running.gate.description;
  const headers = { ...own(), ...options.headers };
  const answer = await call(endpoint, `/_gatehouse${path}`, { ...options, headers });
  expect(answer.status).toBe(status);
  expect(Object.keys(answer.headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  if (status !== 200) return;
  expect(answer.headers).toMatchObject({
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
  });
});

test("an answer of the API does not have the page's opener policy, by which windows would see each other", async () => {
  const { headers, status } = await call(running.gate.description.endpoint, "/dev/health?what=page");
  expect(status).toBe(200);
  expect(headers).toMatchObject({ "x-own": "1" });
  expect(headers).not.toHaveProperty("cross-origin-opener-policy");
});

/** What a browser says of a navigation that another site starts. */
function link(dest: "document" | "iframe"): Record<string, string> {
  return { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": dest };
}

test("every module that the page loads is served", async () => {
  const { endpoint } = running.gate.description;
  const seen = new Set<string>();
  const load = async (path: string): Promise<void> => {
    if (seen.has(path)) return;
    seen.add(path);
    const { body, headers, status } = await call(endpoint, path);
    expect({ path, status }).toEqual({ path, status: 200 });
    if (path.endsWith(".js")) expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    const loads = [...body.matchAll(/(?:src|href|from) ?=?"(\.?\/[^"]+)"/g)].map(([, to = ""]) => to);
    for (const to of loads) await load(new URL(to, `${endpoint}${path}`).pathname);
  };
  await load("/_gatehouse");
  expect(seen).toContain("/_gatehouse/aws4fetch.js");
  expect(seen).toContain("/_gatehouse/base.css");
});

test("users are told without their passwords, and the configuration without clients' secrets", async () => {
  const { body, json } = await ask("/api/users");
  expect(json.users).toContainEqual(expect.objectContaining({ username: "bob", status: "CONFIRMED" }));
  const { clients, users } = running.gate.description;
  for (const { password } of users) expect(body).not.toContain(password);
  const config = await ask("/api/config");
  for (const { clientSecret } of clients) if (clientSecret) expect(config.body).not.toContain(clientSecret);
  for (const { password } of users) expect(config.body).not.toContain(password);
  expect(config.body).not.toContain(own()["x-gatehouse"]);
  expect(config.json.methods).toContainEqual(
    expect.objectContaining({ verb: "POST", path: "/pets", base: "/dev", credential: "signature" }),
  );
});

test("the matrix is what the start gives, and the limits are counted", async () => {
  expect((await ask("/api/matrix")).json).toEqual({ apis: 1 });
  expect((await ask("/api/limits")).json).toMatchObject({ throttling: true });
});

test("a user is signed in without a password, and the API takes the token", async () => {
  const { poolId, sub } = await userNamed("bob");
  const { json, status } = await post({ poolId, sub });
  expect(status).toBe(200);
  expect(json.client).toBe("app");
  const { endpoint } = running.gate.description;
  const headers = { authorization: `Bearer ${json.accessToken}` };
  expect((await call(endpoint, "/dev/products", { headers })).status).toBe(200);
});

test.each<[unknown, number]>([
  [{ poolId: "us-east-1_None", sub: "nobody" }, 404],
  [{ poolId: "__proto__", sub: "x" }, 404],
  [{ system: "nothing" }, 404],
  [{ partner: "nobody" }, 404],
  [{ username: "bob" }, 400],
  [[], 400],
])("%j signs nobody in", async (input, status) => {
  expect((await post(input)).status).toBe(status);
});

test("calls are told with their trace, and without the credentials in them", async () => {
  const { endpoint, apiKeys } = running.gate.description;
  const { accessToken } = await signIn(running, "bob");
  const key = apiKeys[0]?.value ?? "";
  const before = (await ask("/api/calls")).json.calls.at(-1)?.number ?? 0;
  await call(endpoint, "/dev/metered?token=hush&size=2", {
    headers: {
      authorization: `Bearer ${accessToken}`,
      "x-api-key": key,
      cookie: "id=hush",
      "x-other": accessToken,
    },
  });
  await call(endpoint, "/dev/pets");
  const { body, json } = await ask(`/api/calls?after=${before}`);
  expect(json.calls).toHaveLength(2);
  expect(json.calls[0]).toMatchObject({
    number: before + 1,
    status: 200,
    path: "/dev/metered",
    query: "token=(redacted)&size=2",
    invocations: [{ event: { headers: { "x-other": "(redacted)" } }, result: { kind: "ok" } }],
  });
  expect(json.calls[1].trace.at(-1)).toMatchObject({
    check: "authentication",
    verdict: "refused",
    rule: { address: "api/aws_api_gateway_method.get__pets" },
  });
  expect(body).not.toContain(accessToken);
  expect(body).not.toContain(key);
  expect(body).not.toContain("hush");
});

test("a call is told without its credentials after the Terraform names them otherwise", async () => {
  const opaque = "opaque-key-of-carol";
  const expecting = (name: string) =>
    running.serve((model) => ({
      ...model,
      apis: model.apis.map((api) => ({
        ...api,
        authorizers: api.authorizers.map((one) =>
          "identitySources" in one
            ? { ...one, identitySources: [...one.identitySources, `method.request.header.${name}`] }
            : one,
        ),
      })),
    }));
  await expecting("X-First");
  const before = (await ask("/api/calls")).json.calls.at(-1)?.number ?? 0;
  await call(running.gate.description.endpoint, "/dev/health", { headers: { "x-first": opaque } });
  const { body, json } = await ask(`/api/calls?after=${before}`);
  expect(json.calls).toMatchObject([
    { path: "/dev/health", invocations: [{ event: { headers: { "x-first": "(redacted)" } } }] },
  ]);
  expect(body).not.toContain(opaque);
  await expecting("X-Second");
  expect((await ask(`/api/calls?after=${before}`)).body).not.toContain(opaque);
  await running.serve((model) => model);
});

test("a stage of the same name comes first", async () => {
  const stage = "_gatehouse";
  await running.serve((model) => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, stages: api.stages.map((one) => ({ ...one, name: stage })) })),
  }));
  expect(running.gate.description.page).toBeNull();
  expect((await ask("/api/codes")).json).toEqual({ message: "Missing Authentication Token" });
});
