/** Parts of the schemas of routes. Each lock in constructs/locks has the schema of its own routes. */
import * as v from "valibot";
import { says } from "./checked";
import { someText } from "./shapes";

/** Names that are declared, and that the lists of a route may have. */
export interface Holders {
  readonly roles: readonly string[];
  readonly systems: readonly string[];
}

export const handler = someText;

/** The fields of every route that may require an API key besides its lock. */
export const served = {
  handler,
  key: v.exactOptional(v.literal(true, says("true, or no such field"))),
};

const reason = says("the reason, in two words or more", [], "REASON_MISSING");

/** The reason for an open route. Scripts without upper and lower case may write words without spaces. */
export const because = v.pipe(v.string(reason), v.regex(/\p{L}\S*\s+\S*\p{L}{2,}|\p{Lo}{4,}/u, reason));

/** A list of declared names, each once and at least one: an empty list would be no condition at all. */
export function declaredNames(kind: "role" | "system", known: readonly string[]) {
  const among = `a declared ${kind}: ${known.join(", ") || "there is none"}`;
  const name = v.picklist(known, says(among, known, "HOLDER_UNKNOWN"));
  const list = v.tupleWithRest([name], name, says(`a list of declared ${kind}s`));
  const empty = v.never(says(`at least one ${kind} of ${known.join(", ")}`, [], "HOLDERS_EMPTY"));
  const once = v.pipe(
    list,
    v.check((all) => new Set(all).size === all.length, says(`each ${kind} once`, [], "HOLDER_TWICE")),
  );
  return v.lazy((value) => (Array.isArray(value) && value.length === 0 ? empty : once));
}
