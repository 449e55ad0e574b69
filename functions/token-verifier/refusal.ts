/**
 * Why a token is refused. The code goes to the log; the caller only ever sees `Unauthorized`, because a reason
 * would tell an attacker which check to work on next.
 */
export const refusalCodes = [
  "event", // neither a TOKEN nor a REQUEST event
  "method-arn", // methodArn is not the execution ARN of a REST API's method
  "token-missing", // no credentials, or more than one Authorization header
  "scheme", // not `Bearer <token>`
  "token-size",
  "token-parts", // not three non-empty parts
  "token-base64url", // padding, a foreign alphabet, or bits that a canonical encoder leaves at zero
  "token-utf8",
  "token-json", // not a JSON object, or nested too deep
  "token-duplicate-member", // two readers could each take a different one (RFC 8725, 2.4 and RFC 8259, 4)
  "issuer",
  "algorithm",
  "header-critical", // crit, b64 (RFC 7515 4.1.11, RFC 7797): extensions that change what is signed
  "header-key", // jwk, jku, x5c, x5u: a token must not bring its own key (RFC 8725, 3.10)
  "header-encrypted", // enc, zip, cty: not a plain signed claims set
  "header-type",
  "key-id",
  "keys-unavailable", // the issuer's JWKS could not be had
  "key-unknown",
  "key-ambiguous", // two different keys under one kid
  "key-type", // a kty or curve for which no algorithm is allowed
  "key-algorithm", // the JWK names another algorithm than the token
  "key-use", // use or key_ops say that it is not for verifying
  "key-weak", // RSA below 2,048 bits, or an exponent that is even, below 65,537 or beyond 32 bits
  "key-private", // the JWKS gives away the private half
  "key-malformed",
  "signature",
  "library", // a check of aws-jwt-verify itself
  "expiry",
  "not-before",
  "issued-at",
  "audience",
  "token-use",
  "subject",
  "username",
  "scope",
  "roles",
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

/** A token that is not accepted. The message names the check, never anything of the token. */
export class TokenRefused extends Error {
  override readonly name = "TokenRefused";

  constructor(readonly code: RefusalCode) {
    super(`Token refused: ${code}`);
  }
}

/** Every check of a token is one call of this, so that each can be switched off alone in a test. */
export function ensure(holds: boolean, code: RefusalCode): asserts holds {
  if (!holds) throw new TokenRefused(code);
}
