import type { Plot, Table } from "../area";
import { bars } from "./bars";
import { lines } from "./lines";
import { description, WIDTH } from "./points";
import { graphic } from "./svg";

/**
 * The table's plot as SVG, or undefined if it has none. Ours is dark or a full line, so that no colour says whose it is.
 *
 * @throws RangeError if the plot names a column that the table does not have
 */
export function plotSvg(table: Table): string | undefined {
  const { plot } = table;
  if (plot === undefined) return undefined;
  const missing = plot.columns.find((column) => !table.columns.includes(column));
  if (missing !== undefined) throw new RangeError(`${table.title}: there is no column ${missing} to plot`);
  return graphic({
    width: WIDTH,
    title: table.title,
    description: description(table, plot),
    ...drawn(table, plot),
  });
}

function drawn(table: Table, plot: Plot) {
  return plot.kind === "bars" ? bars(table, plot) : lines(table, plot);
}
