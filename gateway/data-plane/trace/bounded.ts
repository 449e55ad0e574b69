import { define } from "../../../terraform/language/expression";

/** Characters of one text, and of all together, that are kept. */
const LONGEST_TEXT = 8_192;
export const MOST_TEXT = 65_536;
const MOST_VALUES = 1_000;
const DEEPEST = 20;

/**
 * A copy of a JSON value that is small enough to be kept: long texts are cut, and lists and objects after so many values
 * end.
 */
export function bounded<T>(value: T): T {
  let left = MOST_VALUES;
  let room = MOST_TEXT;
  const textOf = (text: string): string => {
    const kept = boundedText(text, room);
    room = Math.max(0, room - kept.length);
    return kept;
  };
  const copy = (part: unknown, depth: number): unknown => {
    if (typeof part === "string") return textOf(part);
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
    const object: Record<string, unknown> = {};
    for (const name in part) {
      if (left-- <= 0) break;
      const value = copy((part as Record<string, unknown>)[name], depth + 1);
      define(object, textOf(name), value);
    }
    return object;
  };
  return copy(value, 0) as T;
}

/**
 * The beginning of a text. The copy does not keep the whole text in memory, as a slice does.
 *
 * @param room characters, where fewer than usual are kept
 */
export function boundedText(text: string, room = LONGEST_TEXT): string {
  const length = Math.min(LONGEST_TEXT, room);
  if (text.length <= length) return text;
  const kept = Buffer.from(text.slice(0, length), "utf16le").toString("utf16le");
  return `${kept}… (${text.length} characters)`;
}
