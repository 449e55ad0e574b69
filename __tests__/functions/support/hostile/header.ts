import { createHmac } from "node:crypto";
import { base64url, type SigningKey, signText } from "../tokens";
import { attack, type Forge, type HostileToken, named } from "./hostile-token";

/** What a header asks for: another algorithm, another key, another meaning (RFC 8725, 2.1, 2.5, 3.1, 3.10, 3.11). */
export function headerAttacks(forge: Forge): readonly HostileToken[] {
  const { rsa, ec, ed, stranger, header, payload } = forge;
  const p = payload();
  const each = (values: readonly unknown[], member: string, key = rsa): (readonly [string, string])[] =>
    named(values).map(([name, value]) => [
      `${member} ${name}`,
      signText(key, header(key, { [member]: value }), p),
    ]);
  const unsigned = (alg: string, signature: string) =>
    `${base64url(header(rsa, { alg }))}.${base64url(p)}.${signature}`;

  return [
    ...attack("alg none, CVE-2015-9235 and its relatives", "ALGORITHM", [
      ...["none", "None", "NONE", "nOnE", "none ", "", "null", "NULL"].flatMap((alg) => [
        [`${alg}, any signature`, unsigned(alg, "AA")] as const,
        [`${alg}, the issuer's signature`, signText(rsa, header(rsa, { alg }), p)] as const,
      ]),
    ]),
    ...attack("the public key as an HMAC secret, CVE-2016-5431 and its relatives", "ALGORITHM", [
      ...["HS256", "HS384", "HS512"].flatMap((alg) =>
        publicForms(rsa).map(([name, secret]) => [`${alg}, ${name}`, hmac(forge, alg, secret)] as const),
      ),
      ["HS256, no secret", hmac(forge, "HS256", "")],
      ["HS256, a common secret", hmac(forge, "HS256", "secret")],
      ["HS256, a NUL", hmac(forge, "HS256", "\0")],
    ]),
    ...attack("algorithms that are not allowed", "ALGORITHM", [
      ...each(
        [
          ...["RS384", "RS512", "PS256", "PS384", "PS512", "ES384", "ES512", "ES256K", "Ed25519", "Ed448"],
          ...[
            "RSA1_5",
            "RSA-OAEP",
            "dir",
            "A128KW",
            "A256GCMKW",
            "ECDH-ES",
            "PBES2-HS256+A128KW",
            "ML-DSA-65",
          ],
        ],
        "alg",
      ),
    ]),
    ...attack("algorithms spelled otherwise", "ALGORITHM", [
      ...each(
        [
          "rs256",
          "Rs256",
          "RS256 ",
          " RS256",
          "RS256\0",
          "RS256\n",
          "RS-256",
          "RSA256",
          "SHA256withRSA",
          "RS256,none",
        ],
        "alg",
      ),
      ...each(["EDDSA", "eddsa"], "alg", ed),
      ...each(["es256", "ES256 "], "alg", ec),
    ]),
    ...attack("alg of another type", "ALGORITHM", [
      ...each([undefined, null, 1, true, [], ["RS256"], ["RS256", "none"], {}, { toString: "RS256" }], "alg"),
      [
        "__proto__",
        signText(rsa, header(rsa, { alg: undefined }).replace("{", '{"__proto__":{"alg":"RS256"},'), p),
      ],
    ]),
    ...attack("another key's algorithm", "KEY_ALGORITHM", [
      ["ES256 with the RSA key's kid", signText(ec, header(ec, { kid: rsa.kid }), p)],
      ["EdDSA with the RSA key's kid", signText(ed, header(ed, { kid: rsa.kid }), p)],
      ["RS256 with the EC key's kid", signText(rsa, header(rsa, { kid: ec.kid }), p)],
      ["RS256 with the Ed25519 key's kid", signText(rsa, header(rsa, { kid: ed.kid }), p)],
      ["EdDSA with the EC key's kid", signText(ed, header(ed, { kid: ec.kid }), p)],
      ["ES256 with the Ed25519 key's kid", signText(ec, header(ec, { kid: ed.kid }), p)],
      ["ES256 named, signed by RSA", signText(rsa, header(rsa, { alg: "ES256" }), p)],
      ["EdDSA named, signed by RSA", signText(rsa, header(rsa, { alg: "EdDSA" }), p)],
    ]),
    ...attack("crit, ignored by many (CVE-2020-26160's kind)", "HEADER_CRITICAL", [
      ...each(
        [[], ["exp"], ["alg"], ["b64"], ["x"], ["crit"], ["x", "x"], "exp", "", null, 1, {}, [1]],
        "crit",
      ),
      ["crit of a member that is there", signText(rsa, header(rsa, { crit: ["x"], x: 1 }), p)],
    ]),
    ...attack("b64, the payload signed as it is", "HEADER_CRITICAL", [
      ...each([false, true, "false", null, 0], "b64"),
      ["with crit", signText(rsa, header(rsa, { b64: false, crit: ["b64"] }), p)],
    ]),
    ...attack("a key in the header, CVE-2018-0114", "HEADER_KEY", [
      ["the stranger's, kid of the issuer's", own(stranger, rsa.kid, { jwk: stranger.jwk })],
      ["the stranger's, kid of its own", own(stranger, "mine", { jwk: { ...stranger.jwk, kid: "mine" } })],
      [
        "the stranger's, named by jwk alone",
        own(stranger, rsa.kid, { jwk: { ...stranger.jwk, kid: undefined } }),
      ],
      ["the issuer's own", own(rsa, rsa.kid, { jwk: rsa.jwk })],
      ["a symmetric one", own(stranger, rsa.kid, { jwk: { kty: "oct", k: "AA" } })],
      ...each([null, "", {}, [], 1], "jwk"),
    ]),
    ...attack("the address of a key", "HEADER_KEY", [
      ...["jku", "x5u"].flatMap((member) =>
        [
          "https://evil.example/jwks.json",
          "http://127.0.0.1/jwks.json",
          "http://169.254.169.254/latest/meta-data",
          "https://issuer.example/jwks.json",
          "https://issuer.example@evil.example/jwks.json",
          "https://issuer.example.evil.example/jwks.json",
          "https://issuer.example/redirect?to=https://evil.example",
          "file:///etc/passwd",
          "data:application/json,{}",
          "//evil.example",
          "",
          null,
        ].map((url) => [`${member} ${url}`, own(stranger, rsa.kid, { [member]: url })] as const),
      ),
    ]),
    ...attack("a certificate in the header", "HEADER_KEY", [
      ...named([["MIIB"], [], "MIIB", null, ["", ""], [1]]).map(
        ([name, x5c]) => [name, own(stranger, rsa.kid, { x5c })] as const,
      ),
      ["signed by the issuer", own(rsa, rsa.kid, { x5c: ["MIIB"] })],
    ]),
    ...attack("encrypted, compressed or nested", "HEADER_ENCRYPTED", [
      ...each(["A128GCM", "A256CBC-HS512", null], "enc"),
      ...each(["DEF", "GZIP", ""], "zip"),
      ...each(["JWT", "jwt", "application/jwt", "json", null], "cty"),
    ]),
    ...attack("a token of another kind (RFC 8725, 3.11)", "HEADER_TYPE", [
      ...each(
        [
          ...["dpop+jwt", "logout+jwt", "secevent+jwt", "id_token", "refresh+jwt", "token-introspection+jwt"],
          ...[
            "JWE",
            "JOSE",
            "JOSE+JSON",
            "vc+sd-jwt",
            "oauth-authz-req+jwt",
            "kb+jwt",
            "passport",
            "statuslist+jwt",
          ],
        ],
        "typ",
      ),
    ]),
    ...attack("typ spelled otherwise", "HEADER_TYPE", [
      ...each(
        [
          "",
          " JWT",
          "JWT ",
          "JWT\0",
          "J W T",
          "at+jwt;v=1",
          "application/",
          "application/at+jwt/x",
          "at+application/jwt",
          "text/jwt",
        ],
        "typ",
      ),
      ...each([null, 1, true, [], ["JWT"], {}, "absent", "Absent"], "typ"),
    ]),
  ];

  function own(key: SigningKey, kid: string, members: Readonly<Record<string, unknown>> = {}): string {
    return signText(key, header(key, { kid, ...members }), p);
  }
}

/** The forms in which a public key lies about, each of which some library took for a secret. */
function publicForms({ publicKey, jwk }: SigningKey): readonly (readonly [string, string | Buffer])[] {
  const spki = publicKey.export({ type: "spki", format: "pem" }).toString();
  return [
    ["SPKI PEM", spki],
    ["SPKI PEM without its last line end", spki.trimEnd()],
    ["PKCS 1 PEM", publicKey.export({ type: "pkcs1", format: "pem" }).toString()],
    ["SPKI DER", publicKey.export({ type: "spki", format: "der" })],
    ["PKCS 1 DER", publicKey.export({ type: "pkcs1", format: "der" })],
    ["JWK", JSON.stringify(jwk)],
    ["modulus", Buffer.from(String(jwk.n), "base64url")],
    ["modulus as text", String(jwk.n)],
  ];
}

function hmac({ rsa, header, payload }: Forge, alg: string, secret: string | Buffer): string {
  const input = `${base64url(header(rsa, { alg }))}.${base64url(payload())}`;
  return `${input}.${createHmac(alg.replace("HS", "sha"), secret).update(input).digest("base64url")}`;
}
