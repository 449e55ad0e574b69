import { isList, isRecord, textOf, Unresolved, type Value } from "../language/expression";
import type { Fields } from "./fields";

/**
 * The known texts of a list that a strict reader may read in part: what each of them says, it says without the others.
 * What is not known is left out, so that it opens nothing.
 */
export function knownTexts(fields: Fields, name: string): readonly string[] {
  const value = fields.raw(name);
  return isList(value) ? value.flatMap((item) => textIfKnown(item) ?? []) : [];
}

/** A text, or `undefined` where it is not known or not set. */
export function knownText(fields: Fields, name: string): string | undefined {
  return textIfKnown(fields.raw(name) ?? null) || undefined;
}

/** The known entries of a map of texts. */
export function knownMap(fields: Fields, name: string): Readonly<Record<string, string>> {
  const value = fields.raw(name);
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const text = textIfKnown(item);
      return text === undefined ? [] : [[key, text]];
    }),
  );
}

function textIfKnown(value: Value): string | undefined {
  return value instanceof Unresolved ? undefined : textOf(value);
}
