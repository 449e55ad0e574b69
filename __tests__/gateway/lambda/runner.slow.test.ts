import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { send } from "../../../gateway/http/send";
import { makeRunner, type Runner } from "../../../gateway/lambda/runner";
import { startWorker } from "../../../gateway/lambda/worker";
import { makeSeal } from "../../../gateway/state/seal";
import type { LambdaFunction } from "../../../terraform/model/function";

let folder: string;
let runner: Runner;
let lines: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runner-"));
  lines = [];
  runner = makeRunner({
    region: "us-east-1",
    stateDir: folder,
    accessKeyId: "ASIATEST",
    tables: "http://127.0.0.1:1",
    controlPlane: "http://127.0.0.1:1",
    userPools: "http://127.0.0.1:1",
    seal: makeSeal(Buffer.alloc(32).toString("base64")),
    send,
    startWorker,
    log: (line) => lines.push(line),
  });
});

afterEach(async () => {
  await runner.stop();
  rmSync(folder, { recursive: true, force: true });
});

const definition: LambdaFunction = {
  address: "api/aws_lambda_function.f",
  arn: "arn:f",
  name: "f",
  handler: "index.handler",
  runtime: "nodejs24.x",
  timeoutSeconds: 1,
  memoryMb: 128,
  environment: { COLOR: "red" },
  archive: "f.zip",
  roleArn: "arn:role",
  permissions: [],
};

function deploy(source: string, changes: Partial<LambdaFunction> = {}, file = "index.js"): void {
  // With a time of its own, two archives of one source may differ.
  const code = zipSync({ [file]: [strToU8(source), { mtime: "2026-01-01" }] });
  runner.update([{ definition: { ...definition, ...changes }, code }]);
}

test.each([
  [
    "an async handler",
    "exports.handler = async (event) => ({ got: event, color: process.env.COLOR });",
    "index.js",
  ],
  [
    "a callback",
    "exports.handler = (event, context, done) => done(null, { got: event, color: process.env.COLOR });",
    "index.js",
  ],
  [
    "an ES module",
    "export const handler = async (event) => ({ got: event, color: process.env.COLOR });",
    "index.mjs",
  ],
])("%s is given the event and the function's variables", async (_name, source, file) => {
  deploy(source, {}, file);
  expect(await runner.invoke("arn:f", JSON.stringify({ a: 1 }))).toEqual({
    kind: "ok",
    payload: { got: { a: 1 }, color: "red" },
  });
});

test.each([
  ["CommonJS", { "index.js": 'exports.handler = async () => "ran";' }],
  [
    "an ES module where its own package.json says so",
    { "index.js": 'export const handler = async () => "ran";', "package.json": '{ "type": "module" }' },
  ],
])("in a project of ES modules, a function's .js is %s", async (_name, files) => {
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  const entries = Object.entries(files).map(([name, text]) => [name, strToU8(text)] as const);
  runner.update([{ definition, code: zipSync(Object.fromEntries(entries)) }]);
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: "ran" });
});

test("the context has the function's name, its ARN, and the time that is left", async () => {
  deploy(
    "exports.handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() });",
  );
  expect(await runner.invoke("arn:f", "{}")).toEqual({
    kind: "ok",
    payload: expect.objectContaining({
      functionName: "f",
      invokedFunctionArn: "arn:f",
      memoryLimitInMB: "128",
      left: expect.any(Number),
    }),
  });
});

test.each([
  ["throws", 'exports.handler = async () => { throw new TypeError("no"); };', "TypeError", "no"],
  ["calls back with an error", 'exports.handler = (e, c, done) => done(new Error("no"));', "Error", "no"],
  [
    "ends the process",
    "exports.handler = async () => process.exit(1);",
    "Runtime.ExitError",
    "Runtime exited with code 1",
  ],
  ["is not exported", "exports.other = 1;", "Error", "index.handler is undefined or not exported"],
  [
    "returns what is no JSON",
    "exports.handler = async () => 1n;",
    "TypeError",
    "Do not know how to serialize a BigInt",
  ],
])(
  "a handler that %s is an error, and the next event gets a sound worker",
  async (_name, source, errorType, errorMessage) => {
    deploy(source);
    for (let i = 0; i < 2; i++)
      expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "error", errorType, errorMessage });
  },
);

