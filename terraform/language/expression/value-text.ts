import { inputsOf } from "./inputs";
import { parseJson } from "./parse-json";
import { isList, isRecord, Unresolved, type Value } from "./value";

/**
 * A value as a text by which two sides are compared: equal for equal values, whatever the order of keys and the layout
 * of JSON, and for unknown values of equal inputs.
 */
export function valueText(value: Value | undefined): string {
  if (value instanceof Unresolved) return `?${inputsOf(value).all}`;
  if (typeof value === "string") return documentText(value) ?? JSON.stringify(value);
  if (isList(value)) return `[${value.map(valueText).join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${valueText(item)}`).join()}}`;
}

/** JSON in a text counts by what it says; with a name that comes twice, that is not known, and the text counts. */
function documentText(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return valueText(parseJson(text) as Value);
  } catch {
    return undefined;
  }
}
