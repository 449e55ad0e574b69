import type { AccessMatrix, MatrixRoute } from "../../../terraform/access/matrix";
import type { Positions } from "../../../terraform/sources";
import { type Paint, plain, type Style } from "../colour";
import type { RepeatedNotice } from "../notices";
import { placed } from "../places";
import { aligned, wrapped } from "../wrap";
import { type Column, headingOf, partsOf } from "./columns";
import { lockOf } from "./lock";
import { type AccessView, type ApiSection, pathOf, viewOf } from "./view";

export interface TextOptions {
  /** Of the terminal, in characters; Infinity where lines are not cut, as in a file. */
  readonly width: number;
  /** List all places of a warning, and not the first ones only. */
  readonly verbose?: boolean;
  readonly positions: Positions;
  /** @default without styles */
  readonly paint?: Paint;
  /** The last line of the legend. @default how `gatehouse access` says why one answer is so */
  readonly asking?: string;
}

/** Between columns of one kind, and between kinds. */
const GAP = 2;
const WIDE_GAP = 3;
/** Places of a warning that are listed without `verbose`. */
const LISTED = 5;

/**
 * The matrix as tables for a terminal, one for each API and stage. Where one gets too wide it goes on below with the
 * same routes.
 */
export function matrixText(
  matrix: AccessMatrix,
  { asking = ASKING, paint = plain, positions, verbose = false, width }: TextOptions,
): string {
  const view = viewOf(matrix, positions);
  const parts = [
    ...view.sections.map((section) => sectionText(section, view, { width, paint })),
    ...(view.sections.length > 0 ? [legend(view, width, paint("dim", asking))] : []),
    ...(view.warnings.length > 0 ? [warningsText(view.warnings, verbose, { width, paint })] : []),
  ];
  const summary = wrapped(view.summary, width, "  ").map((line) => paint("bold", line));
  return `${[summary.join("\n"), ...parts].join("\n\n")}\n`;
}

interface Look {
  readonly width: number;
  readonly paint: Paint;
}

/** Of a cell that is not denied. */
const STYLES: Readonly<Record<MatrixRoute["cells"][number]["decision"], Style | undefined>> = {
  allow: "green",
  deny: undefined,
  unknown: "yellow",
};

function sectionText(section: ApiSection, { marks }: AccessView, { paint, width }: Look): string {
  const { address, below, columns, position, routes, title } = section;
  const { blocks, left, rows } = layoutOf(routes, columns, width);
  const tables = blocks.map((block) => {
    const placed = placedIn(block);
    return [
      ...headings(block, left),
      ...rows.map(({ route, text }) => {
        if (!route) return wrapped(text, width, "  ").join("\n");
        const cells = cellsLine(
          placed,
          ({ at }) => {
            const cell = route.cells[at];
            return cell ? marks.mark(cell) : "";
          },
          ({ at }, mark) => paint(STYLES[route.cells[at]?.decision ?? "deny"], mark),
        );
        return `${text.padEnd(left)}${cells}`.trimEnd();
      }),
    ].join("\n");
  });
  return [
    ...wrapped(
      placed(address === undefined ? [title] : [title, address], position).join("  "),
      width,
      "  ",
    ).map((line) => paint("bold", line)),
    ...tables.flatMap((table, index) => (index === 0 ? [table] : ["", table])),
    ...below.flatMap((line) => wrapped(line, width)),
  ].join("\n");
}

/** A line of a table; without a route it is the path of those below it. */
interface Row {
  readonly text: string;
  readonly route?: MatrixRoute;
}

interface Layout {
  readonly rows: readonly Row[];
  /** Width of what stands before the cells. */
  readonly left: number;
  readonly blocks: readonly (readonly Column[])[];
}

/** Each route in one line; where not all columns fit then, paths have lines of their own. */
function layoutOf(routes: readonly MatrixRoute[], columns: readonly Column[], width: number): Layout {
  const flat = laidOut(
    routes.map((route) => ({ route, words: [route.method, pathOf(route), lockOf(route)] })),
    columns,
    width,
  );
  if (flat.blocks.length === 1) return flat;
  const { blocks, left, rows } = laidOut(
    routes.map((route) => ({ route, words: [`  ${route.method}`, lockOf(route)] })),
    columns,
    width,
  );
  const withPaths = rows.flatMap((row, index) =>
    pathAt(rows, index) === pathAt(rows, index - 1) ? [row] : [{ text: pathAt(rows, index) }, row],
  );
  return { blocks, left, rows: withPaths };
}

