import { LOCKS } from "../../terraform/access/decide";
import type { AccessMatrix, Cell, MatrixRoute } from "../../terraform/access/matrix";
import { describeRequirements } from "../../terraform/access/requirements";
import { groupsOf, type PrincipalGroup } from "./principal-groups";

const MARKS = { allow: "yes", deny: "·", unknown: "?" } as const;

/**
 * The matrix as a table for a terminal. Principals stand in groups; where the table gets too wide it goes on below
 * with the same routes, so that no line breaks.
 *
 * @param width of the terminal, in characters
 */
export function matrixText(matrix: AccessMatrix, width: number): string {
  const routes = sorted(matrix.routes);
  if (routes.length === 0)
    return `${["There is no API Gateway method in this Terraform.", ...notes(matrix)].join("\n\n")}\n`;
  const left = leftColumns(routes);
  const blocks = blocksOf(groupsOf(matrix), width - (left[0]?.length ?? 0));
  const tables = blocks.map((groups) => block(groups, routes, left));
  return `${[...tables, legend(matrix), ...notes(matrix)].join("\n\n")}\n`;
}

/** How a cell is shown: `yes`, `key` (with an API key), `if` (with something else), `·`, `?`. */
export function mark({ decision, requires = [] }: Cell): string {
  if (decision !== "allow" || requires.length === 0) return MARKS[decision];
  return requires.every((one) => one === "api-key") ? "key" : "if";
}

/** By path, then by method: routes of one resource stand together. */
export function sorted(routes: readonly MatrixRoute[]): MatrixRoute[] {
  const key = ({ api = "", method, path, stage = "" }: MatrixRoute) =>
    [api, stage, path, method].join("\u0000");
  return [...routes].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function leftColumns(routes: readonly MatrixRoute[]): string[] {
  const rows = routes.map(({ api, authorization, method, path, stage }) => [
    method,
    [api, stage, path].filter((part) => part !== undefined).join(" "),
    LOCKS[authorization].label,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "));
}

interface Shown extends PrincipalGroup {
  /** Of each column, at least as wide as a mark. */
  readonly widths: readonly number[];
}

/** As many columns beside each other as fit; at least one. */
function blocksOf(groups: readonly PrincipalGroup[], room: number): Shown[][] {
  const blocks: Shown[][] = [[]];
  let used = 0;
  for (const group of groups) {
    for (const column of group.columns) {
      const width = Math.max(3, column.name.length);
      const isFirstOfGroup = blocks.at(-1)?.at(-1)?.title !== group.title;
      const more = width + (isFirstOfGroup ? Math.max(3, group.title.length - width + 3) : 2);
      if (used > 0 && used + more > room) {
        blocks.push([]);
        used = 0;
      }
      const block = blocks.at(-1) as Shown[];
      const last = block.at(-1);
      if (last?.title === group.title)
        block[block.length - 1] = {
          ...last,
          columns: [...last.columns, column],
          widths: [...last.widths, width],
        };
      else block.push({ title: group.title, columns: [column], widths: [width] });
      used += more;
    }
  }
  return blocks;
}

function block(groups: readonly Shown[], routes: readonly MatrixRoute[], left: readonly string[]): string {
  const cells = (group: Shown, text: (column: number) => string) =>
    group.columns
      .map((_, index) => text(index).padEnd(group.widths[index] ?? 0))
      .join("  ")
      .padEnd(group.title.length);
  const line = (start: string, part: (group: Shown) => string) =>
    [start, ...groups.map(part)].join("   ").trimEnd();
  const blank = " ".repeat(left[0]?.length ?? 0);
  return [
    line(blank, (group) => group.title.padEnd(cells(group, () => "").length)),
    line(blank, (group) => cells(group, (index) => group.columns[index]?.name ?? "")),
    ...routes.map((route, row) =>
      line(left[row] ?? "", (group) =>
        cells(group, (index) => {
          const cell = route.cells[group.columns[index]?.at ?? -1];
          return cell ? mark(cell) : "";
        }),
      ),
    ),
  ].join("\n");
}

function legend({ routes }: AccessMatrix): string {
  const cells = routes.flatMap((route) => route.cells);
  const used = [
    ["yes", "allowed"],
    ["key", "allowed with an API key"],
    ["if", conditionsOf(cells)],
    ["·", "denied"],
    ["?", "the Terraform does not say, or it depends on the request"],
  ].filter(([shown]) => cells.some((cell) => mark(cell) === shown));
  return `${used.map(([shown, meaning]) => `${shown} ${meaning}`).join("   ")}\nWhy: npx gatehouse access --why 'METHOD /path' --as WHO`;
}

/** What the cells with `if` need, where it is the same in all of them. */
function conditionsOf(cells: readonly Cell[]): string {
  const found = new Set(
    cells.filter((cell) => mark(cell) === "if").map(({ requires = [] }) => describeRequirements(requires)),
  );
  return found.size === 1 ? `allowed ${[...found][0]}` : "allowed if the request has more, see why";
}

function notes({ notes: all }: AccessMatrix): string[] {
  return all.length === 0 ? [] : [all.map(({ address, message }) => `! ${address}: ${message}`).join("\n")];
}
