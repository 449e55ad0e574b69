import type { ApiModel } from "../../../terraform/model";
import { call } from "../client";
import { petstoreModel } from "../petstore/model";
import { type HttpGate, httpGate } from "./gate";

/** HTTP APIs with parts that are not served, with another issuer, and beside a REST API. */

let gate: HttpGate | undefined;
afterEach(async () => {
  await gate?.stop();
  gate = undefined;
});

const withRoutes = (model: ApiModel, change: (key: string) => object): ApiModel => ({
  ...model,
  httpApis: (model.httpApis ?? []).map((api) => ({
    ...api,
    methods: api.methods.map((route) => ({ ...route, ...change(route.key) })),
  })),
});

test("a route that is not served answers 501 in every spelling, and its function never runs", async () => {
  gate = await httpGate();
  const { endpoint } = gate.gate.description;
  const unserved = { unknown: "x", unserved: "x: it is not evaluated" };
  await gate.serve((model) => withRoutes(model, (key) => (key === "GET /secret" ? unserved : {})));
  expect(await call(endpoint, "/mixed/secret")).toMatchObject({
    status: 501,
    body: '{"message":"Not served by this gate"}',
  });
  for (const path of ["/mixed/%73ecret", "/mixed/secret/", "/mixed//secret/", "/mixed/secret;x"])
    expect((await call(endpoint, path)).status).toBeGreaterThanOrEqual(400);
  expect(gate.ran()).toEqual([]);
  expect((await call(endpoint, "/mixed/public")).status).toBe(200);
});

test("an API of which not all is known answers 501 where it has no route", async () => {
  gate = await httpGate();
  const { endpoint } = gate.gate.description;
  await gate.serve((model) => ({
    ...model,
    httpApis: (model.httpApis ?? []).map((api) => ({ ...api, unserved: "x: it is not evaluated" })),
  }));
  const preflight = { origin: "https://app", "access-control-request-method": "GET" };
  expect((await call(endpoint, "/shop/nope")).status).toBe(501);
  expect((await call(endpoint, "/shop/nope", { method: "OPTIONS", headers: preflight })).status).toBe(501);
  expect((await call(endpoint, "/shop/pets")).status).toBe(200);
});

test("a path that is below no API gets 404, and no function runs", async () => {
  gate = await httpGate();
  const { endpoint } = gate.gate.description;
  const prefixes = ["/zzzz", "/zzzz/shop", "/SHOP", "/shop%2f", "/b..", "/b%2e%2e", ""];
  for (const path of [...prefixes.map((prefix) => `${prefix}/pets`), "/zzzzpets", "/shoppets", "/b../x"])
    expect(await call(endpoint, path)).toMatchObject({ status: 404, body: '{"message":"Not Found"}' });
  expect(gate.ran()).toEqual([]);
});

test("with the gate as issuer, its tokens are taken, and those of the pool's own address are not", async () => {
  gate = await httpGate({ issuer: "endpoint" });
  const { endpoint, issuer } = gate.gate.description;
  const ask = (token: string) =>
    call(endpoint, "/shop/pets/7", { headers: { authorization: `Bearer ${token}` } });
  expect((await ask(gate.token({ iss: issuer }))).status).toBe(200);
  expect((await ask(gate.token())).status).toBe(401);
  expect(gate.ran()).toEqual(["echo"]);
});

test("beside a REST API each has a prefix, and answers in its own way", async () => {
  gate = await httpGate();
  const { apis } = petstoreModel("");
  await gate.serve((model) => ({ ...model, apis }));
  const { description } = gate.gate;
  const [rest] = description.apis;
  expect(rest).toMatchObject({ kind: "rest", restApiId: apis[0]?.id });
  const url = new URL(Object.values(rest?.urls ?? {})[0] ?? "");
  expect((await call(description.endpoint, `${url.pathname}/nope`)).body).toBe(
    '{"message":"Missing Authentication Token"}',
  );
  expect((await call(description.endpoint, "/shop/nope")).body).toBe('{"message":"Not Found"}');
  expect((await call(description.endpoint, "/nothing")).status).toBeGreaterThanOrEqual(400);
});

test("a route of which it is not known which answers is refused", async () => {
  gate = await httpGate();
  const { endpoint } = gate.gate.description;
  await gate.serve((model) =>
    withRoutes(model, (key) => {
      if (key === "GET /users/me") return { key: "ANY /users/me", verb: "ANY" };
      return {};
    }),
  );
  const headers = { authorization: `Bearer ${gate.token()}` };
  expect((await call(endpoint, "/mixed/users/me")).status).toBeGreaterThanOrEqual(400);
  expect((await call(endpoint, "/mixed/users/me", { headers })).status).toBeGreaterThanOrEqual(400);
  expect(gate.ran()).toEqual([]);
});
