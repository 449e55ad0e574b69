import { sign } from "node:crypto";
import type { SigningKey } from "./keys";

/** The payload of a token. */
export type Claims = Readonly<Record<string, unknown>>;

/** Signs a JWT with RS256. The header has `kid` and `alg` and nothing else, as Cognito's has. */
export function signJwt(claims: Claims, key: SigningKey): string {
  const input = `${encode({ kid: key.kid, alg: "RS256" })}.${encode(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
