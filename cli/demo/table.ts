export interface CallRow {
  readonly caller: string;
  readonly call: string;
  readonly expected: string;
  readonly received: string;
  /** The body of a refusal. */
  readonly words: string;
  readonly ok: boolean;
}

const COLUMNS = ["caller", "call", "expected", "received", "words"] as const;
const WORDS_SHOWN = 72;

/** The calls as a table for a terminal. */
export function callsTable(rows: readonly CallRow[]): string {
  return columns(
    COLUMNS,
    rows.map((row) => ({ ok: row.ok, cells: COLUMNS.map((column) => row[column]) })),
  );
}

/** Rows of cells under their headings, the last cell shortened; a row that is not as expected begins with `!`. */
export function columns(
  headings: readonly string[],
  rows: readonly { readonly ok: boolean; readonly cells: readonly string[] }[],
): string {
  const shown = rows.map(({ ok, cells }) => ({
    ok,
    cells: cells.map((cell, i) => (i === headings.length - 1 ? shortened(cell) : cell)),
  }));
  const widths = headings.map((heading, i) =>
    Math.max(heading.length, ...shown.map(({ cells }) => cells[i]?.length ?? 0)),
  );
  const line = (mark: string, cells: readonly string[]) =>
    `${mark} ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
  const head = [
    line(" ", headings),
    line(
      " ",
      widths.map((width) => "─".repeat(width)),
    ),
  ];
  return `${[...head, ...shown.map(({ cells, ok }) => line(ok ? " " : "!", cells))].join("\n")}\n`;
}

/** The message alone, where the words are API Gateway's JSON around one. */
function shortened(text: string): string {
  const words = /^\{"[Mm]essage": ?"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.replace(/\s+/g, " ");
  return words.length <= WORDS_SHOWN ? words : `${words.slice(0, WORDS_SHOWN - 1)}…`;
}
