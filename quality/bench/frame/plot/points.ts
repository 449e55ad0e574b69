import type { Figure, Plot, Row, Table } from "../area";
import { cellText, unitOf } from "../table";

export interface Point {
  readonly row: Row;
  readonly column: string;
  readonly cell: Figure;
}

/** Pixels across, of every plot. */
export const WIDTH = 720;

/** The figures of a row in the columns of the plot. */
export function pointsOf(table: Table, row: Row, columns: Plot["columns"]): readonly Point[] {
  return columns.flatMap((column) => {
    const cell = row.cells[table.columns.indexOf(column)];
    return typeof cell === "object" ? [{ row, column, cell }] : [];
  });
}

/** What a reader who does not see the plot is told: every figure in it. */
export function description(table: Table, { columns }: Plot): string {
  const told = (row: Row) =>
    pointsOf(table, row, columns)
      .map(({ cell, column }) => `${column} ${cellText(cell, unitOf(table, column))}`)
      .join(", ");
  return table.rows.map((row) => `${row.name}: ${told(row) || "no figure"}.`).join(" ");
}
