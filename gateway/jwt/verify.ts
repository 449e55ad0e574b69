import { verify } from "node:crypto";
import { keep } from "../keep";
import type { SigningKey, VerifyingKey } from "./keys";
import { oddClaims, oddForm } from "./pool-token";
import type { Claims } from "./sign";

export type JwtResult =
  | { readonly outcome: "valid"; readonly claims: Claims }
  /** Signed by one of the keys, and past its `exp`. */
  | { readonly outcome: "expired"; readonly claims: Claims }
  | Invalid;

interface Invalid {
  readonly outcome: "invalid";
  readonly why: "malformed" | "signature" | "issuer" | "time";
  readonly reason: string;
}

export interface JwtOptions {
  readonly keys: readonly SigningKey[];
  /** Exact value of `iss`. */
  readonly issuer: string;
  readonly now: Date;
}

/**
 * Verifies a token of a user pool: RS256 only, with a key of the pool by `kid`, `iss` compared exactly, `exp` without
 * leeway. The token does not choose how it is verified.
 */
export function verifyJwt(token: string, { issuer, keys, now }: JwtOptions): JwtResult {
  const signed = signedClaims(token, keys);
  if ("outcome" in signed) return signed;
  const { claims } = signed;
  if (claims.iss !== issuer) return invalid("issuer", "The token's iss is not the user pool");
  const { exp, nbf } = claims;
  const seconds = now.getTime() / 1_000;
  if (typeof exp !== "number") return invalid("time", "The token has no exp");
  if (nbf !== undefined && !(typeof nbf === "number" && nbf <= seconds))
    return invalid("time", "The token does not hold yet");
  const wrong = oddClaims(claims, now);
  if (wrong !== undefined) return invalid("malformed", `The token is not of a user pool: ${wrong}`);
  if (exp > seconds) return { outcome: "valid", claims };
  verified.delete(token);
  return { outcome: "expired", claims };
}

/** What one key signed. */
interface Signed {
  readonly claims: Claims;
  readonly key: VerifyingKey;
}

/**
 * Tokens with a right signature and form, which clients send again with every call. Issuer and time are checked for
 * each call anew.
 */
const verified = new Map<string, Signed>();
const KEPT = 1_000;

function signedClaims(token: string, keys: readonly VerifyingKey[]): Signed | Invalid {
  const known = verified.get(token);
  if (known && keys.includes(known.key)) return known;
  const signed = verifyPoolToken(token, keys);
  if ("outcome" in signed) return signed;
  keep(verified, token, signed, KEPT);
  return signed;
}

/** Verifies all of a token that does not depend on the call: its signature and its form. */
function verifyPoolToken(token: string, keys: readonly VerifyingKey[]): Signed | Invalid {
  const signed = verifySigned(token, keys);
  if ("outcome" in signed) return signed;
  const odd = oddForm(token, signed.header, signed.payload);
  if (odd !== undefined) return invalid("malformed", `The token is not of a user pool: ${odd}`);
  return { claims: signed.claims, key: signed.key };
}

interface SignedText extends Signed {
  /** JSON, as it was signed. */
  readonly header: string;
  readonly payload: string;
}

/** Verifies the signature of any issuer's token: RS256 only, with one of the keys by `kid`. Nothing else is checked. */
export function verifySigned(token: string, keys: readonly VerifyingKey[]): SignedText | Invalid {
  const parts = token.split(".");
  const [header, payload, signature] = parts.map(decode);
  if (parts.length !== 3 || !header || !payload || !signature)
    return invalid("malformed", "The token is not three parts of base64url");
  const { alg, kid, ...others } = parseObject(header) ?? {};
  const claims = parseObject(payload);
  if (claims === undefined) return invalid("malformed", "The token's claims are not a JSON object");
  if (alg !== "RS256")
    return invalid("signature", `The token's algorithm is ${JSON.stringify(alg)}, not RS256`);
  if ("crit" in others || "b64" in others)
    return invalid("signature", "The token's header asks for extensions that are not supported");
  const key = keys.find((candidate) => candidate.kid === kid);
  if (key === undefined) return invalid("signature", "No key of the user pool has the token's kid");
  const input = Buffer.from(token.slice(0, token.lastIndexOf(".")));
  if (!verify("sha256", input, key.publicKey, signature))
    return invalid("signature", "The token's signature is wrong");
  return { claims, key, header: header.toString(), payload: payload.toString() };
}

/** The claims of a token without verification, to find the keys to verify it with. */
export function unverifiedClaims(token: string): Claims | undefined {
  const known = verified.get(token);
  if (known) return known.claims;
  const payload = decode(token.split(".")[1] ?? "");
  return payload && parseObject(payload);
}

/** Decodes base64url as in RFC 7515 only: no padding, no other characters, no unused bits. */
function decode(part: string): Buffer | undefined {
  const bytes = Buffer.from(part, "base64url");
  return part !== "" && bytes.toString("base64url") === part ? bytes : undefined;
}

function parseObject(bytes: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
    );
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function invalid(why: Invalid["why"], reason: string): Invalid {
  return { outcome: "invalid", why, reason };
}
