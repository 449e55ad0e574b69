import type { Aim, Figure, Row, Table, Unit } from "./area";

/** Significant digits; those of whole numbers are not cut. */
const DIGITS = 3;

const SUFFIXES: Readonly<Record<Unit, string>> = {
  ratio: " ×",
  s: " s",
  ms: " ms",
  µs: " µs",
  MB: " MB",
  bytes: " bytes",
  "per second": "/s",
  count: "",
  text: "",
};

/** The unit of the column: its own, or the table's. */
export function unitOf(table: Pick<Table, "unit" | "units">, column: string): Unit {
  return table.units?.[column] ?? table.unit;
}

/** `1.31 × (1.28–1.40)`: the median, then the least and the most if they differ from it. */
export function cellText(cell: Figure | string, unit: Unit): string {
  if (typeof cell === "string") return cell;
  const [median, min, max] = [cell.median, cell.min, cell.max].map(numberText);
  const range = min === median && max === median ? "" : ` (${min}–${max})`;
  return `${median}${SUFFIXES[unit]}${range}`;
}

export function numberText(value: number): string {
  const rounded = Number(value.toPrecision(DIGITS));
  const whole = Math.abs(value) >= 10 ** (DIGITS - 1);
  return (whole ? Math.round(value) : rounded).toLocaleString("en-US", {
    maximumFractionDigits: 20,
    useGrouping: true,
  });
}

/** For a terminal. */
export function tableText(table: Table): string {
  const cells = [["", ...table.columns], ...table.rows.map((row) => rowTexts(table, row))];
  const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join("  ")
      .trimEnd();
  return [table.title, ...cells.map(line), ...aims(table)].join("\n");
}

/** A section of a page, without its plot. */
export function tableMarkdown(table: Table): string {
  const row = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const alignment = table.columns.map((column) => (unitOf(table, column) === "text" ? "---" : "---:"));
  const rows = table.rows.map((each) => {
    const [name = "", ...cells] = rowTexts(table, each);
    return row([each.ours ? `**${name}**` : name, ...cells]);
  });
  return [
    `### ${table.title}`,
    "",
    table.turns === undefined ? table.note : `${table.note} Of ${table.turns} turns.`,
    "",
    row(["", ...table.columns]),
    row(["---", ...alignment]),
    ...rows,
    ...(table.aims?.length ? ["", ...aims(table).map((aim) => `- ${aim}`)] : []),
  ].join("\n");
}

function rowTexts(table: Table, { cells, name }: Row): readonly string[] {
  if (cells.length !== table.columns.length)
    throw new RangeError(
      `${table.title}, ${name}: expected ${table.columns.length} cells, found ${cells.length}`,
    );
  return [name, ...table.columns.map((column, at) => cellText(cells[at] ?? "", unitOf(table, column)))];
}

function aims({ aims = [] }: Table): readonly string[] {
  return aims.map(aimText);
}

function aimText({ aim, found, heldBy, reached, what }: Aim): string {
  const verdict = reached ? "reached" : "not reached";
  return `${what}: ${aim}, ${verdict}${found === undefined ? "" : ` (${found})`}${heldBy ? `. ${heldBy}` : ""}`;
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|");
}
