import type { Algorithm, IssuerRules } from "./issuer";
import { type JsonObject, member } from "./json-object";
import { ensure } from "./refusal";

export interface CheckedHeader {
  readonly alg: Algorithm;
  readonly kid: string;
}

const MAX_KID_LENGTH = 256;
/** Stands for no `typ` in the rules. */
const ABSENT = "absent";

/**
 * The JOSE header, before any key is looked up. Unknown members are ignored, as RFC 7515 demands;
 * members that change what is signed, or name a key, are refused.
 *
 * @throws TokenRefused `ALGORITHM`, `KEY_ID` or a code that starts with `HEADER_`
 */
export function checkHeader(header: JsonObject, rules: IssuerRules): CheckedHeader {
  const alg = member(header, "alg");
  ensure(isAllowed(alg, rules.algorithms), "ALGORITHM");
  ensure(lacks(header, ["crit", "b64"]), "HEADER_CRITICAL");
  ensure(lacks(header, ["jwk", "jku", "x5c", "x5u"]), "HEADER_KEY");
  ensure(lacks(header, ["enc", "zip", "cty"]), "HEADER_ENCRYPTED");
  ensure(rules.types.includes(typeOf(header)), "HEADER_TYPE");
  const kid = member(header, "kid");
  ensure(typeof kid === "string" && kid !== "" && kid.length <= MAX_KID_LENGTH, "KEY_ID");
  return { alg, kid };
}

function isAllowed(alg: unknown, allowed: readonly Algorithm[]): alg is Algorithm {
  return (allowed as readonly unknown[]).includes(alg);
}

function lacks(header: JsonObject, names: readonly string[]): boolean {
  return !names.some((name) => Object.hasOwn(header, name));
}

/** RFC 7515, 4.1.9: a media type in any case, whose `application/` may be left out. */
function typeOf(header: JsonObject): string {
  if (!Object.hasOwn(header, "typ")) return ABSENT;
  const type = String(header.typ)
    .toLowerCase()
    .replace(/^application\//, "");
  return typeof header.typ === "string" && type !== ABSENT ? type : "";
}
