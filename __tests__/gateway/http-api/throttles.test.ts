import { strToU8, zipSync } from "fflate";
import { LambdaFunction } from "../../../constructs/functions/lambda-function";
import { httpApi, serving } from "../../constructs/http-api/small-http-api";
import { functionFolder } from "../../constructs/terraform";
import { call } from "../client";
import { kitchen } from "../configurations/synthesized";
import type { RunningGate } from "../gates";
import { startHere } from "../worker-here";

/** Limits of an HTTP API as it is declared: of single routes, and of all others. */

// No time of a test gives a call back.
const throttles = { "GET /items/{id}": { rate: 0.001, burst: 2 } } as const;
const open = { lock: "public", because: "a test", handler: "app" } as const;

const api = kitchen((stack) => {
  const app = new LambdaFunction(stack, "app", { name: "app", folder: functionFolder("health") });
  httpApi(stack, {
    ...serving({ "GET /items/{id}": open, "PUT /items/{id}": open, "GET /items": open }),
    handlers: { app },
    throttle: { rate: 0.001, burst: 3 },
    throttles,
  });
});

let gate: RunningGate;
beforeAll(async () => {
  gate = await api.serve({
    startWorker: startHere,
    readArchive: () => zipSync({ "index.js": strToU8("exports.handler = async () => 'ran';") }),
  });
});
afterAll(() => gate.stop());

const statuses = async (verb: string, paths: readonly string[]) => {
  const found: number[] = [];
  for (const path of paths)
    found.push((await call(gate.gate.description.url, `/shop${path}`, { method: verb })).status);
  return found;
};

test("a route has its own limit for all of its paths, and its function does not run beyond it", async () => {
  expect(await statuses("GET", ["/items/1", "/items/2", "/items/3", "/items/1"])).toEqual([
    200, 200, 429, 429,
  ]);
  expect(gate.ran()).toEqual(["app", "app"]);
});

test("every other route has the stage's, for itself, another verb of the same path too", async () => {
  const four = ["/items/1", "/items/1", "/items/1", "/items/1"];
  expect(await statuses("PUT", four)).toEqual([200, 200, 200, 429]);
  expect(gate.ran()).toEqual(["app", "app", "app"]);
  expect(await statuses("GET", ["/items"])).toEqual([200]);
  expect(gate.ran()).toEqual(["app"]);
});
