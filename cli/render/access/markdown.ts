import type { AccessMatrix } from "../../../terraform/access/matrix";
import type { Positions } from "../../../terraform/sources";
import { details, escaped, markdownTable } from "../markdown";
import type { RepeatedNotice } from "../notices";
import { placed } from "../places";
import { headingOf, partsOf } from "./columns";
import { lockOf } from "./lock";
import { type AccessView, type ApiSection, pathOf, viewOf } from "./view";

const SIGNS: Readonly<Record<string, string>> = { yes: "✓", key: "✓ key", "·": "" };
/** Longer tables and lists are folded. */
const OPEN_ROWS = 40;

/** For a comment or a page on GitHub. */
export function matrixMarkdown(
  matrix: AccessMatrix,
  { positions }: { readonly positions: Positions },
): string {
  const view = viewOf(matrix, positions);
  const parts = [
    `**${escaped(view.summary)}**`,
    ...view.sections.map((section) => sectionMarkdown(section, view)),
    ...(view.sections.length > 0 ? [legend(view)] : []),
    ...(view.warnings.length > 0 ? [warningsMarkdown(view.warnings)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function sectionMarkdown({ address, below, columns, position, routes, title }: ApiSection, view: AccessView) {
  const head = [
    "method",
    "path",
    "lock",
    ...columns.map((column) => partsOf(column.principal).kind + headingOf(column)),
  ];
  const rows = routes.map((route) => [
    route.method,
    pathOf(route),
    lockOf(route),
    ...columns.map(({ at }) => {
      const cell = route.cells[at];
      return cell ? sign(view.marks.mark(cell)) : "";
    }),
  ]);
  const table = markdownTable(head, rows);
  return [
    `#### ${escaped(title)}`,
    ...placed(address === undefined ? [] : [address], position).map(escaped),
    rows.length > OPEN_ROWS ? details(`${rows.length} routes`, table) : table,
    ...(below.length > 0 ? [below.map(escaped).join("  \n")] : []),
  ].join("\n\n");
}

function sign(mark: string): string {
  return SIGNS[mark] ?? mark;
}

function legend({ everyone, marks }: AccessView): string {
  const signs = marks.legend.map(({ mark, meaning }) => `${sign(mark) || "empty"} ${meaning}`);
  return [signs.join(", "), ...everyone].map(escaped).join("  \n");
}

function warningsMarkdown(warnings: readonly RepeatedNotice[]): string {
  return warnings
    .map(({ at, message }) => {
      const places = at.map(({ address, position }) => placed([address], position).join(", "));
      if (places.length === 1) return `- ${escaped(`${places[0]}: ${message}`)}`;
      return [
        `- ${escaped(`${message} (${places.length} times)`)}`,
        ...places.map((place) => `  - ${escaped(place)}`),
      ].join("\n");
    })
    .join("\n");
}
