import type { IssuerRules } from "./issuer";
import { type JsonObject, member } from "./json-object";
import { ensure } from "./refusal";

/** The caller, as a verified token names it. */
export interface Identity {
  readonly issuer: string;
  /** `sub`, behind the issuer's prefix if it has one. */
  readonly subject: string;
  /** Empty if the token has none. */
  readonly username: string;
  /** Space-separated, as in the token; empty if it has none. */
  readonly scope: string;
  /** As the issuer names them, whether this API knows them or not. */
  readonly roles: readonly string[];
  /** Seconds since the epoch. */
  readonly expires: number;
}

/** The year 9999: a larger `exp` is in milliseconds by mistake, and would never end. */
const LAST_DATE = 253_402_300_799;
/** OpenID Connect Core, 2: at most 255 ASCII characters. Without control characters it is safe in a log or header. */
const SUBJECT = /^[\x21-\x7e](?:[\x20-\x7e]{0,253}[\x21-\x7e])?$/;
/** No control, format or unassigned characters, and no half of a surrogate pair. */
const NAME = /^\P{C}{1,256}$/u;
/** RFC 6749, 3.3. */
const SCOPE = /^[\x20-\x21\x23-\x5b\x5d-\x7e]{0,2048}$/;
const MAX_ROLES = 100;

/**
 * The claims of a token whose signature was verified.
 *
 * @param now seconds since the epoch
 * @throws TokenRefused naming the claim
 */
export function checkClaims(payload: JsonObject, rules: IssuerRules, now: number): Identity {
  const claim = (name: string) => member(payload, name);
  const expires = claim("exp");
  ensure(isDate(expires) && expires > now, "EXPIRY");
  ensure(hasBegun(claim("nbf"), now + rules.clockSkew), "NOT_BEFORE");
  ensure(hasBegun(claim("iat"), now + rules.clockSkew), "ISSUED_AT");
  ensure(names(claim(rules.audienceClaim), rules.audience), "AUDIENCE");
  ensure(isFor(payload, rules.tokenUse), "TOKEN_USE");
  const sub = claim("sub");
  ensure(typeof sub === "string" && SUBJECT.test(sub), "SUBJECT");
  const username = claim("username") ?? claim("cognito:username") ?? claim("preferred_username") ?? "";
  ensure(typeof username === "string" && (username === "" || NAME.test(username)), "USERNAME");
  const scope = claim("scope") ?? "";
  ensure(typeof scope === "string" && SCOPE.test(scope), "SCOPE");
  return {
    issuer: rules.issuer,
    subject: rules.subjectPrefix + sub,
    username,
    scope,
    roles: rolesIn(claim(rules.rolesClaim)),
    expires,
  };
}

function isDate(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= LAST_DATE;
}

function hasBegun(date: unknown, latest: number): boolean {
  return date === undefined || (isDate(date) && date <= latest);
}

/** Exact: no prefix, no other case. A list must be of strings and may name further audiences. */
function names(claim: unknown, audience: string): boolean {
  if (Array.isArray(claim)) return claim.every((one) => typeof one === "string") && claim.includes(audience);
  return claim === audience;
}

/** `at_hash` and `c_hash` bind an ID token to what was issued with it; no access token has them. */
function isFor(payload: JsonObject, use: IssuerRules["tokenUse"]): boolean {
  const said = member(payload, "token_use");
  if (use !== "unmarked") return said === use;
  const isIdToken = Object.hasOwn(payload, "at_hash") || Object.hasOwn(payload, "c_hash");
  return !isIdToken && (said === undefined || said === "access");
}

/** One string is one role: cut at its spaces, `not admin` would make an administrator. */
function rolesIn(claim: unknown): readonly string[] {
  const roles: unknown = typeof claim === "string" ? [claim] : (claim ?? []);
  ensure(
    claim !== null &&
      Array.isArray(roles) &&
      roles.length <= MAX_ROLES &&
      roles.every((role) => typeof role === "string"),
    "ROLES",
  );
  return roles;
}
