import { ensure } from "./refusal";

/** RFC 6750, 2.1: blanks, and printable ASCII without commas; the scheme's name is in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +([\x21-\x2b\x2d-\x7e]+)$/i;

/**
 * The raw token of an Authorization header.
 *
 * @throws TokenRefused `TOKEN_MISSING` or `SCHEME`
 */
export function bearerToken(header: unknown): string {
  ensure(typeof header === "string" && header !== "", "TOKEN_MISSING");
  const token = BEARER.exec(header)?.[1];
  ensure(token !== undefined, "SCHEME");
  return token;
}
