import type { Figure, Table } from "../../../quality/bench/frame/area";
import { plotSvg } from "../../../quality/bench/frame/plot";
import { axis } from "../../../quality/bench/frame/plot/svg";

const of = (median: number, min = median, max = median): Figure => ({ median, min, max });

const growth: Table = {
  title: 'Time < "size" & more',
  note: "",
  unit: "ms",
  columns: ["10", "1,000", "note"],
  rows: [
    { name: "ours", ours: true, cells: [of(2, 1, 3), of(200), "–"] },
    { name: "theirs", ours: false, cells: [of(20), "not run", "–"] },
    { name: "other", ours: false, cells: ["not run", "not run", "–"] },
  ],
};
const asLines: Table = { ...growth, plot: { kind: "lines", columns: ["10", "1,000"], xTitle: "routes" } };
const asBars: Table = { ...growth, plot: { kind: "bars", columns: ["10", "1,000"] } };
const svgOf = (table: Table) => plotSvg(table) ?? "";
const all = (svg: string, pattern: RegExp) => [...svg.matchAll(pattern)].map(([, found]) => found);

test("a table without a plot has none", () => {
  expect(plotSvg(growth)).toBeUndefined();
});

describe.each([
  ["lines", asLines],
  ["bars", asBars],
])("a plot of %s", (_, table) => {
  const svg = svgOf(table);

  it("is named and described for those who do not see it, with every figure", () => {
    expect(svg).toContain('role="img" aria-labelledby="title desc"');
    expect(svg).toContain('<title id="title">Time &lt; &quot;size&quot; &amp; more</title>');
    expect(svg).toContain(
      '<desc id="desc">ours: 10 2 ms (1–3), 1,000 200 ms. theirs: 10 20 ms. other: no figure.</desc>',
    );
  });

  it("is drawn in the colour of its text, which follows the reader's scheme", () => {
    expect(svg).toContain("@media(prefers-color-scheme:dark)");
    const colours = all(svg, /(?:fill|stroke)="([^"]+)"/g);
    expect(new Set(colours)).toEqual(new Set(["currentColor", "none"]));
  });

  it("has no script, no link and no number that is none", () => {
    expect(svg).not.toMatch(/<script|href|on\w+=|NaN|Infinity|undefined/);
    expect(
      all(svg, /<(\w+)/g).filter(
        (name) => !/^(svg|title|desc|style|text|rect|path|polyline)$/.test(name ?? ""),
      ),
    ).toEqual([]);
  });

  it("stays within its frame", () => {
    const [width = 0, height = 0] = /viewBox="0 0 (\S+) (\S+)"/.exec(svg)?.slice(1).map(Number) ?? [];
    expect(all(svg, / x="([^"]+)"/g).filter((x) => Number(x) < 0 || Number(x) > width)).toEqual([]);
    expect(all(svg, / y="([^"]+)"/g).filter((y) => Number(y) < 0 || Number(y) > height)).toEqual([]);
  });
});

test("bars are as long as their figures, on one scale for both columns", () => {
  const widths = all(svgOf(asBars), /<rect [^>]*width="([^"]+)"/g).map(Number);
  expect(widths.map((width) => Math.round((2 * width) / (widths[0] ?? 0)))).toEqual([2, 20, 200]);
});

test("points of lines are where their logarithms are", () => {
  const [ours = "", theirs = ""] = all(svgOf(asLines), /points="([^"]+)"/g);
  const at = (points: string) => points.split(" ").map((point) => point.split(",").map(Number));
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = at(ours);
  const [[x3 = 0, y3 = 0] = []] = at(theirs);
  expect([x1, y2]).toEqual([72, 16]);
  expect(x3).toBe(x1);
  // 2, 20 and 200.
  expect(y3).toBeCloseTo((y1 + y2) / 2, 1);
  expect(x2).toBeGreaterThan(x1);
});

test.each<[readonly number[], readonly number[]]>([
  [
    [10, 3_000],
    [10, 20, 50, 100, 200, 500, 1_000, 2_000],
  ],
  [
    [1, 100_000],
    [1, 10, 100, 1_000, 10_000, 100_000],
  ],
  [
    [0.3, 2],
    [0.5, 1, 2],
  ],
  [[5], [5]],
])("ticks over %j are %j", (values, ticks) => {
  expect(axis(values, [0, 100]).ticks.map((tick) => Number(tick.toPrecision(6)))).toEqual(ticks);
});

test("a column that there is not, and one that is no number along an axis, are errors", () => {
  expect(() => plotSvg({ ...growth, plot: { kind: "bars", columns: ["100"] } })).toThrow(
    "there is no column 100 to plot",
  );
  const withNote = { ...growth, rows: [{ name: "ours", ours: true, cells: [of(1), of(1), of(1)] }] };
  expect(() => plotSvg({ ...withNote, plot: { kind: "lines", columns: ["note"], xTitle: "" } })).toThrow(
    "expected a column that is a number, found note",
  );
});
