/**
 * Lines of at most `width` characters, broken at spaces; a longer word has a line of its own.
 *
 * @param indent of all lines but the first
 */
export function wrapped(text: string, width: number, indent = ""): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = "";
  // Several spaces in a row separate parts, and stay.
  for (const [, gap = "", word = ""] of text.matchAll(/(\s*)(\S+)/g)) {
    const longer = line === "" ? word : `${line}${gap}${word}`;
    if (line !== "" && longer.length > width) {
      lines.push(line);
      line = `${indent}${word}`;
    } else line = longer;
  }
  return line === "" ? lines : [...lines, line];
}

/** A line with its own indent; what does not fit goes on below, further to the right. */
export function hanging(line: string, width: number): string[] {
  const text = line.trimStart();
  const indent = line.slice(0, line.length - text.length);
  return wrapped(text, width - indent.length, "    ").map((part) => `${indent}${part}`);
}

/** Rows of texts in columns, two spaces apart. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  return rows.map((row) => row.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  "));
}
