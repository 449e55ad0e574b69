export interface Row {
  readonly caller: string;
  readonly call: string;
  readonly expected: string;
  readonly received: string;
  /** What the gateway said, on a refusal. */
  readonly words: string;
  readonly ok: boolean;
}

const COLUMNS = ["caller", "call", "expected", "received", "words"] as const;
const WORDS_SHOWN = 72;

/** The rows as a table for a terminal; a row that is not as expected begins with `!`. */
export function table(rows: readonly Row[]): string {
  const shown = rows.map((row) => ({ ...row, words: shortened(row.words) }));
  const widths = COLUMNS.map((column) => Math.max(column.length, ...shown.map((row) => row[column].length)));
  const line = (mark: string, cells: readonly string[]) =>
    `${mark} ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd();
  const head = [
    line(" ", COLUMNS),
    line(
      " ",
      widths.map((width) => "─".repeat(width)),
    ),
  ];
  const body = shown.map((row) =>
    line(
      row.ok ? " " : "!",
      COLUMNS.map((column) => row[column]),
    ),
  );
  return `${[...head, ...body].join("\n")}\n`;
}

/** The message alone, where the words are API Gateway's JSON around one. */
function shortened(text: string): string {
  const words = /^\{"[Mm]essage": ?"((?:[^"\\]|\\.)*)"/.exec(text)?.[1] ?? text.replace(/\s+/g, " ");
  return words.length <= WORDS_SHOWN ? words : `${words.slice(0, WORDS_SHOWN - 1)}…`;
}
