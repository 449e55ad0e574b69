/** No answer on the gate's port becomes a service worker, which would control the gate's page and the login pages. */
import type { ApiModel } from "../../../terraform/model";
import { call } from "../client";
import { asked, domainGate, encoded } from "../cognito/domain/domain-gate";
import { type Backend, SHOP, startBackend } from "../data-plane/integrations/http/backend";
import type { RunningGate } from "../gates";
import { type HttpGate, httpGate } from "../http-api/gate";
import { method } from "../petstore/model";

let backend: Backend;
/** The REST API, and login pages. */
let rest: RunningGate;
let http: HttpGate;

beforeAll(async () => {
  backend = await startBackend();
  backend.answerWith((_, response) =>
    response.writeHead(200, { "content-type": "text/javascript", "service-worker-allowed": "/" }).end("1"),
  );
  [rest, http] = await Promise.all([
    domainGate({ change: withBackend }, { backends: new Map([[SHOP, backend.origin]]) }),
    httpGate({ backends: new Map([["https://shop.example.com", backend.origin]]) }),
  ]);
});
afterAll(async () => {
  await Promise.all([rest?.stop(), http?.stop()]);
  backend?.stop();
});

const withBackend = (model: ApiModel): ApiModel => ({
  ...model,
  apis: model.apis.map((api) => ({
    ...api,
    methods: [
      ...api.methods,
      {
        ...method("GET", "/backend", { authorization: "NONE" }),
        integration: {
          address: "backend",
          timeoutMs: 3_000,
          type: "HTTP_PROXY",
          uri: SHOP,
          http: { verb: "GET", parameters: {} },
        },
      },
    ],
  })),
});

type Place = readonly [name: string, gate: () => RunningGate, path: string];

const scripts: readonly Place[] = [
  ["a function of a REST API", () => rest, "/dev/health?what=script"],
  ["a backend of a REST API", () => rest, "/dev/backend"],
  ["a function of an HTTP API", () => http, "/mixed?what=script"],
  ["a backend of an HTTP API", () => http, "/proxy/whole/worker.js"],
];

const others: readonly Place[] = [
  ["a login page", () => rest, `/login?${encoded(asked())}`],
  ["a script of the gate's page", () => rest, "/_gatehouse/main.js"],
  ["a path of no API", () => rest, "/none.js"],
];

/** What browsers send for the script of a service worker: newer ones both. */
const signs: readonly Readonly<Record<string, string>>[] = [
  { "service-worker": "script" },
  { "Service-Worker": " Script " },
  { "sec-fetch-dest": "serviceworker" },
];

test.each([...scripts, ...others])(
  "%s is not asked for the script of a service worker",
  async (_, of, path) => {
    const { gate, lines, ran } = of();
    for (const headers of signs) {
      ran();
      const before = backend.seen.length;
      const answer = await call(gate.description.endpoint, path, { headers });
      expect(answer).toMatchObject({
        status: 403,
        body: expect.stringContaining("No service worker is served"),
      });
      expect(ran()).toEqual([]);
      expect(backend.seen).toHaveLength(before);
      expect(lines.at(-1)).toBe(`GET ${path.split("?")[0]} 403: ${answer.body}`);
    }
  },
);

test.each(scripts)("%s allows a worker no other folder, and its script varies", async (_, of, path) => {
  const { headers, status } = await call(of().gate.description.endpoint, path);
  expect(status).toBe(200);
  expect(headers["content-type"]).toBe("text/javascript");
  expect(headers).not.toHaveProperty("service-worker-allowed");
  expect(headers.vary).toContain("Service-Worker");
});

test("an answer that is no script does not vary", async () => {
  const { headers, status } = await call(rest.gate.description.endpoint, "/dev/health");
  expect(status).toBe(200);
  expect(headers.vary ?? "").not.toContain("Service-Worker");
});
