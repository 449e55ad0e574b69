/** The end of a message about an unknown word: the known one that was probably meant, or nothing where none is near. */
export function didYouMean(text: unknown, known: readonly string[]): string {
  const near = typeof text === "string" ? nearestWord(text, known) : undefined;
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}

/** The known word that an unknown one is most probably a misspelling of. */
export function nearestWord(text: string, known: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor(text.length / 3));
  const near = known
    .map((word) => ({ word, distance: distance(text.toLowerCase(), word.toLowerCase()) }))
    .filter((one) => one.distance <= most)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.word;
}

/** How many letters must be added, removed, replaced or exchanged with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  // A longer text is no misspelling of a known word, and the table would grow with it.
  if (Math.abs(a.length - b.length) > b.length) return Number.POSITIVE_INFINITY;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    rows[i] = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const exchanged = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (rows[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + same,
        ...(exchanged ? [at(i - 2, j - 2) + 1] : []),
      );
    }
  }
  return at(a.length, b.length);
}
