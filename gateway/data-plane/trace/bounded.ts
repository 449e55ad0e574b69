/** Characters of one text, and values of all, that are kept. */
const LONGEST_TEXT = 8_192;
const MOST_VALUES = 1_000;
const DEEPEST = 20;

/**
 * A copy of a JSON value that is small enough to be kept: long texts are cut, and lists and objects after so many values
 * end.
 */
export function bounded<T>(value: T): T {
  let left = MOST_VALUES;
  const copy = (part: unknown, depth: number): unknown => {
    if (typeof part === "string") return boundedText(part);
    if (typeof part !== "object" || part === null) return part;
    if (depth > DEEPEST) return "…";
    if (Array.isArray(part)) {
      const items: unknown[] = [];
      for (const item of part) {
        if (left-- <= 0) break;
        items.push(copy(item, depth + 1));
      }
      return items;
    }
    const entries: [string, unknown][] = [];
    for (const name in part) {
      if (left-- <= 0) break;
      entries.push([boundedText(name), copy((part as Record<string, unknown>)[name], depth + 1)]);
    }
    // Object.fromEntries makes a property of the name __proto__, which an assignment would not.
    return Object.fromEntries(entries);
  };
  return copy(value, 0) as T;
}

/** The beginning of a text. The copy does not keep the whole text in memory, as a slice does. */
export function boundedText(text: string): string {
  if (text.length <= LONGEST_TEXT) return text;
  const kept = Buffer.from(text.slice(0, LONGEST_TEXT), "utf16le").toString("utf16le");
  return `${kept}… (${text.length} characters)`;
}
