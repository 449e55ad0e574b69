import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Table } from "../../../quality/bench/frame/area";
import { runChild } from "../../../quality/bench/frame/child";
import { differences, figure, interleaved, ratios } from "../../../quality/bench/frame/interleaved";
import { cellText, numberText, tableMarkdown, tableText } from "../../../quality/bench/frame/table";

test("contenders run in turns, each turn beginning with another, and turns to warm up do not count", async () => {
  const order: string[] = [];
  const contender = (name: string) => () => order.push(name);
  const measured = await interleaved(
    { a: contender("a"), b: contender("b"), c: contender("c") },
    { turns: 2, warmUp: 1 },
  );
  expect(order.join("")).toBe("abcbcacab");
  expect(measured).toEqual({ a: [6, 8], b: [4, 9], c: [5, 7] });
});

test("a figure is the median, the least and the most", () => {
  expect(figure([5, 1, 3])).toEqual({ median: 3, min: 1, max: 5 });
  expect(figure([4, 1, 2, 3])).toEqual({ median: 2.5, min: 1, max: 4 });
  expect(() => figure([])).toThrow("expected at least one measurement");
});

test("ratios and differences are of the same turn", () => {
  expect(ratios([2, 9], [1, 3])).toEqual([2, 3]);
  expect(differences([2, 9], [1, 3])).toEqual([1, 6]);
  expect(() => ratios([1], [])).toThrow("expected as many turns of both");
  expect(() => differences([1], [])).toThrow("expected as many turns of both");
});

test.each<[number, string]>([
  [0.012345, "0.0123"],
  [1.3, "1.3"],
  [1.2999, "1.3"],
  [99.96, "100"],
  [1_234.5, "1,235"],
  [0, "0"],
])("%d is written as %s", (value, text) => {
  expect(numberText(value)).toBe(text);
});

const table: Table = {
  title: "Cost",
  note: "To a **floor**.",
  unit: "ratio",
  units: { bytes: "bytes", says: "text" },
  columns: ["RS256", "bytes", "says"],
  rows: [
    {
      name: "ours",
      ours: true,
      cells: [{ median: 1.31, min: 1.28, max: 1.4 }, { median: 60, min: 60, max: 60 }, "a|b"],
    },
    { name: "theirs", ours: false, cells: ["not run", "–", ""] },
  ],
  aims: [
    { what: "RS256", aim: "at most 1.3 ×", reached: false, found: "1.31 ×", heldBy: "The digest takes it." },
    { what: "bytes", aim: "at most 60", reached: true },
  ],
};

test("a table is text with aligned columns, and Markdown with ours in bold", () => {
  expect(tableText(table)).toBe(`Cost
        RS256              bytes     says
ours    1.31 × (1.28–1.4)  60 bytes  a|b
theirs  not run            –
RS256: at most 1.3 ×, not reached (1.31 ×). The digest takes it.
bytes: at most 60, reached`);
  expect(tableMarkdown(table)).toBe(`### Cost

To a **floor**.

|  | RS256 | bytes | says |
| --- | ---: | ---: | --- |
| **ours** | 1.31 × (1.28–1.4) | 60 bytes | a\\|b |
| theirs | not run | – |  |

- RS256: at most 1.3 ×, not reached (1.31 ×). The digest takes it.
- bytes: at most 60, reached`);
});

test("a row with another number of cells than columns is an error", () => {
  const short = { ...table, rows: [{ name: "ours", ours: true, cells: [] }] };
  expect(() => tableText(short)).toThrow("Cost, ours: expected 3 cells, found 0");
});

test("a figure without a range is one number", () => {
  expect(cellText({ median: 7, min: 7, max: 7 }, "count")).toBe("7");
  expect(cellText({ median: 7.94, min: 7.5, max: 9 }, "ms")).toBe("7.94 ms (7.5–9)");
});

describe("a child process", () => {
  const folder = mkdtempSync(join(tmpdir(), "bench-child-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const script = (text: string) => {
    const file = join(folder, "script.js");
    writeFileSync(file, text);
    return [file];
  };

  it("is measured with the processes that it started", async () => {
    const spin = "const end = process.cpuUsage().user + 60e3; while (process.cpuUsage().user < end);";
    const run = await runChild(
      process.execPath,
      script(
        `require("child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(`Buffer.alloc(90e6, 1);${spin}`)}]);` +
          'process.stdout.write("done"); process.stderr.write("0 0 0");',
      ),
    );
    expect(run.stdout).toBe("done");
    expect(run.cpuMs).toBeGreaterThan(60);
    expect(run.wallMs).toBeGreaterThan(60);
    expect(run.peakMB).toBeGreaterThan(90);
  });

  it("is measured in a locale with decimal commas, from a folder with a space in its name", async () => {
    const spaced = join(folder, "with space");
    cpSync(join(__dirname, "../../../quality/bench/frame"), spaced, { recursive: true });
    const { runChild: runSpaced } = jest.requireActual<typeof import("../../../quality/bench/frame/child")>(
      join(spaced, "child"),
    );
    const env = { ...process.env, LC_ALL: "de_DE.UTF-8", LC_NUMERIC: "de_DE.UTF-8" };
    const run = await runSpaced(process.execPath, script("Buffer.alloc(1)"), { env });
    expect(run.wallMs).toBeGreaterThan(0);
    expect(run.peakMB).toBeGreaterThan(10);
  });

  it("gets no settings of the user's shell", async () => {
    process.env.GATEHOUSE_ENVIRONMENT = "prod";
    try {
      const run = await runChild(
        process.execPath,
        script(
          "process.stdout.write(JSON.stringify([process.env.GATEHOUSE_ENVIRONMENT, process.env.LC_ALL]))",
        ),
      );
      expect(run.stdout).toBe('[null,"C"]');
    } finally {
      delete process.env.GATEHOUSE_ENVIRONMENT;
    }
  });

  it("that fails is an error with what it wrote", async () => {
    await expect(
      runChild(process.execPath, script('console.error("no peers"); process.exit(3)')),
    ).rejects.toThrow(/status 3\n.*no peers/s);
  });
});
