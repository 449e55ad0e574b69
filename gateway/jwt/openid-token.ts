import type { VerifyingKey } from "./keys";
import type { Claims } from "./sign";
import { verifySigned } from "./verify";

export interface OpenIdClaims {
  readonly sub: string;
  readonly aud: string;
  readonly claims: Claims;
}

export type OpenIdResult =
  | (OpenIdClaims & { readonly outcome: "valid" })
  /** Signed by one of the keys, and past its `exp`, in seconds since 1970. */
  | { readonly outcome: "expired"; readonly exp: number }
  | { readonly outcome: "invalid"; readonly why: "malformed" | "signature"; readonly reason: string };

/** Seconds that the clock of an issuer may be ahead. */
const AHEAD = 300;

/**
 * Verifies an ID token of any issuer: RS256 only, with a key of the issuer by `kid`, `iss` compared exactly, `exp` without
 * leeway, one audience, and a subject.
 */
export function verifyOpenIdToken(
  token: string,
  {
    issuer,
    keys,
    now,
  }: { readonly issuer: string; readonly keys: readonly VerifyingKey[]; readonly now: Date },
): OpenIdResult {
  const signed = verifySigned(token, keys);
  if ("outcome" in signed) {
    const why = signed.why === "malformed" ? "malformed" : "signature";
    return { outcome: "invalid", why, reason: signed.reason };
  }
  const { aud, exp, iat, iss, nbf, sub } = signed.claims;
  const malformed = (reason: string) => ({ outcome: "invalid", why: "malformed", reason }) as const;
  const seconds = now.getTime() / 1_000;
  if (iss !== issuer) return malformed("The token's iss is another issuer");
  if (typeof exp !== "number") return malformed("The token has no exp");
  if (typeof iat !== "number" || iat > seconds + AHEAD) return malformed("The token is issued in the future");
  if (nbf !== undefined && !(typeof nbf === "number" && nbf <= seconds + AHEAD))
    return malformed("The token does not hold yet");
  if (typeof sub !== "string" || sub === "") return malformed("The token has no sub");
  const [audience, ...others] = Array.isArray(aud) ? aud : [aud];
  if (typeof audience !== "string" || audience === "" || others.length > 0)
    return malformed("The token does not have one audience");
  if (exp <= seconds) return { outcome: "expired", exp };
  return { outcome: "valid", sub, aud: audience, claims: signed.claims };
}
