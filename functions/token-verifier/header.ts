import type { Algorithm, IssuerRules } from "./issuer";
import { type JsonObject, member } from "./json-object";
import { ensure } from "./refusal";

export interface CheckedHeader {
  readonly alg: Algorithm;
  readonly kid: string;
}

const MAX_KID_LENGTH = 256;
const CRITICAL = ["crit", "b64"];
const KEYS = ["jwk", "jku", "x5c", "x5u"];
const ENCRYPTED = ["enc", "zip", "cty"];
/** Stands for no `typ` in the rules. */
const ABSENT = "absent";
const APPLICATION = "application/";

/**
 * The JOSE header, before any key is looked up. Unknown members are ignored, as RFC 7515 demands;
 * members that change what is signed, or name a key, are refused.
 *
 * @throws TokenRefused `ALGORITHM`, `KEY_ID` or a code that starts with `HEADER_`
 */
export function checkHeader(header: JsonObject, rules: IssuerRules): CheckedHeader {
  const alg = member(header, "alg");
  ensure(isAllowed(alg, rules.algorithms), "ALGORITHM");
  ensure(lacks(header, CRITICAL), "HEADER_CRITICAL");
  ensure(lacks(header, KEYS), "HEADER_KEY");
  ensure(lacks(header, ENCRYPTED), "HEADER_ENCRYPTED");
  ensure(rules.types.includes(typeOf(header)), "HEADER_TYPE");
  const kid = member(header, "kid");
  ensure(typeof kid === "string" && kid !== "" && kid.length <= MAX_KID_LENGTH, "KEY_ID");
  return { alg, kid };
}

function isAllowed(alg: unknown, allowed: readonly Algorithm[]): alg is Algorithm {
  return (allowed as readonly unknown[]).includes(alg);
}

function lacks(header: JsonObject, names: readonly string[]): boolean {
  for (const name of names) if (Object.hasOwn(header, name)) return false;
  return true;
}

/** RFC 7515, 4.1.9: a media type in any case, whose `application/` may be left out. */
function typeOf(header: JsonObject): string {
  if (!Object.hasOwn(header, "typ")) return ABSENT;
  const type = String(header.typ).toLowerCase();
  const name = type.startsWith(APPLICATION) ? type.slice(APPLICATION.length) : type;
  return typeof header.typ === "string" && name !== ABSENT ? name : "";
}
