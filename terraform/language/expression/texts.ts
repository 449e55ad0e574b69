import { refuseLong } from "./budget";
import { documentTemplate } from "./document-template";
import { lessPlain } from "./plain-text";
import { convert } from "./types/convert";
import { collection, collectionTypeOf, typeOf } from "./types/type";
import { unified } from "./types/unify";
import { describe, isList, refused, textOf, Unresolved, type Value } from "./value";

/** The parts of a template as one text. */
export function joined(parts: readonly Value[]): Value {
  let text = "";
  for (const part of parts) {
    if (part instanceof Unresolved) return partOf(parts, parts.filter(isUnresolved).reduce(judged));
    if (part === null || typeof part === "object") throw refused(`${describe(part)} cannot stand in a text`);
    const written = convert(part, "string");
    if (written instanceof Unresolved) return written;
    text += written;
    refuseLong(text.length);
  }
  return text.normalize();
}

function isUnresolved(part: Value): part is Unresolved {
  return part instanceof Unresolved;
}

function judged(a: Unresolved, b: Unresolved): Unresolved {
  return lessPlain(a, b) as Unresolved;
}

/** A text with an unknown part; the rest stays known. */
function partOf(parts: readonly Value[], unknown: Unresolved): Unresolved {
  return new Unresolved(unknown.unknown, undefined, documentTemplate(parts), partsOf(parts));
}

/** Texts of more parts are documents. The limit also keeps texts in texts in texts from growing without end. */
const MOST_PARTS = 50;

function partsOf(parts: readonly Value[]): Unresolved["parts"] {
  const all = parts.flatMap((part) =>
    part instanceof Unresolved ? (part.parts ?? [part]) : [textOf(part) ?? ""],
  );
  return all.length > MOST_PARTS ? undefined : all;
}

/** `of[*]`: a value that is no list is a list of one, and null an empty one. */
export function splat(of: Value, each: (item: Value) => Value): Value {
  if (of instanceof Unresolved) return of.derived();
  if (of === null) return [];
  const made = (isList(of) ? of : [of]).map(each);
  if (!isList(of) || !collectionTypeOf(of)) return made;
  const type = unified(made.map(typeOf));
  return type === undefined ? made : collection(made, "list", type);
}
