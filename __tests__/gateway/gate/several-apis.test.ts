import type { ApiModel, RestApi } from "../../../terraform/model";
import { call } from "../client";
import { type RunningGate, runGate } from "../gates";

/** Several REST APIs share the port: the name of each is the first segment of its paths. */

/** Two APIs of other names, with the methods of the pet store; `changes` are of the second. */
const two =
  (changes: Partial<RestApi> = {}) =>
  (model: ApiModel): ApiModel => {
    const [api] = model.apis as readonly [RestApi];
    const other = { ...api, id: "otherapi01", address: "api/other", name: "My shop!" };
    return {
      ...model,
      apis: [
        { ...api, name: "pets" },
        { ...other, ...changes },
      ],
    };
  };

let running: RunningGate;
afterEach(() => running.stop());
const status = async (path: string) => (await call(running.gate.description.endpoint, path)).status;

test("each is called below its name, and no other path is one of an API", async () => {
  running = await runGate(two());
  const { apis, endpoint, url } = running.gate.description;
  expect(url).toBe(`${endpoint}/pets/dev`);
  expect(apis.map(({ name, urls }) => [name, urls])).toEqual([
    ["pets", { dev: `${endpoint}/pets/dev` }],
    ["My shop!", { dev: `${endpoint}/My-shop/dev` }],
  ]);
  expect(await status("/pets/dev/health")).toBe(200);
  expect(await status("/My-shop/dev/health")).toBe(200);
  for (const path of [
    "/dev/health",
    "/pets",
    "/pets/other/health",
    "/petsx/dev/health",
    "/%70ets/dev/health",
  ])
    expect([path, await status(path)]).toEqual([path, 403]);
});

test("APIs of one name are told apart by their ids; one without a stage is left out", async () => {
  running = await runGate(two({ name: "pets" }));
  const prefixes = () => running.gate.description.apis.map(({ urls }) => new URL(urls.dev ?? "").pathname);
  const [api] = running.model.apis;
  expect(prefixes()).toEqual([`/pets-${api?.id}/dev`, "/pets-otherapi01/dev"]);
  await running.serve((model) => ({
    ...model,
    apis: model.apis.map((one, index) => (index === 0 ? one : { ...one, stages: [] })),
  }));
  expect(prefixes()).toEqual(["/dev"]);
});

test("a method that is not served answers 501, whatever its lock is, and its function never runs", async () => {
  running = await runGate((model) => ({
    ...model,
    apis: model.apis.map((api) => ({
      ...api,
      methods: api.methods.map((method) =>
        method.path === "/health" ? { ...method, unknown: "x", unserved: "x: it is not evaluated" } : method,
      ),
    })),
  }));
  const { endpoint } = running.gate.description;
  const answer = await call(endpoint, "/dev/health");
  expect([answer.status, answer.body]).toEqual([501, '{"message": "Not served by this gate"}']);
  expect(running.lines.at(-1)).toMatch(/501 NOT_SERVED: x: it is not evaluated$/);
  expect(running.ran()).toEqual([]);
  expect(await status("/dev/nowhere")).toBe(403);
  await running.serve((model) => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, unserved: "y: its body is not known" })),
  }));
  expect(await status("/dev/nowhere")).toBe(501);
});
