import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FunctionWorker, type InvokeResult, startWorker } from "../../../gateway/lambda/worker";
import { startHere } from "../worker-here";

/** What a gate sees of a function: the same of a process and of a function that runs in the process of the tests. */

const source = `
  const { createHash } = require("node:crypto");
  exports.handler = async (event, context) => {
    if (event.what === "throw") throw new TypeError("broken");
    if (event.what === "refuse") throw new Error("Unauthorized");
    if (event.what === "text") throw "a text";
    if (event.what === "date") return new Date(0);
    if (event.what === "nothing") return;
    if (event.what === "bigint") return 1n;
    if (event.what === "print") console.log("one\\n%s", "two");
    if (event.what === "wait") await new Promise((resolve) => setTimeout(resolve, 30_000));
    if (event.what === "exit") process.exit(3);
    const { awsRequestId, callbackWaitsForEmptyEventLoop, functionName, invokedFunctionArn } = context;
    return { event, color: process.env.COLOR, host: process.env.HOST_SECRET, hash: createHash("md5").update("a").digest("hex"),
      id: typeof awsRequestId, callbackWaitsForEmptyEventLoop, functionName, invokedFunctionArn };
  };`;

const error = (errorType: string, errorMessage: string): InvokeResult => ({
  kind: "error",
  errorType,
  errorMessage,
});
const answer = (what: string): InvokeResult => ({
  kind: "ok",
  payload: {
    event: { what },
    color: "red",
    hash: "0cc175b9c0f1b6a831c399e269772661",
    id: "string",
    callbackWaitsForEmptyEventLoop: true,
    functionName: "f",
    invokedFunctionArn: "arn:f",
  },
});

/** In this order. After the last two, the worker is not used again. */
const results: Readonly<Record<string, InvokeResult>> = {
  echo: answer("echo"),
  throw: error("TypeError", "broken"),
  refuse: error("Error", "Unauthorized"),
  text: error("string", "a text"),
  date: { kind: "ok", payload: "1970-01-01T00:00:00.000Z" },
  nothing: { kind: "ok", payload: null },
  bigint: error("TypeError", "Do not know how to serialize a BigInt"),
  print: answer("print"),
  wait: { kind: "timeout" },
  exit: error("Runtime.ExitError", "Runtime exited with code 3"),
};

describe.each(Object.entries({ startHere, startWorker }))("%s", (_, start) => {
  const lines: string[] = [];
  const started = (): FunctionWorker => {
    const folder = mkdtempSync(join(tmpdir(), "worker-"));
    writeFileSync(join(folder, "index.js"), source);
    return start({
      folder,
      handler: "index.handler",
      environment: { COLOR: "red" },
      memoryMb: 128,
      context: { functionName: "f" },
      took: () => {},
      log: (line) => lines.push(line),
    });
  };
  let worker = started();
  afterAll(() => worker.stop());

  test.each(Object.entries(results))("%s", async (what, expected) => {
    if (!worker.alive) worker = started();
    const timeoutMs = what === "wait" ? 50 : 10_000;
    const result = worker.invoke({ event: JSON.stringify({ what }), functionArn: "arn:f", timeoutMs });
    expect(worker.events).toBe(1);
    expect(await result).toEqual(expected);
    expect([worker.alive, worker.events]).toEqual([!["wait", "exit"].includes(what), 0]);
  });

  test("what it printed, and what it threw but a refusal", () => {
    const printed = lines.filter((line) => !/^\s+at |^$|^Node|^\(Use/.test(line));
    expect(printed).toEqual([
      "TypeError: broken",
      "a text",
      "TypeError: Do not know how to serialize a BigInt",
      "one",
      "two",
    ]);
  });
});
