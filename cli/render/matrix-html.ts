import type { AccessMatrix, Cell } from "../../terraform/access/matrix";
import { describeRequirements } from "../../terraform/access/requirements";
import { mark, sorted } from "./matrix-text";

const STYLE = `
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #222; background: #fff }
table { border-collapse: collapse }
th, td { border: 1px solid #ccc; padding: .2rem .5rem; text-align: left }
thead th { position: sticky; top: 0; background: #f4f4f4 }
td.allow { background: #d9f2df } td.unknown { background: #fff1c9 } td.deny { color: #999 }
code { font-family: ui-monospace, monospace }`;

/** One page without scripts and without anything from elsewhere; the reason of a cell is its tooltip. */
export function matrixHtml(matrix: AccessMatrix): string {
  const head = ["route", "lock", ...matrix.principals].map((name) => `<th>${text(name)}</th>`).join("");
  const rows = sorted(matrix.routes).map((route) => {
    const name = [route.api, route.stage, route.method, route.path].filter((part) => part !== undefined);
    const cells = route.cells.map(
      (cell) => `<td class="${cell.decision}" title="${text(title(cell))}">${text(mark(cell))}</td>`,
    );
    return `<tr><th><code>${text(name.join(" "))}</code></th><td>${text(route.authorization)}</td>${cells.join("")}</tr>`;
  });
  const notes = matrix.notes.map(({ address, message }) => `<li>${text(`${address}: ${message}`)}</li>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Who may call what</title>
<style>${STYLE}
</style>
<h1>Who may call what</h1>
<table>
<thead><tr>${head}</tr></thead>
<tbody>
${rows.join("\n")}
</tbody>
</table>
<p>yes: allowed; key: allowed with an API key; if: allowed if the request has more, as its tooltip says; ?: the Terraform does not say, or it depends on the request; ·: denied</p>
${notes.length > 0 ? `<ul>\n${notes.join("\n")}\n</ul>\n` : ""}</html>
`;
}

function title({ reason, requires = [] }: Cell): string {
  return requires.length > 0 ? `${reason}; only ${describeRequirements(requires)}` : reason;
}

function text(raw: string): string {
  return raw.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
