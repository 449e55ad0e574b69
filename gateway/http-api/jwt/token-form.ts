import type { Claims } from "../../jwt/sign";

const MAX_DEPTH = 16;
/** Kinds of tokens that say who calls, in lower case. Others, such as logout tokens, have the same issuer and audience. */
const TYPES: readonly unknown[] = ["jwt", "at+jwt", "application/jwt", "application/at+jwt"];
/** By these a token brings a key, leads to one, or says that it is something else. */
const REFUSED = ["jwk", "jku", "x5u", "x5c", "enc", "zip", "cty"];
/** The end of the year 9999, in seconds: what is beyond is in another unit. */
const LAST = 253_402_300_799;

/**
 * What is odd about a token with a right signature; undefined where nothing is. AWS does not document that it refuses
 * these. Two programs may read them differently, or take them for what they are not (RFC 8725).
 *
 * @param header JSON, as it was signed
 * @param payload JSON, as it was signed
 */
export function oddToken(header: string, payload: string): string | undefined {
  const [members, claims] = [JSON.parse(header), JSON.parse(payload)] as [Claims, Claims];
  const named = REFUSED.find((name) => name in members);
  if (named !== undefined) return `its header has ${named}`;
  const { typ } = members;
  if (typ !== undefined && !TYPES.includes(typeof typ === "string" ? typ.toLowerCase() : typ))
    return "its typ is of another kind of token";
  for (const [text, value] of [
    [header, members],
    [payload, claims],
  ] as const) {
    if (depthOf(value) > MAX_DEPTH) return "its JSON is nested too deep";
    if (colonsIn(text) !== membersIn(value)) return "its JSON has a member twice";
  }
  const late = ["exp", "nbf", "iat"].find((name) => name in claims && !isTime(claims[name]));
  return late === undefined ? undefined : `its ${late} is no time in seconds`;
}

function isTime(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && value <= LAST;
}

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

/** One for each member as it is written. */
function colonsIn(json: string): number {
  return json.replace(/"(?:[^"\\]|\\.)*"/gs, "").split(":").length - 1;
}

/** One for each member as it is read, where the last of two replaces the first. */
function membersIn(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const own = Array.isArray(value) ? 0 : Object.keys(value).length;
  return Object.values(value).reduce((sum: number, one) => sum + membersIn(one), own);
}
