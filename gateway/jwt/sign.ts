import { sign } from "node:crypto";
import type { SigningKey } from "./keys";

/** The payload of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * Signs a JWT with RS256. The header has `kid` and `alg` only, as Cognito's has, and `typ` where it is given.
 *
 * @param typ media type of the token: `JWT`
 */
export function signJwt(claims: Claims, key: SigningKey, typ?: string): string {
  const input = `${encode({ kid: key.kid, alg: "RS256", ...(typ && { typ }) })}.${encode(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