test("a handler that never ends is ended at its time-out, also when it blocks its thread", async () => {
  deploy("exports.handler = async ({ stuck }) => { while (stuck); return 1; };");
  expect(await runner.invoke("arn:f", JSON.stringify({ stuck: true }))).toEqual({ kind: "timeout" });
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: 1 });
  expect(lines).toContain("[f] Task timed out after 1.00 seconds");
});

test("events at the same time get workers of their own, and one after the other share one", async () => {
  deploy(
    "const id = Math.random(); exports.handler = async ({ wait }) => { await new Promise((r) => setTimeout(r, wait)); return id; };",
    { timeoutSeconds: 10 },
  );
  const together = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(() => runner.invoke("arn:f", JSON.stringify({ wait: 50 }))),
  );
  const ids = new Set(together.map((result) => result.kind === "ok" && result.payload));
  expect(ids.size).toBe(4);
  const later = await runner.invoke("arn:f", JSON.stringify({ wait: 0 }));
  expect(later.kind === "ok" && ids.has(later.payload as never)).toBe(true);
});

test("an update keeps the worker of a function that did not change, and replaces one that did", async () => {
  const source = "const id = Math.random(); exports.handler = async () => id;";
  deploy(source);
  const first = await runner.invoke("arn:f", "{}");
  deploy(source, { permissions: [{ address: "p", principal: "apigateway.amazonaws.com" }] });
  expect(await runner.invoke("arn:f", "{}")).toEqual(first);
  deploy(source, { environment: { COLOR: "blue" } });
  expect(await runner.invoke("arn:f", "{}")).not.toEqual(first);
});

test("an event under way is answered by the code that it came to", async () => {
  const source = (answer: number) =>
    `exports.handler = async () => { await new Promise((r) => setTimeout(r, 100)); return ${answer}; };`;
  deploy(source(1));
  const first = runner.invoke("arn:f", "{}");
  deploy(source(2));
  expect(await first).toEqual({ kind: "ok", payload: 1 });
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: 2 });
});

test("what a handler prints is logged under its function's name", async () => {
  deploy('exports.handler = async () => { console.log("one\\ntwo"); console.error("three"); };');
  await runner.invoke("arn:f", "{}");
  await runner.stop();
  expect(lines).toEqual(expect.arrayContaining(["[f] one", "[f] two", "[f] three"]));
});

test("where its code cannot be unpacked the call fails in words, and the next one works when the cause is gone", async () => {
  const code = join(folder, "code");
  writeFileSync(code, "in the way");
  deploy("exports.handler = async () => 1;");
  const together = await Promise.all(Array.from({ length: 6 }, () => runner.invoke("arn:f", "{}")));
  for (const result of together)
    expect(result).toEqual({
      kind: "error",
      errorType: "Runtime.InitError",
      errorMessage: expect.stringMatching(/^its process cannot be started: E(EXIST|NOTDIR)/),
    });
  rmSync(code);
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: 1 });
  await runner.stop();
  // What is left are the links to the SDK, and what makes .js CommonJS.
  expect(readdirSync(code)).toEqual(["node_modules", "package.json"]);
});

test("a function that is not there is missing", async () => {
  expect(await runner.invoke("arn:none", "{}")).toEqual({ kind: "missing" });
});

test("the AWS SDK is there, as in Lambda's runtimes, and no other package of the gate's", async () => {
  const found = (name: string) =>
    `(() => { try { require("${name}"); return true; } catch { return false; } })()`;
  // Loading the SDK takes a second on a busy machine.
  deploy(`exports.handler = async () => [${found("@aws-sdk/client-dynamodb")}, ${found("fflate")}];`, {
    timeoutSeconds: 10,
  });
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: [true, false] });
  deploy(
    'import { DynamoDBClient } from "@aws-sdk/client-dynamodb";\nexport const handler = async () => typeof DynamoDBClient;',
    { timeoutSeconds: 10 },
    "index.mjs",
  );
  expect(await runner.invoke("arn:f", "{}")).toEqual({ kind: "ok", payload: "function" });
});
