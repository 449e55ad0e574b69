import { sign } from "node:crypto";
import type { SigningKey } from "./keys";

/** A JWT under RS256. The header has `kid` and `alg` and nothing else, as Cognito's has. */
export function signJwt(claims: Readonly<Record<string, unknown>>, key: SigningKey): string {
  const input = `${encode({ kid: key.kid, alg: "RS256" })}.${encode(claims)}`;
  return `${input}.${sign("sha256", Buffer.from(input), key.privateKey).toString("base64url")}`;
}

function encode(part: unknown): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
