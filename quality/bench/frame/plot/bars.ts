import type { Plot, Table, Unit } from "../area";
import { cellText, unitOf } from "../table";
import { type Point, pointsOf, WIDTH } from "./points";
import { element, LINE, text } from "./svg";

/** Pixels. The text behind a bar has its place too. */
const NAMES = 220;
const LENGTH = WIDTH - NAMES - 110;
const HEIGHT = 18;
const STEP = 24;
/** How far a whisker may go beyond the longest bar: one slow turn must not make all bars short. */
const BEYOND = 1.3;

/** A group of bars for each column; groups of one unit have one scale. */
export function bars(table: Table, { columns }: Pick<Plot, "columns">) {
  const groups = columns.map((column) => ({
    column,
    unit: unitOf(table, column),
    points: table.rows.flatMap((row) => pointsOf(table, row, [column])),
  }));
  const scaleOf = (unit: Unit) => {
    const shown = groups.filter((group) => group.unit === unit).flatMap(({ points }) => points);
    return LENGTH / (BEYOND * Math.max(...shown.map(({ cell }) => cell.median), Number.MIN_VALUE));
  };
  const parts: string[] = [];
  let y = 4;
  for (const { column, points, unit } of groups) {
    parts.push(text(0, y + 13, column, { "font-weight": 600 }));
    y += STEP;
    for (const point of points) {
      parts.push(...bar(point, { unit, scale: scaleOf(unit), y }));
      y += STEP;
    }
    y += 10;
  }
  return { height: y, parts };
}

function bar({ cell, row }: Point, at: { readonly unit: Unit; readonly scale: number; readonly y: number }) {
  const middle = at.y + HEIGHT / 2;
  const x = (value: number) => NAMES + Math.min(value * at.scale, LENGTH);
  return [
    text(NAMES - 8, middle + 4, row.name, { "text-anchor": "end", ...(row.ours && { "font-weight": 600 }) }),
    element("rect", {
      x: NAMES,
      y: at.y,
      width: cell.median * at.scale,
      height: HEIGHT,
      fill: "currentColor",
      "fill-opacity": row.ours ? 0.6 : 0.2,
    }),
    element("path", { ...LINE, d: `M${x(cell.min)} ${middle}H${x(cell.max)}` }),
    text(x(Math.max(cell.median, cell.max)) + 6, middle + 4, cellText(only(cell.median), at.unit)),
  ];
}

const only = (median: number) => ({ median, min: median, max: median });
