import { parseJson } from "./parse-json";
import { isList, textOf, Unresolved, type Value } from "./value";

/** What AWS assigns has no quotation mark in it, so it ends no text of the JSON around it. */
const ASSIGNED = /\.(?:[a-z_]+_)?(?:arn|id)$/;

// Unicode's private use area.
const [OPEN, CLOSE] = ["\ue000", "\ue001"];
const MARK = new RegExp(`${OPEN}(\\d+)${CLOSE}`);

/**
 * A template that makes JSON and of which ARNs or ids are not known, as the value that jsonencode() would have been
 * given; undefined for any other.
 */
export function jsonTemplate(parts: readonly Value[]): Value | undefined {
  const [first] = parts;
  if (typeof first !== "string" || !/^\s*\{/.test(first)) return undefined;
  let text = "";
  for (const [index, part] of parts.entries()) {
    if (part instanceof Unresolved) {
      if (!ASSIGNED.test(part.is ?? "")) return undefined;
      text += `${OPEN}${index}${CLOSE}`;
    } else {
      const written = textOf(part);
      if (written === undefined || written.includes(OPEN)) return undefined;
      text += written;
    }
  }
  try {
    return withUnknowns(parseJson(text) as Value, parts);
  } catch {
    // An unknown value outside of a text could be of any type.
    return undefined;
  }
}

/** @throws Error where the name of an element is not known */
function withUnknowns(value: Value, parts: readonly Value[]): Value {
  if (typeof value === "string") {
    const [mark, index] = MARK.exec(value) ?? [];
    if (mark === undefined) return value;
    const part = parts[Number(index)] as Unresolved;
    return mark === value ? part : part.derived();
  }
  if (isList(value)) return value.map((item) => withUnknowns(item, parts));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => {
      if (name.includes(OPEN)) throw new Error("the name of an element is not known");
      return [name, withUnknowns(item as Value, parts)];
    }),
  );
}
