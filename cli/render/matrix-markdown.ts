import type { AccessMatrix } from "../../terraform/access/matrix";
import { escaped, markdownTable } from "./markdown";
import { mark, sorted } from "./matrix-text";

const MARKS: Readonly<Record<string, string>> = { yes: "✓", key: "✓ key", "·": "", "?": "?" };

export function matrixMarkdown(matrix: AccessMatrix): string {
  const head = ["route", "lock", ...matrix.principals];
  const rows = sorted(matrix.routes).map((route) => [
    [route.api, route.stage, route.method, route.path].filter((part) => part !== undefined).join(" "),
    route.authorization,
    ...route.cells.map((cell) => MARKS[mark(cell)] ?? ""),
  ]);
  const notes = matrix.notes.map(({ address, message }) => `- ${escaped(`${address}: ${message}`)}`);
  const legend = "✓ allowed, ✓ key: with an API key, ?: the Terraform does not say, empty: denied";
  return `${[markdownTable(head, rows), legend, ...(notes.length > 0 ? [notes.join("\n")] : [])].join("\n\n")}\n`;
}
