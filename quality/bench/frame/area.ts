/** What an area of the benchmarks gives: the shapes that are printed, recorded as JSON, and read for docs/benchmarks.md. */

export interface Area {
  /** Its folder under quality/bench, and its name on the command line. */
  readonly name: string;
  readonly title: string;
  /** Packages of quality/bench/package.json, without which it does not run. Their versions stand beside the figures. */
  readonly peers?: readonly string[];
  /** Packages of this project that are measured with ours, for their versions. */
  readonly uses?: readonly string[];
  /** Packages of Python that are measured where the Python of `BENCH_PYTHON` has them, for their versions. */
  readonly python?: readonly string[];
  readonly run: (options: RunOptions) => Promise<AreaResult>;
}

export interface RunOptions {
  /** Fewer turns, and smaller sizes. */
  readonly quick: boolean;
  /** Says what is done, such as a table's title. */
  readonly done: (what: string) => void;
}

export interface AreaResult {
  readonly tables: readonly Table[];
  /** What a complete comparison would have, and why it was not run here. */
  readonly notRun: readonly { readonly name: string; readonly why: string }[];
  /** Versions beside those of the area's packages. */
  readonly versions?: Readonly<Record<string, string>>;
  /** What profiles showed, what was done about it, and what was tried in vain: a paragraph of Markdown each. */
  readonly findings?: readonly string[];
}

/** `ratio` is to what the table's note names. `text` columns hold strings only. */
export type Unit = "ratio" | "s" | "ms" | "µs" | "MB" | "bytes" | "per second" | "count" | "text";

export interface Table {
  readonly title: string;
  /** What is measured, and of a ratio, to what. Markdown. */
  readonly note: string;
  /** What the ratios are to, in a few words. Markdown. */
  readonly to?: string;
  /** How often each was measured, without turns to warm up. Absent where it is counted. */
  readonly turns?: number;
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
  /** The column that has it, beside those of peers. Default: the one with whose name `what` begins. */
  readonly column?: string;
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
  /** Of this project, with `, changed` where files differed from it. Absent outside a clone. */
  readonly commit?: string;
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
  /** Versions of all that was measured beside ours or with it, by package; of Python too. */
  readonly peers: Readonly<Record<string, string>>;
}
