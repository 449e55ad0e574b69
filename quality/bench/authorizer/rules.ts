import type { HostileToken } from "../../../__tests__/functions/support/hostile/hostile-token";

/** What a hostile token is against. */
export const rules = ["must", "may", "application"] as const;

/**
 * `must`: the standards have any verifier refuse it, once it has the issuer, the audience and the algorithms.
 * `may`: they let a verifier refuse it, and another reader of the token may read it otherwise, as one of two equal members.
 * `application`: what is right for another application, and so needs a setting: types, claims that must be there, their form.
 */
export type Rule = (typeof rules)[number];

interface Attack {
  readonly rule: Rule;
  /** Where that is said. */
  readonly source: string;
  /** Its tokens with these names have another rule. */
  readonly except?: readonly (readonly [names: RegExp, rule: Rule])[];
}

const of = (rule: Rule, source: string, ...except: readonly (readonly [RegExp, Rule])[]): Attack => ({
  rule,
  source,
  except,
});

const DATE_LATER = /^(?:iat|nbf) (?:1800000005000|1\.797)/;

/** By attack. In doubt a token is not counted against a standard. */
export const ATTACKS: Readonly<Record<string, Attack>> = {
  fragments: of("must", "RFC 7515, 5.2"),
  padding: of("must", "RFC 7515, 2"),
  "the other base64 alphabet": of("must", "RFC 7515, 2"),
  "characters that decoders skip": of("must", "RFC 7515, 5.2"),
  "bits that no encoder sets": of("may", "RFC 4648, 3.5: may be refused"),
  "a length that no encoder makes": of("must", "RFC 4648, 5"),
  size: of("must", "RFC 7515, 5.2", [/^a large (?:claim|header)$/, "may"]),
  "no JSON object": of("must", "RFC 7519, 7.2"),
  "JSON with something behind or before": of("must", "RFC 7519, 7.2", [/byte order mark/, "may"]),
  "dialects of JSON": of("must", "RFC 7519, 7.2"),
  "a member twice in the header": of("may", "RFC 7515, 4: refused, or the last one"),
  "a member twice in the payload": of("may", "RFC 7519, 4: refused, or the last one"),
  "bytes that are no UTF-8": of("must", "RFC 7519, 7.2"),
  "other encodings of text": of("must", "RFC 7519, 7.2"),
  nesting: of("may", "RFC 8259, 9: may have a limit"),
  compression: of("must", "RFC 7519, 7.2"),
  "alg none, CVE-2015-9235 and its relatives": of("must", "RFC 8725, 3.1"),
  "the public key as an HMAC secret, CVE-2016-5431 and its relatives": of("must", "RFC 8725, 3.1"),
  "algorithms that are not allowed": of("must", "RFC 8725, 3.1"),
  "algorithms spelled otherwise": of("must", "RFC 7515, 4.1.1"),
  "alg of another type": of("must", "RFC 7515, 4.1.1"),
  "another key's algorithm": of("must", "RFC 8725, 3.1"),
  "crit, ignored by many (CVE-2020-26160's kind)": of("must", "RFC 7515, 4.1.11", [
    /^crit \["(?:alg|crit)"\]$/,
    "may",
  ]),
  "b64, the payload signed as it is": of("may", "RFC 7797, 6", [/^with crit$/, "must"]),
  "a key in the header, CVE-2018-0114": of("must", "RFC 8725, 3.10", [/^(?:the issuer's own$|jwk )/, "may"]),
  "the address of a key": of("must", "RFC 8725, 3.10"),
  "a certificate in the header": of("must", "RFC 8725, 3.10", [/^signed by the issuer$/, "may"]),
  "encrypted, compressed or nested": of("may", "RFC 7516, 9; RFC 7519, 5.2"),
  "a token of another kind (RFC 8725, 3.11)": of("application", "RFC 8725, 3.11"),
  "typ spelled otherwise": of("application", "RFC 8725, 3.11"),
  "no kid": of("may", "RFC 7515, 4.1.4: optional"),
  "a kid that means something elsewhere": of("must", "RFC 8725, 3.10", [
    /^signed by the issuer's key/,
    "may",
  ]),
  "an RSA signature that is none": of("must", "RFC 8017, 8.2.2"),
  "RSA signed in another way": of("must", "RFC 8017, 8.2.2"),
  "another token's signature": of("must", "RFC 7515, 5.2"),
  "parts of several tokens": of("must", "RFC 7515, 5.2"),
  "an ECDSA signature that is none, CVE-2022-21449": of("must", "RFC 7518, 3.4"),
  "an Ed25519 signature that is none": of("must", "RFC 8032, 5.1.7"),
  "exp in the past": of("must", "RFC 7519, 4.1.4"),
  "exp missing or no date": of(
    "must",
    "RFC 7519, 4.1.4",
    [/^exp absent$/, "application"],
    [/^(?:exp (?:1800000005000|1\.797)|beyond)/, "may"],
  ),
  "nbf in the future": of("must", "RFC 7519, 4.1.5"),
  "nbf that is no date": of("must", "RFC 7519, 4.1.5", [/^(?:nbf -1$|beyond)/, "may"]),
  "iat in the future": of("application", "OpenID Connect Core, 3.1.3.7"),
  "iat that is no date": of("may", "RFC 7519, 4.1.6", [DATE_LATER, "application"]),
  "another issuer": of("must", "RFC 8725, 3.8"),
  "an issuer of another type": of("must", "RFC 8725, 3.8"),
  "another audience": of("must", "RFC 8725, 3.9"),
  "an audience of another type": of("must", "RFC 8725, 3.9", [/^aud \[(?:"[^"]+",|\{)/, "may"]),
  "a token for another use": of("application", "RFC 8725, 3.12"),
  "no subject": of("application", "RFC 9068, 2.2"),
  "a subject that would do harm further on": of("application", "OpenID Connect Core, 2"),
  "a user name that would do harm further on": of("application", "RFC 8725, 2.7"),
  "scope of a wrong type": of("application", "RFC 6749, 3.3"),
  "roles that are none": of("application", "RFC 8725, 2.7"),
  "a weak RSA key": of("must", "RFC 7518, 3.3", [/^exponent (?:3|17)$/, "may"]),
  "a key whose signatures anyone can forge": of("must", "RFC 8017, 3.1", [/^Ed25519/, "may"]),
  "a key for another purpose": of("may", "RFC 7517, 4.2 and 4.3"),
  "a key for another algorithm": of("must", "RFC 8725, 3.1", [/^(?:null|\["RS256"\])$/, "may"]),
  "a kind of key that is not supported": of("must", "RFC 7518, 3.4; RFC 7517, 4.1", [
    /^(?:Ed448|an RSA key with a curve)$/,
    "may",
  ]),
  "a key whose private half is public": of("may", "RFC 7517, 9.2"),
  "a key that is malformed": of("must", "RFC 7518, 6", [
    /^(?:a padded modulus|.*other alphabet|.*leading zero|an exponent with a blank)$/,
    "may",
  ]),
  "a key that is no point of its curve": of("must", "RFC 7518, 6.2; RFC 8032, 5.1.3"),
  "one kid for two keys": of("may", "RFC 7517, 4.5"),
  "a key without a kid": of("may", "RFC 7517, 4.5: optional"),
  "a key that is not published, or no longer": of("must", "RFC 7515, 5.2"),
};

/** @throws Error for an attack that has no rule here */
export function ruleOf({ attack, name }: Pick<HostileToken, "attack" | "name">): Rule {
  const found = Object.hasOwn(ATTACKS, attack) ? ATTACKS[attack] : undefined;
  if (found === undefined) throw new Error(`what the attack "${attack}" is against is not known`);
  return found.except?.find(([names]) => names.test(name))?.[1] ?? found.rule;
}
