import type { RecordedArea, Table } from "../../../quality/bench/frame/area";
import { readRecorded } from "../../../quality/bench/frame/recorded";
import { benchmarksPages } from "../../../quality/generate/benchmarks-page";
import { readmeWithFigures } from "../../../quality/generate/readme-figures";

const recorded: RecordedArea = {
  area: "authorizer",
  title: "The authorizer",
  quick: true,
  commit: "abc123, changed",
  machine: {
    date: "2026-11-26",
    cpu: "CPU",
    cores: 2,
    memoryGB: 4,
    system: "Linux 6",
    node: "v20.20.2",
    load: 0.1,
    peers: { jose: "6.2.18" },
  },
  tables: [
    {
      title: "A warm decision!",
      note: "Processor time.",
      to: "a bare verification",
      turns: 5,
      unit: "ratio",
      columns: ["RS256"],
      rows: [{ name: "ours", ours: true, cells: [{ median: 1.3, min: 1.2, max: 1.4 }] }],
      plot: { kind: "bars", columns: ["RS256"] },
    },
  ],
  notRun: [{ name: "LocalStack", why: "it needs a container engine" }],
  findings: ["The digest takes it."],
};

test("the page has the figures with machine, versions and date, what was not run, and the plots", () => {
  const [page, plot, ...others] = benchmarksPages([recorded]);
  expect(page?.file).toBe("docs/benchmarks.md");
  expect(page?.text).toContain(`## The authorizer

Measured on 2026-11-26, a run with \`--quick\`, of few turns, at commit abc123, changed: CPU, 2 cores, 4 GB, Linux 6, Node.js v20.20.2, load 0.1 before.
Versions: jose 6.2.18.

### A warm decision!

Processor time. Of 5 turns.

|  | RS256 |
| --- | ---: |
| **ours** | 1.3 × (1.2–1.4) |

![A warm decision!: the table above as a plot](images/bench-authorizer-a-warm-decision.svg)

Not run:

- LocalStack: it needs a container engine

What profiles showed:

- The digest takes it.

What was found, and what was tried in vain: [ADR 31](decisions/0031-node-verifies-signatures.md).
`);
  expect(plot).toMatchObject({ file: "docs/images/bench-authorizer-a-warm-decision.svg" });
  expect(plot?.text).toContain("<svg");
  expect(others).toEqual([]);
});

test("every row of a recorded area has a cell for each column, and ours comes first where there is one", () => {
  const tables = readRecorded().flatMap(({ tables }) => tables);
  expect(tables.length).toBeGreaterThan(0);
  for (const { columns, rows, title } of tables) {
    expect([title, rows.map(({ cells }) => cells.length)]).toEqual([title, rows.map(() => columns.length)]);
    expect([title, rows.findIndex(({ ours }) => ours)]).toEqual([
      title,
      rows.some(({ ours }) => ours) ? 0 : -1,
    ]);
  }
});

test("the README says what a ratio is to, the best peer, and an aim that is not reached", () => {
  const row = (name: string, ours: boolean, median: number, added: number) => ({
    name,
    ours,
    cells: [
      { median, min: median - 0.1, max: median + 0.1 },
      { median: added, min: added - 9, max: added + 1 },
    ],
  });
  const table = {
    ...(recorded.tables[0] as Table),
    columns: ["RS256", "cold start"],
    units: { "cold start": "ms" as const },
    rows: [row("ours", true, 1.3, 7), row("slow", false, 4, 30), row("quick", false, 1.5, 8)],
    aims: [
      { what: "RS256, all checks", aim: "at most 1.2 ×", reached: false },
      { what: "Start", column: "cold start", aim: "at most 8 ms", reached: true },
      { what: "Files", aim: "none", reached: true, found: "0 of 3" },
    ],
  };
  expect(readmeWithFigures([{ ...recorded, tables: [table] }]).text).toContain(
    "| The authorizer, 2026-11-26, `--quick` | " +
      "RS256, all checks, to a bare verification: 1.3 × (1.2–1.4), quick 1.5 × (1.4–1.6); aim: at most 1.2 ×, **not reached**<br>" +
      "Start: 7 ms (at most 8), quick 8 ms (at most 9); aim: at most 8 ms<br>Files: 0 of 3; aim: none |",
  );
});
