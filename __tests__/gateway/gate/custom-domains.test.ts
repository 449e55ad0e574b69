import { strToU8, zipSync } from "fflate";
import { call } from "../client";
import { type RunningGate, serveModel } from "../gates";
import { startHere } from "../worker-here";
import { readModel } from "./custom-domains";

/** Requests by the names of custom domains: base paths and mappings choose the API and its stage. */

const NAMES = [
  "api.example.com",
  "mtls.example.com",
  "rules.example.com",
  "a.wild.example.com",
  "orders.example.com",
  "other.example.com",
];

const readArchive = () =>
  zipSync({
    "index.js": strToU8(
      "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });",
    ),
  });
const HERE = { readArchive, startWorker: startHere };

let running: RunningGate;
beforeAll(async () => {
  running = await serveModel(readModel(), { ...HERE, hostNames: NAMES });
});
afterAll(() => running.stop());

const ask = (host: string, path: string) => {
  const { endpoint } = running.gate.description;
  const port = new URL(endpoint).port;
  return call(endpoint, path, { headers: { host: host === "" ? `127.0.0.1:${port}` : `${host}:${port}` } });
};

test.each<readonly [host: string, path: string, status: number, why: RegExp]>([
  ["api.example.com", "/pets", 200, / 200$/],
  ["API.Example.com", "/pets", 200, / 200$/],
  ["api.example.com", "/v1/pets", 200, / 200$/],
  ["api.example.com", "/v1/pets/", 200, / 200$/],
  ["api.example.com", "/v1/any/v1/pets", 200, / 200$/],
  // The base path is no prefix of a segment.
  ["api.example.com", "/v1pets", 403, /No method of the API/],
  ["api.example.com", "/v1", 403, /No method of the API/],
  // Which mapping an encoded path belongs to is not documented.
  ["api.example.com", "/%761/pets", 403, /another mapping/],
  ["api.example.com", "//v1/pets", 403, /another mapping/],
  ["api.example.com", "/v1/../pets", 400, /segment \.\./],
  ["api.example.com", "/ping", 403, /keeps \/ping/],
  // Without a stage, the segment after the base path is one.
  ["api.example.com", "/stages/beta/pets", 200, / 200$/],
  ["api.example.com", "/stages/pets", 403, /names no stage/],
  // No segment names a stage where the mapping does.
  ["api.example.com", "/live/pets", 403, /No method of the API/],
  ["orders.example.com", "/v1/pets", 200, / 200$/],
  ["orders.example.com", "/v1/eu/orders/7", 200, / 200$/],
  ["orders.example.com", "/v1/eu/live/orders/7", 404, /No route/],
  ["orders.example.com", "/v2/orders/7", 403, /No mapping of orders.example.com/],
  ["a.wild.example.com", "/only/pets", 200, / 200$/],
  ["a.wild.example.com", "/pets", 403, /No mapping of a.wild.example.com/],
  ["mtls.example.com", "/pets", 501, /must present a certificate/],
  ["rules.example.com", "/pets", 501, /routing rules/],
  // Another name that is allowed is the gate's own.
  ["other.example.com", "/shop/live/pets", 200, / 200$/],
  ["", "/shop/live/pets", 200, / 200$/],
  ["", "/hidden/live/pets", 403, /disable_execute_api_endpoint is true, .* by api.example.com only/],
  ["", "/orders/live/orders/7", 404, /disable_execute_api_endpoint is true, .* by orders.example.com only/],
])("%s %s answers %i", async (host, path, status, why) => {
  running.ran();
  const answer = await ask(host, path);
  expect(answer.status).toBe(status);
  expect(running.lines.at(-1)).toMatch(why);
  expect(running.ran()).toEqual(status === 200 ? ["echo"] : []);
  if (status === 403 && !/No method/.test(why.source)) expect(answer.body).toBe('{"message":"Forbidden"}');
  if (status === 404) expect(answer.body).toBe('{"message":"Not Found"}');
});

test("an event of a REST API has the domain and the base path, and its ARN neither", async () => {
  const { body } = await ask("api.example.com", "/v1/pets");
  expect(JSON.parse(body)).toMatchObject({
    resource: "/pets",
    path: "/v1/pets",
    requestContext: {
      path: "/v1/pets",
      resourcePath: "/pets",
      stage: "live",
      domainName: "api.example.com",
      domainPrefix: "api",
    },
  });
});

test("an event of an HTTP API has the domain and the mapping's key", async () => {
  const { body } = await ask("orders.example.com", "/v1/eu/orders/7");
  expect(JSON.parse(body)).toMatchObject({
    rawPath: "/v1/eu/orders/7",
    routeKey: "GET /orders/{id}",
    pathParameters: { id: "7" },
    requestContext: { stage: "live", domainName: "orders.example.com", domainPrefix: "orders" },
  });
});

test("the start says where they are", () => {
  const { port } = new URL(running.gate.description.endpoint);
  const said = running.lines.filter((line) => line.startsWith("Custom domain: "));
  expect(said).toContain(`Custom domain: http://api.example.com:${port}/v1 is hidden, stage live`);
  expect(said).toContain(`Custom domain: http://api.example.com:${port}/stages is shop`);
  expect(said).toContain(`Custom domain: http://a.wild.example.com:${port}/only is shop, stage live`);
});

test("nothing but APIs is at a custom domain", async () => {
  for (const path of ["/_gatehouse", "/_gatehouse/api/calls", "/oauth2/token", "/"])
    expect([path, (await ask("api.example.com", path)).status]).toEqual([path, 403]);
});

test("without its name, no domain is served, and the gate's address stands for it", async () => {
  const plain = await serveModel(readModel(), HERE);
  try {
    const { endpoint } = plain.gate.description;
    expect((await call(endpoint, "/hidden/live/pets")).status).toBe(200);
    expect((await call(endpoint, "/pets", { headers: { host: "api.example.com" } })).status).toBe(403);
    expect(plain.model.notices).toContainEqual({
      address: "shop/aws_api_gateway_domain_name.shop",
      message: "the custom domain is served where --allow-host names it: api.example.com",
    });
  } finally {
    await plain.stop();
  }
});
