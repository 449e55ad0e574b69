/** A table of GitHub's Markdown. What stands in a cell is text: it makes no column, link or tag. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  return [line(head), `|${" --- |".repeat(head.length)}`, ...rows.map(line)].join("\n");
}

/** Text of a Terraform file as plain text, also where it looks like Markdown, HTML or somebody's @name. */
export function escaped(text: string): string {
  return text
    .replace(/\s+/g, " ")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/([\\`*_{}[\]|~#!])/g, "\\$1")
    .replace(/@/g, "&#64;");
}
