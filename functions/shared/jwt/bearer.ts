import { ensure } from "./refusal";

/** RFC 6750, 2.1; the scheme's name is in any case (RFC 9110, 11.1). */
const BEARER = /^bearer +([^\s,]+)$/i;

/**
 * The raw token of an Authorization header.
 *
 * @throws TokenRefused `token-missing` or `scheme`
 */
export function bearerToken(header: unknown): string {
  ensure(typeof header === "string" && header !== "", "token-missing");
  const token = BEARER.exec(header)?.[1];
  ensure(token !== undefined, "scheme");
  return token;
}
