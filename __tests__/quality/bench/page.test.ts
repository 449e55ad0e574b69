import type { RecordedArea } from "../../../quality/bench/frame/area";
import { readRecorded } from "../../../quality/bench/frame/recorded";
import { benchmarksPages } from "../../../quality/generate/benchmarks-page";

const recorded: RecordedArea = {
  area: "authorizer",
  title: "The authorizer",
  quick: true,
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

Measured on 2026-11-26 with \`--quick\`: CPU, 2 cores, 4 GB, Linux 6, Node.js v20.20.2, load 0.1 before.
Versions: jose 6.2.18.

### A warm decision!

Processor time.

|  | RS256 |
| --- | ---: |
| **ours** | 1.3 × (1.2–1.4) |

![A warm decision!: the table above as a plot](images/bench-authorizer-a-warm-decision.svg)

Not run:

- LocalStack: it needs a container engine

What profiles showed:

- The digest takes it.
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
