import { checkClaims, type Identity } from "./claims";
import { checkHeader } from "./header";
import { type Issuer, rulesOf } from "./issuer";
import { member } from "./json-object";
import { KeyCache, type KeySource } from "./key-cache";
import { KnownHeaders } from "./known-headers";
import { readToken } from "./raw-token";
import { ensure } from "./refusal";

/**
 * Verifies a raw compact JWT and returns the identity of its subject.
 *
 * @throws TokenRefused with the code of the first check that fails
 */
export type VerifyToken = (raw: string) => Promise<Identity>;

/**
 * Verifies tokens of the given issuers, each with its own rules and its own keys. The token is parsed strictly,
 * its header is checked, its signature is verified, and then its claims are checked. Only `iss`
 * is read earlier, to choose the issuer.
 */
export function createVerifier(issuers: readonly Issuer[], source: KeySource): VerifyToken {
  const caches = new Map(issuers.map((issuer) => [issuer.issuer, new KeyCache(rulesOf(issuer), source)]));
  const headers = new KnownHeaders();
  const largest = Math.max(...[...caches.values()].map(({ rules }) => rules.maxTokenBytes));

  return async (raw) => {
    const token = readToken(raw, largest, headers);
    const claimed = member(token.payload, "iss");
    const cache = typeof claimed === "string" ? caches.get(claimed) : undefined;
    ensure(cache !== undefined, "ISSUER");
    ensure(raw.length <= cache.rules.maxTokenBytes, "TOKEN_SIZE");
    const header = checkHeader(token.header, cache.rules);
    const keys = cache.current(header.kid) ?? (await cache.latest());
    keys.verify(token, header);
    headers.keep(token.headerB64, token.header);
    return checkClaims(token.payload, cache.rules, source.now() / 1_000);
  };
}
