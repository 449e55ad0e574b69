/** GitHub refuses comments above 65,536 characters. Two reports, diff and guard, stand in one. */
const MAX_LENGTH = 32_000;

/** How many places of a line are listed: as many of them as fit. */
const MOST = [Number.POSITIVE_INFINITY, 200, 50, 20, 5, 0];

/**
 * A report in Markdown that fits into a comment: lists get shorter, and at last lines are left out and counted.
 *
 * @param write the report with at most so many places in each list
 */
export function commentOf(write: (most: number) => string): string {
  for (const most of MOST) {
    const text = write(most);
    if (text.length <= MAX_LENGTH) return `${text}\n`;
  }
  const lines = write(0).split("\n");
  let length = 0;
  const fits = lines.findIndex((line) => {
    length += line.length + 1;
    return length > MAX_LENGTH - 100;
  });
  return `${lines.slice(0, fits).join("\n")}\n\n… and ${lines.length - fits} more lines: too many for a comment; the text format has them.\n`;
}