function pathAt(rows: readonly Row[], index: number): string {
  const route = rows[index]?.route;
  return route ? pathOf(route) : "";
}

function laidOut(
  lines: readonly { readonly route: MatrixRoute; readonly words: readonly string[] }[],
  columns: readonly Column[],
  width: number,
): Layout {
  const texts = aligned(lines.map(({ words }) => words));
  const left = Math.max(0, ...texts.map((text) => text.length));
  return {
    rows: lines.map(({ route }, index) => ({ route, text: texts[index] ?? "" })),
    left,
    blocks: blocksOf(columns, width - left - WIDE_GAP),
  };
}

/** As many columns beside each other as fit; at least one. */
function blocksOf(columns: readonly Column[], room: number): Column[][] {
  const blocks: Column[][] = [[]];
  for (const column of columns) {
    const block = blocks.at(-1) as Column[];
    if (block.length > 0 && lineWidth([...block, column]) - WIDE_GAP > room) blocks.push([column]);
    else block.push(column);
  }
  return blocks;
}

function lineWidth(block: readonly Column[]): number {
  return placedIn(block).reduce((sum, { gap, width }) => sum + gap + width, 0);
}

/** A column of a block, with what stands before it. */
interface Placed {
  readonly column: Column;
  readonly gap: number;
  readonly width: number;
}

/**
 * Each column as wide as its heading; a new kind of principal stands further apart, and a kind's only column has room for
 * the kind's name as well.
 */
function placedIn(block: readonly Column[]): readonly Placed[] {
  const kinds = block.map(kindOf);
  return block.map((column, index) => {
    const kind = kinds[index] as string;
    const isFirst = index === 0 || kinds[index - 1] !== kind;
    const isOnly = kinds.indexOf(kind) === index && kinds.lastIndexOf(kind) === index;
    const width = Math.max(3, headingOf(column).length, isOnly ? kind.length : 0);
    return { column, gap: isFirst ? WIDE_GAP : GAP, width };
  });
}

function cellsLine(
  placed: readonly Placed[],
  text: (column: Column) => string,
  styled: (column: Column, text: string) => string = (_, own) => own,
): string {
  let line = "";
  for (const { column, gap, width } of placed) {
    const own = text(column);
    line += " ".repeat(gap) + styled(column, own) + " ".repeat(Math.max(0, width - own.length));
  }
  return line;
}

function kindOf({ principal }: Column): string {
  return partsOf(principal).kind;
}

/** The kinds above the names; no line of kinds where there is none. */
function headings(block: readonly Column[], room: number): string[] {
  const pad = " ".repeat(room);
  const names = `${pad}${cellsLine(placedIn(block), headingOf)}`.trimEnd();
  if (block.every((column) => kindOf(column) === "")) return [names];
  let kinds = pad;
  for (const [index, column] of block.entries()) {
    const before = block[index - 1];
    if (!before || kindOf(before) !== kindOf(column))
      kinds = `${kinds.padEnd(room + lineWidth(block.slice(0, index)))}${" ".repeat(WIDE_GAP)}${kindOf(column)}`;
  }
  return [kinds.trimEnd(), names];
}

const ASKING = "Why one answer is so: add --why 'METHOD /path' --as WHO";

function legend({ everyone, marks }: AccessView, width: number, asking: string): string {
  return [
    ...wrapped(marks.legend.map(({ mark, meaning }) => `${mark} ${meaning}`).join("   "), width),
    ...everyone.flatMap((line) => wrapped(line, width)),
    ...(asking === "" ? [] : [asking]),
  ].join("\n");
}

function warningsText(warnings: readonly RepeatedNotice[], verbose: boolean, { paint, width }: Look): string {
  return warnings
    .flatMap(({ at, message }) => {
      const listed = verbose ? at : at.slice(0, LISTED);
      const more = at.length - listed.length;
      const times = at.length > 1 ? ` (${at.length} times)` : "";
      return [
        ...wrapped(`! ${message}${times}`, width, "  ").map((line) => paint("yellow", line)),
        ...aligned(listed.map(({ address, position }) => placed([address], position))).flatMap((line) =>
          wrapped(line.trimEnd(), width - 6, "  ").map((part) => `    ${part}`),
        ),
        ...(more > 0 ? [`    … and ${more} more; --verbose lists them`] : []),
      ];
    })
    .join("\n");
}
