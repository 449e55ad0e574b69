/**
 * Events that are sent ahead to a process of a function that answers quickly. An event that ends the process, blocks it or
 * never answers fails or waits alone: those behind it go to other processes, and none is run twice.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { send } from "../../../gateway/http/send";
import { makeRunner, type Runner } from "../../../gateway/lambda/runner";
import type { InvokeResult } from "../../../gateway/lambda/worker";
import { startWorker } from "../../../gateway/lambda/worker";
import { makeSeal } from "../../../gateway/state/seal";

const SOURCE = `
const { appendFileSync, existsSync } = require("node:fs");
let running = 0;
const does = {
  exits: () => process.exit(7),
  aborts: () => process.kill(process.pid, "SIGKILL"),
  throws: () => { throw new Error("no"); },
  "throws later": () => new Promise(() => setTimeout(() => { throw new Error("later"); })),
  blocks: () => { while (!existsSync(process.env.GO)); },
  waits: async () => { while (!existsSync(process.env.GO)) await new Promise((resolve) => setTimeout(resolve, 5)); },
  "never answers": () => new Promise(() => {}),
  loops: () => { for (;;); },
};
exports.handler = async ({ n, what }) => {
  running++;
  appendFileSync(process.env.BEGUN, n + "\\n");
  const together = running;
  try {
    if (what) await does[what]();
    await null;
    return { n, together };
  } finally {
    running--;
  }
};`;

let folder: string;
let runner: Runner;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ahead-"));
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
    log: () => {},
  });
});

afterEach(async () => {
  await runner.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function deploy(timeoutSeconds = 60): Promise<void> {
  runner.update([
    {
      definition: {
        address: "api/aws_lambda_function.f",
        arn: "arn:f",
        name: "f",
        handler: "index.handler",
        runtime: "nodejs24.x",
        timeoutSeconds,
        memoryMb: 128,
        environment: { BEGUN: join(folder, "begun"), GO: join(folder, "go") },
        archive: "f.zip",
        roleArn: "arn:role",
        permissions: [],
      },
      code: zipSync({ "index.js": strToU8(SOURCE) }),
    },
  ]);
  // It answers quickly by now.
  for (let n = 0; n < 300; n++) await ask(`warm ${n}`);
}

type Result = InvokeResult | { readonly kind: "missing" };

const ask = (n: string, what = ""): Promise<Result> => runner.invoke("arn:f", JSON.stringify({ n, what }));

const own = (n: string): Result => ({ kind: "ok", payload: { n, together: 1 } });

const begun = () =>
  readFileSync(join(folder, "begun"), "utf8")
    .split("\n")
    .filter((n) => n !== "" && !n.startsWith("warm"));

test("events at the same time are sent in one write, and each is answered, one after the other", async () => {
  await deploy();
  const write = jest.spyOn(Socket.prototype, "write");
  // On a busy machine its last events may have been slow.
  for (let tries = 0; tries < 20; tries++) {
    write.mockClear();
    const those = Array.from({ length: 64 }, (_, i) => `${tries}.${i}`);
    expect(await Promise.all(those.map((n) => ask(n)))).toEqual(those.map(own));
    if (write.mock.calls.length > 1) continue;
    expect(begun().slice(-64)).toEqual(those);
    break;
  }
  expect(write).toHaveBeenCalledTimes(1);
  write.mockRestore();
});

const names = Array.from({ length: 40 }, (_, i) => (i === 10 ? "bad" : `${i}`));

test.each<readonly [what: string, result: unknown]>([
  ["exits", { kind: "error", errorType: "Runtime.ExitError", errorMessage: "Runtime exited with code 7" }],
  [
    "aborts",
    { kind: "error", errorType: "Runtime.ExitError", errorMessage: "Runtime exited with signal SIGKILL" },
  ],
  ["throws", { kind: "error", errorType: "Error", errorMessage: "no" }],
  ["throws later", { kind: "error", errorType: "Error", errorMessage: "later" }],
  ["never answers", { kind: "timeout" }],
  ["loops", { kind: "timeout" }],
])("an event that %s is its own affair, and none is run twice", async (what, expected) => {
  await deploy((expected as Result).kind === "timeout" ? 2 : undefined);
  const results = await Promise.all(names.map((n) => ask(n, n === "bad" ? what : "")));
  expect(results).toEqual(names.map((n) => (n === "bad" ? expected : own(n))));
  expect([...begun()].sort()).toEqual([...names].sort());
});

test.each(["blocks", "waits"])("while an event %s, those behind it are answered", async (what) => {
  await deploy();
  const asked = names.map((n) => ask(n, n === "bad" ? what : ""));
  const others = await Promise.all(asked.filter((_, at) => names[at] !== "bad"));
  expect(others).toEqual(names.filter((n) => n !== "bad").map(own));
  // It ends only now.
  writeFileSync(join(folder, "go"), "");
  expect(await asked[names.indexOf("bad")]).toEqual(own("bad"));
  expect([...begun()].sort()).toEqual([...names].sort());
});
