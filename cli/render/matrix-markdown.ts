import type { AccessMatrix, Cell } from "../../terraform/access/matrix";
import { describeRequirements } from "../../terraform/access/requirements";
import { escaped, markdownTable } from "./markdown";
import { mark, sorted } from "./matrix-text";

const MARKS: Readonly<Record<string, string>> = { yes: "✓", key: "✓ key", "·": "", "?": "?" };

/** `✓ from 10.0.0.0/8` */
function marked(cell: Cell): string {
  return mark(cell) === "if"
    ? `✓ ${escaped(describeRequirements(cell.requires ?? []))}`
    : (MARKS[mark(cell)] ?? "");
}

export function matrixMarkdown(matrix: AccessMatrix): string {
  const head = ["route", "lock", ...matrix.principals];
  const rows = sorted(matrix.routes).map((route) => [
    [route.api, route.stage, route.method, route.path].filter((part) => part !== undefined).join(" "),
    route.authorization,
    ...route.cells.map(marked),
  ]);
  const notes = matrix.notes.map(({ address, message }) => `- ${escaped(`${address}: ${message}`)}`);
  const legend = "✓ allowed, ✓ key: with an API key, ?: the Terraform does not say, empty: denied";
  return `${[markdownTable(head, rows), legend, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n")}\n`;
}
