import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cleanEnvironment } from "../../../quality/bench/frame/environment";
import { heldBy } from "../../../quality/bench/gate/aims";
import { quantile } from "../../../quality/bench/gate/load";
import { start } from "../../../quality/bench/gate/program";
import { latencies } from "../../../quality/bench/gate/tables";

describe("a program that ends by itself", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "program-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("is named with its status and what it wrote to stderr, and its stop does not wait", async () => {
    const script = 'console.error("no port"); process.exitCode = 3';
    const one = start(process.execPath, ["-e", script], { environment: cleanEnvironment(), folder });
    await expect(one.firstLine()).rejects.toThrow("it ended with status 3\nno port");
    expect(one.ended()).toBe("it ended with status 3\nno port");
    await one.stop();
  });

  test("is named where it cannot be started", async () => {
    const one = start(join(folder, "none"), [], { environment: {}, folder });
    await expect(one.firstLine()).rejects.toThrow("it cannot be started: spawn");
    await one.stop();
  });
});

test("a quantile is the latency below which that share of all is", () => {
  const hundred = Array.from({ length: 100 }, (_, at) => at);
  expect([quantile(hundred, 0.5), quantile(hundred, 0.99), quantile([7], 0.99)]).toEqual([50, 99, 7]);
  expect(quantile([], 0.5)).toBeNaN();
});

test.each<[string, readonly number[], readonly unknown[]]>([
  ["of each turn with 1,000 calls", [1_000, 1_000], [same(1), same(1)]],
  ["of all turns where one has fewer", [999, 500], [same(1), same(1)]],
  ["not below 1,000 calls", [500, 0], [same(1), "– (500 calls)"]],
  ["not without calls", [0], ["–", "–"]],
])("p99 is %s", (_, counts, expected) => {
  expect(latencies(counts.map((length) => ({ latencies: Array<number>(length).fill(1) })))).toEqual(expected);
});

function same(value: number) {
  return { median: value, min: value, max: value };
}

test("what holds an aim names the measured times, where there are any", () => {
  const times = { server: 90.4, functions: 15, store: 0, others: 0, client: 18 };
  expect(heldBy("public", times, { ...times, server: 20 })).toContain(
    "90 µs of the processor in the gate, 15 µs in functions and 18 µs in the client; a call of the bare server 20 µs and 18 µs",
  );
  expect(heldBy("stored", { ...times, store: 300 }, times)).toContain(", 300 µs in the table's store and");
  expect(heldBy("signed", undefined, undefined)).toContain("only measured where there is /proc");
});
