import { GatehouseError } from "../../contract/errors";

/**
 * Why a token is refused. The code is in the log only. The caller gets `Unauthorized`, because a reason would tell an
 * attacker which check to attack next.
 */
export const refusalCodes = [
  "EVENT", // neither a TOKEN nor a REQUEST event
  "METHOD_ARN", // methodArn is not the execution ARN of a REST API's method
  "TOKEN_MISSING", // no credentials, or more than one Authorization header
  "SCHEME", // not `Bearer <token>`
  "TOKEN_SIZE",
  "TOKEN_PARTS", // not three non-empty parts
  "TOKEN_BASE64URL", // padding, a foreign alphabet, or bits that a canonical encoder leaves at zero
  "TOKEN_UTF8",
  "TOKEN_JSON", // not a JSON object, or nested too deep
  "TOKEN_DUPLICATE_MEMBER", // two readers could each take a different one (RFC 8725, 2.4 and RFC 8259, 4)
  "ISSUER",
  "ALGORITHM",
  "HEADER_CRITICAL", // crit, b64 (RFC 7515 4.1.11, RFC 7797): extensions that change what is signed
  "HEADER_KEY", // jwk, jku, x5c, x5u: a token must not bring its own key (RFC 8725, 3.10)
  "HEADER_ENCRYPTED", // enc, zip, cty: not a plain signed claims set
  "HEADER_TYPE",
  "KEY_ID",
  "KEYS_UNAVAILABLE", // the issuer's JWKS could not be fetched
  "KEY_UNKNOWN",
  "KEY_AMBIGUOUS", // two different keys under one kid
  "KEY_TYPE", // a kty or curve for which no algorithm is allowed
  "KEY_ALGORITHM", // the JWK names another algorithm than the token
  "KEY_USE", // use or key_ops say that it is not for verifying
  "KEY_WEAK", // RSA below 2,048 bits, or an exponent that is even, below 65,537 or beyond 32 bits; Ed25519 of small order
  "KEY_PRIVATE", // the JWKS has the private key
  "KEY_MALFORMED", // a member that is missing, no base64url or with a leading zero, or no point of its curve
  "SIGNATURE",
  "EXPIRY",
  "NOT_BEFORE",
  "ISSUED_AT",
  "AUDIENCE",
  "TOKEN_USE",
  "SUBJECT",
  "USERNAME",
  "SCOPE",
  "ROLES",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A token that is not accepted. The message names the check, never anything of the token. */
export class TokenRefused extends GatehouseError<RefusalCode> {
  override readonly name = "TokenRefused";

  constructor(code: RefusalCode) {
    super(code, `Token refused: ${code}`);
  }
}

/** Every check of a token is one call of this, so that each can be switched off alone in a test. */
export function ensure(holds: boolean, code: RefusalCode): asserts holds {
  if (!holds) throw new TokenRefused(code);
}
