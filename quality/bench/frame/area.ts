/** What an area of the benchmarks gives: the shapes that are printed, recorded as JSON, and read for docs/benchmarks.md. */

export interface Area {
  /** Its folder under quality/bench, and its name on the command line. */
  readonly name: string;
  readonly title: string;
  /** Packages of quality/bench/package.json whose versions stand beside the figures. */
  readonly peers?: readonly string[];
  readonly run: (options: { readonly quick: boolean }) => Promise<AreaResult>;
}

export interface AreaResult {
  readonly tables: readonly Table[];
  /** What a complete comparison would have, and why it was not run here. */
  readonly notRun: readonly { readonly name: string; readonly why: string }[];
  /** What profiles showed, what was done about it, and what was tried in vain: a paragraph of Markdown each. */
  readonly findings?: readonly string[];
}

/** `ratio` is to what the table's note names. `text` columns hold strings only. */
export type Unit = "ratio" | "s" | "ms" | "µs" | "MB" | "bytes" | "per second" | "count" | "text";

export interface Table {
  readonly title: string;
  /** What is measured, and of a ratio, to what. Markdown. */
  readonly note: string;
  readonly unit: Unit;
  /** Of columns that have another unit than the table: by the column's name. */
  readonly units?: Readonly<Record<string, Unit>>;
  /** Names of the cells of a row, without the row's own name. */
  readonly columns: readonly string[];
  /** Ours first. */
  readonly rows: readonly Row[];
  readonly aims?: readonly Aim[];
  readonly plot?: Plot;
}

export interface Row {
  readonly name: string;
  readonly ours: boolean;
  /** As many as the table has columns. A string stands where there is no measurement. */
  readonly cells: readonly (Figure | string)[];
}

/** Of all turns. */
export interface Figure {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export interface Aim {
  readonly what: string;
  /** As words with its unit: `at most 1.3 ×`. */
  readonly aim: string;
  readonly reached: boolean;
  /** What was measured, as words. */
  readonly found?: string;
  /** Of an aim that was not reached: what it is held by, and what was tried. */
  readonly heldBy?: string;
}

/** Columns without a figure are left out of a plot. */
export type Plot =
  /** A bar for each row in each of the columns, with a whisker from least to most. */
  | { readonly kind: "bars"; readonly columns: readonly string[] }
  /** A line for each row. The columns are the numbers along the logarithmic x axis; so is the y axis. */
  | { readonly kind: "lines"; readonly columns: readonly string[]; readonly xTitle: string };

/** docs/benchmarks/AREA.json. */
export interface RecordedArea extends AreaResult {
  readonly area: string;
  readonly title: string;
  /** Whether it ran with --quick, which takes fewer turns. */
  readonly quick: boolean;
  readonly machine: Machine;
}

export interface Machine {
  /** The day of the run. */
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGB: number;
  readonly system: string;
  readonly node: string;
  /** Processes that ran or waited for a core, as an average of the minute before the run. */
  readonly load: number;
  readonly peers: Readonly<Record<string, string>>;
}
