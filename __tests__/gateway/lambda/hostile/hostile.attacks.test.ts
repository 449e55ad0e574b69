/**
 * Functions that break what is around them. The function's own call fails as API Gateway says it, or is answered if it
 * answers; the call beside it and the next one get their own answers, and the gate goes on.
 */

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { startWorker } from "../../../../gateway/lambda/worker";
import { type Answer, call } from "../../client";
import { type RunningGate, runGate } from "../../gates";
import { archives } from "../../petstore/handlers";
import { functionOf } from "../../petstore/model";

const source = readFileSync(join(__dirname, "corpus.js"), "utf8");
const { endless, hostile, treacherous } = require("./corpus.js") as Readonly<
  Record<"endless" | "hostile" | "treacherous", readonly string[]>
>;

let running: RunningGate;
let folder: string;
let nonces = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "hostile-"));
  running = await runGate(
    (model) =>
      functionOf(model, "echo", { timeoutSeconds: 2.5, environment: { LEFT: join(folder, "left") } }),
    {
      startWorker,
      readArchive: (name) => (name === "echo" ? zipSync({ "index.js": strToU8(source) }) : archives(name)),
    },
  );
});

afterAll(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface Asked {
  readonly nonce: string;
  readonly answer: Answer;
}

async function ask(what = "", slow = ""): Promise<Asked> {
  nonces++;
  const nonce = `n${nonces}`;
  const query = new URLSearchParams({ what, nonce, ...(slow && { slow }) });
  return { nonce, answer: await call(running.gate.description.endpoint, `/dev/health?${query}`) };
}

function expectOwn({ answer, nonce }: Asked): void {
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 200, body: `{"nonce":"${nonce}"}` });
}

function expectFailure({ answer }: Asked): void {
  const body = '{"message": "Internal server error"}';
  expect({ status: answer.status, body: answer.body }).toEqual({ status: 502, body });
}

const long = 30_000;

test("there are enough of them", () => {
  expect(hostile.length + endless.length + treacherous.length).toBeGreaterThanOrEqual(65);
});

test.each(hostile)(
  "a function that %s fails its own call and no other",
  async (what) => {
    const beside = ask("", "60");
    expectFailure(await ask(what));
    expectOwn(await beside);
    expectOwn(await ask());
  },
  long,
);

test(
  `functions that do not end (${endless.join(", ")}) are ended, and others are answered meanwhile`,
  async () => {
    const asked = endless.map((what) => ask(what));
    const healthy = call(running.gate.description.endpoint, "/dev/partner/pets", {
      headers: { authorization: "Bearer deny" },
    });
    expect((await healthy).status).toBe(403);
    (await Promise.all(asked)).forEach(expectFailure);
    expectOwn(await ask());
  },
  long,
);

test.each(endless.filter((what) => what.startsWith("prints ")))(
  "while a function %s, others are answered without delay",
  async (what) => {
    const flood = ask(what);
    let ended = false;
    void flood.then(() => {
      ended = true;
    });
    const before = running.lines.length;
    let slowest = 0;
    let answered = 0;
    while (!ended) {
      const began = performance.now();
      expectOwn(await ask());
      slowest = Math.max(slowest, performance.now() - began);
      answered++;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expectFailure(await flood);
    expect(answered).toBeGreaterThan(5);
    // Starting another copy of the function is the most of it.
    expect(slowest).toBeLessThan(1_500);
    expect(running.lines.length - before).toBeLessThan(30_000);
  },
  long,
);

test.each(treacherous)(
  "a function that %s is answered, and so is the next",
  async (what) => {
    const beside = ask("", "60");
    expectOwn(await ask(what));
    expectOwn(await beside);
    // What it left behind happens now; during an event it would be that event's, as in Lambda.
    await new Promise((resolve) => setTimeout(resolve, 100));
    expectOwn(await ask());
    const together = await Promise.all([ask(), ask(), ask()]);
    together.forEach(expectOwn);
  },
  long,
);

test("what they printed is bounded, each line in the function's name and without control characters", () => {
  const printed = running.lines.filter((line) => line.startsWith("[echo] "));
  expect(printed).toContain(
    "[echo] \\u000d\\u001b[2KPOST /dev/pets 200\\u2028POST /dev/pets 200\\u0000\\u0007",
  );
  expect(running.lines.filter((line) => /[^\P{Cc}\t]/u.test(line))).toEqual([]);
  expect(
    running.lines.filter((line) => line.includes("POST /dev/pets") && !line.startsWith("[echo] ")),
  ).toEqual([]);
  expect(Math.max(...printed.map((line) => line.length))).toBeLessThan(8_200);
});

(process.platform === "linux" ? test : test.skip)(
  "what a function started ends with it (as /proc tells)",
  async () => {
    const pid = Number(readFileSync(join(folder, "left"), "utf8"));
    const state = () => {
      try {
        return /^State:\s+(\S)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
      } catch {
        return "gone";
      }
    };
    // The kernel ends it when it gets to it.
    for (let i = 0; i < 100 && state() === "S"; i++) await new Promise((resolve) => setTimeout(resolve, 50));
    // A zombie where nothing collects the dead.
    expect(["gone", "Z"]).toContain(state());
  },
);
