import type { AccessMatrix } from "../../../terraform/access/matrix";
import type { Positions } from "../../../terraform/sources";
import { placed } from "../places";
import { headingOf, partsOf } from "./columns";
import { lockOf } from "./lock";
import { type AccessView, type ApiSection, pathOf, viewOf } from "./view";

const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff }
table { border-collapse: collapse }
th, td { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left }
thead th { position: sticky; top: 0; background: #f4f4f4 }
td.allow { background: #d9f2df } td.unknown { background: #fff1c9 } td.deny { color: #999 }
code { font-family: ui-monospace, monospace }
h2 small { font-weight: normal }`;

/** One page without scripts and without anything from elsewhere; the reason of a cell is its tooltip. */
export function matrixHtml(matrix: AccessMatrix, { positions }: { readonly positions: Positions }): string {
  const view = viewOf(matrix, positions);
  const warnings = view.warnings.map(({ at, message }) => {
    const places = at.map(({ address, position }) => text(placed([address], position).join(" ")));
    return `<li>${text(message)}${places.length > 1 ? ` (${places.length} times)` : ""}: ${places.join("; ")}</li>`;
  });
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Who may call what</title>
<style>${STYLE}
</style>
<h1>Who may call what</h1>
<p>${text(view.summary)}</p>
${view.sections.map((section) => sectionHtml(section, view)).join("\n")}
${[...view.marks.legend.map(({ mark, meaning }) => `${mark}: ${meaning}`), ...view.everyone].map((line) => `<p>${text(line)}</p>`).join("\n")}
${warnings.length > 0 ? `<ul>\n${warnings.join("\n")}\n</ul>\n` : ""}</html>
`;
}

function sectionHtml(
  { address, below, columns, position, routes, title }: ApiSection,
  { marks }: AccessView,
): string {
  const head = columns.map(
    (column) => `<th>${text(partsOf(column.principal).kind + headingOf(column))}</th>`,
  );
  const rows = routes.map((route) => {
    const cells = columns.map(({ at }) => {
      const cell = route.cells[at];
      return cell
        ? `<td class="${cell.decision}" title="${text(cell.reason)}">${text(marks.mark(cell))}</td>`
        : "<td></td>";
    });
    const name = text(`${route.method} ${pathOf(route)}`);
    return `<tr><th><code>${name}</code></th><td>${text(lockOf(route))}</td>${cells.join("")}</tr>`;
  });
  return `<h2>${text(title)} <small>${text(placed(address === undefined ? [] : [address], position).join(" "))}</small></h2>
<table>
<thead><tr><th>route</th><th>lock</th>${head.join("")}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>${below.map((line) => `\n<p>${text(line)}</p>`).join("")}`;
}

function text(raw: string): string {
  return raw.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
