import type { Plot, Table } from "../area";
import { cellText, numberText } from "../table";
import { pointsOf, WIDTH } from "./points";
import { axis, element, LINE, text } from "./svg";

const [LEFT, RIGHT, TOP, BASE] = [72, WIDTH - 200, 16, 336];
const FAINT = { ...LINE, "stroke-opacity": 0.15 };

/** A line for each row over columns that are numbers, both axes logarithmic. */
export function lines(table: Table, { columns, xTitle }: Extract<Plot, { kind: "lines" }>) {
  const series = table.rows.flatMap((row) => {
    const points = pointsOf(table, row, columns).map(({ cell, column }) => ({
      x: number(column),
      y: cell.median,
    }));
    const end = points.at(-1);
    return end ? [{ row, points, end }] : [];
  });
  const all = series.flatMap(({ points }) => points);
  const x = axis(
    all.map((point) => point.x),
    [LEFT, RIGHT],
  );
  const y = axis(
    all.map((point) => point.y),
    [BASE, TOP],
  );
  const across = x.ticks.flatMap((tick) => [
    element("path", { ...FAINT, d: `M${x.at(tick)} ${TOP}V${BASE}` }),
    text(x.at(tick), BASE + 18, numberText(tick), { "text-anchor": "middle" }),
  ]);
  const up = y.ticks.flatMap((tick) => [
    element("path", { ...FAINT, d: `M${LEFT} ${y.at(tick)}H${RIGHT}` }),
    text(LEFT - 6, y.at(tick) + 4, cellText({ median: tick, min: tick, max: tick }, table.unit), {
      "text-anchor": "end",
    }),
  ]);
  const drawn = series.map(({ points, row }, nth) =>
    element("polyline", {
      ...LINE,
      ...(row.ours
        ? { "stroke-width": 2.5 }
        : { "stroke-dasharray": `${2 + 3 * nth} 3`, "stroke-opacity": 0.7 }),
      points: points.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(" "),
    }),
  );
  // Names stand at the ends of their lines, moved apart where lines end close to each other.
  let last = Number.NEGATIVE_INFINITY;
  const names = [...series]
    .sort((one, other) => y.at(one.end.y) - y.at(other.end.y))
    .map(({ end, row }) => {
      last = Math.max(y.at(end.y) + 4, last + 16);
      return text(x.at(end.x) + 8, last, row.name, row.ours ? { "font-weight": 600 } : {});
    });
  const title = text((LEFT + RIGHT) / 2, BASE + 40, xTitle, { "text-anchor": "middle" });
  return { height: BASE + 52, parts: [...across, ...up, ...drawn, ...names, title] };
}

function number(column: string): number {
  const value = Number(column.replaceAll(",", ""));
  if (Number.isFinite(value) && value > 0) return value;
  throw new RangeError(`expected a column that is a number, found ${column}`);
}
