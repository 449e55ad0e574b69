import { constants, createHash, privateEncrypt, sign } from "node:crypto";
import { base64url, type SigningKey, signature, signText } from "../tokens";
import { attack, type Forge, type HostileToken } from "./hostile-token";

/** The order of P-256 and of Ed25519's base point. */
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const ED25519_ORDER = 0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3edn;

/** Signatures that are none, over a header and a payload that are right. */
export function signatureAttacks({ rsa, ec, ed, stranger, header, payload }: Forge): readonly HostileToken[] {
  const input = (key: SigningKey) => `${base64url(header(key))}.${base64url(payload())}`;
  const withSignature = (key: SigningKey, bytes: Uint8Array) => `${input(key)}.${base64url(bytes)}`;
  const right = signature(rsa, input(rsa));
  const rightEc = signature(ec, input(ec));
  const rightEd = signature(ed, input(ed));
  const [r, s] = [rightEc.subarray(0, 32), rightEc.subarray(32)];
  const of = (
    key: SigningKey,
    cases: readonly (readonly [string, Uint8Array])[],
  ): (readonly [string, string])[] => cases.map(([name, bytes]) => [name, withSignature(key, bytes)]);
  const mixed = (key: SigningKey, changes: Readonly<Record<string, unknown>>) => {
    const good = signText(key, header(key), payload());
    return `${base64url(header(key))}.${base64url(payload(changes))}.${good.slice(good.lastIndexOf(".") + 1)}`;
  };

  return [
    ...attack("an RSA signature that is none", "SIGNATURE", [
      ...of(rsa, [
        ["one byte", Buffer.from([1])],
        ["zeros", Buffer.alloc(256)],
        ["ones", Buffer.alloc(256, 0xff)],
        ["the number 1", Buffer.concat([Buffer.alloc(255), Buffer.from([1])])],
        ["the modulus", Buffer.from(String(rsa.jwk.n), "base64url")],
        ["cut short", right.subarray(0, 255)],
        ["its first half", right.subarray(0, 128)],
        ["a byte more", Buffer.concat([right, Buffer.from([0])])],
        ["a zero before", Buffer.concat([Buffer.from([0]), right])],
        ["twice", Buffer.concat([right, right])],
        ["backwards", Buffer.from(right).reverse()],
        ["as text", Buffer.from(right.toString("hex"))],
        ["the digest itself", createHash("sha256").update(input(rsa)).digest()],
      ]),
    ]),
    ...attack("RSA signed in another way", "SIGNATURE", [
      ...of(rsa, [
        [
          "PSS",
          sign("sha256", Buffer.from(input(rsa)), {
            key: rsa.privateKey,
            padding: constants.RSA_PKCS1_PSS_PADDING,
          }),
        ],
        ["SHA-1", sign("sha1", Buffer.from(input(rsa)), rsa.privateKey)],
        ["SHA-384", sign("sha384", Buffer.from(input(rsa)), rsa.privateKey)],
        ["SHA-512", sign("sha512", Buffer.from(input(rsa)), rsa.privateKey)],
        [
          "the digest without its name",
          privateEncrypt(rsa.privateKey, createHash("sha256").update(input(rsa)).digest()),
        ],
        ["the text itself", privateEncrypt(rsa.privateKey, Buffer.from("alice-1"))],
        [
          "its digest signed",
          sign("sha256", createHash("sha256").update(input(rsa)).digest(), rsa.privateKey),
        ],
        ["the payload alone", sign("sha256", Buffer.from(payload()), rsa.privateKey)],
        ["the decoded parts", sign("sha256", Buffer.from(`${header(rsa)}.${payload()}`), rsa.privateKey)],
      ]),
    ]),
    ...attack("another token's signature", "SIGNATURE", [
      [
        "the stranger's, under the issuer's kid",
        signText(stranger, header(stranger, { kid: rsa.kid }), payload()),
      ],
      [
        "the stranger's, over a better role",
        signText(stranger, header(stranger, { kid: rsa.kid }), payload({ roles: ["root"] })),
      ],
    ]),
    ...attack("parts of several tokens", "SIGNATURE", [
      ...[rsa, ec, ed].flatMap((key) => [
        [`${key.alg}, another sub`, mixed(key, { sub: "bob-1" })] as const,
        [`${key.alg}, a later end`, mixed(key, { exp: 4_000_000_000 })] as const,
        [`${key.alg}, another role`, mixed(key, { roles: ["root"] })] as const,
        [
          `${key.alg}, the members in another order`,
          mixed(key, { sub: undefined, iss2: 1, sub2: 2 }),
        ] as const,
      ]),
      [
        "another header",
        `${base64url(header(rsa, { typ: "at+jwt" }))}.${base64url(payload())}.${base64url(right)}`,
      ],
      [
        "the header with a blank",
        `${base64url(`${header(rsa)} `)}.${base64url(payload())}.${base64url(right)}`,
      ],
    ]),
    ...attack("an ECDSA signature that is none, CVE-2022-21449", "SIGNATURE", [
      ...of(ec, [
        ["r and s zero", Buffer.alloc(64)],
        ["r zero", Buffer.concat([Buffer.alloc(32), s])],
        ["s zero", Buffer.concat([r, Buffer.alloc(32)])],
        ["r and s the order", Buffer.concat([number(P256_ORDER), number(P256_ORDER)])],
        ["r and s one", Buffer.concat([number(1n), number(1n)])],
        ["r and s the greatest", Buffer.alloc(64, 0xff)],
        ["r beyond the order", Buffer.concat([number((big(r) + P256_ORDER) % 2n ** 256n), s])],
        ["r and s exchanged", Buffer.concat([s, r])],
        ["as DER", sign("sha256", Buffer.from(input(ec)), ec.privateKey)],
        ["cut short", rightEc.subarray(0, 63)],
        ["one byte", Buffer.from([0])],
        ["a byte more", Buffer.concat([rightEc, Buffer.from([0])])],
        ["a zero before each half", Buffer.concat([Buffer.from([0]), r, Buffer.from([0]), s])],
        ["of 96 bytes", Buffer.concat([Buffer.alloc(16), r, Buffer.alloc(16), s])],
        [
          "SHA-384",
          sign("sha384", Buffer.from(input(ec)), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }),
        ],
      ]),
    ]),
    ...attack("an Ed25519 signature that is none", "SIGNATURE", [
      ...of(ed, [
        ["zeros", Buffer.alloc(64)],
        ["S zero", Buffer.concat([rightEd.subarray(0, 32), Buffer.alloc(32)])],
        ["R the neutral point, S zero", Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])],
        ["S beyond the order", Buffer.concat([rightEd.subarray(0, 32), beyondOrder(rightEd.subarray(32))])],
        ["cut short", rightEd.subarray(0, 63)],
        ["a byte more", Buffer.concat([rightEd, Buffer.from([0])])],
        ["halves exchanged", Buffer.concat([rightEd.subarray(32), rightEd.subarray(0, 32)])],
        ["of its digest", sign(null, createHash("sha512").update(input(ed)).digest(), ed.privateKey)],
      ]),
    ]),
  ];
}

const number = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, "0"), "hex");
const big = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString("hex")}`);

/** S and S + L verify alike where the range is not checked (RFC 8032, 5.1.7). */
function beyondOrder(bytes: Uint8Array): Buffer {
  return number(big(Buffer.from(bytes).reverse()) + ED25519_ORDER).reverse();
}
