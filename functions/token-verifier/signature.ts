import { JwtInvalidSignatureError } from "aws-jwt-verify/error";
import { JwtVerifierBase } from "aws-jwt-verify/jwt-verifier";
import type { CheckedHeader } from "./header";
import type { IssuerRules } from "./issuer";
import type { VerificationKey } from "./jwk";
import type { RawToken } from "./raw-token";
import { ensure } from "./refusal";

interface LibrarySettings extends Record<string, unknown> {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly audience: null;
}

/**
 * aws-jwt-verify over one set of keys: it matches key and algorithm, builds each KeyObject once and verifies the
 * signature over the bytes as they were sent. It gets the parts of readToken(), so that there is one
 * reading of the token, and no claims except `iss`, its cache's key: only checkClaims() checks claims, by one clock.
 *
 * Each set of keys has its own verifier: aws-jwt-verify caches KeyObjects by kid, and would keep a key that the
 * issuer replaced under the same kid.
 */
export class SignatureVerifier extends JwtVerifierBase<LibrarySettings, LibrarySettings, false> {
  readonly #settings: LibrarySettings;

  constructor(rules: IssuerRules, keys: Iterable<VerificationKey>) {
    const settings: LibrarySettings = { issuer: rules.issuer, jwksUri: rules.jwksUrl, audience: null };
    super(settings);
    this.#settings = settings;
    this.cacheJwks({ keys: Array.from(keys, (key) => key.jwk) });
  }

  /** @throws TokenRefused `SIGNATURE`, or `LIBRARY` for any other objection of aws-jwt-verify or OpenSSL */
  check({ headerB64, payloadB64, signatureB64 }: RawToken, { alg, kid }: CheckedHeader): void {
    const payload = { iss: this.#settings.issuer };
    const token = { header: { alg, kid }, headerB64, payload, payloadB64, signatureB64 };
    try {
      this.verifyDecomposedJwtSync(token, this.#settings.jwksUri, this.#settings);
    } catch (error) {
      ensure(false, error instanceof JwtInvalidSignatureError ? "SIGNATURE" : "LIBRARY");
    }
  }
}
