import { constants, createHash, createHmac, sign } from "node:crypto";
import { CompactSign, compactVerify, importJWK, type JWK } from "jose";
import { malformed, write } from "../support/der";
import { claims, headerOf, payloadOf, verifierFor } from "../support/issuer";
import { digestInfo, encrypted, padded, size } from "../support/pkcs1";
import { base64url, ecKey, edKey, rsaKey, type SigningKey, signature } from "../support/tokens";

/**
 * Signatures in every wrong form, after the kinds of case of Project Wycheproof (`npm run test:wycheproof` plays those
 * themselves). jose is the reference: it signs what must be accepted, and gives its own verdict on each vector.
 */

const rsa = rsaKey("rsa");
const ec = ecKey("ec");
const ed = edKey("ed");
const keys = [rsa, ec, ed];
const verify = verifierFor(keys);

const inputOf = (key: SigningKey) => `${base64url(headerOf(key))}.${base64url(payloadOf())}`;

const isAccepted = (token: string): Promise<boolean> =>
  verify(token).then(
    () => true,
    () => false,
  );

async function isAcceptedByReference(token: string, { alg, jwk }: SigningKey): Promise<boolean> {
  const key = await importJWK(jwk as JWK, alg);
  return compactVerify(token, key, { algorithms: [alg] }).then(
    () => true,
    () => false,
  );
}

/** What both accept of these signatures over a token of the key; anything on which they differ fails. */
async function acceptedOf(
  key: SigningKey,
  vectors: Iterable<readonly [what: string, signature: Uint8Array]>,
): Promise<readonly string[]> {
  const accepted: string[] = [];
  for (const [what, bytes] of vectors) {
    const token = `${inputOf(key)}.${base64url(bytes)}`;
    const ours = await isAccepted(token);
    expect({ what, accepted: ours }).toEqual({ what, accepted: await isAcceptedByReference(token, key) });
    if (ours) accepted.push(what);
  }
  return accepted;
}

test.each(keys)("$alg: a token that the reference signs is accepted", async ({ alg, kid, privateKey }) => {
  const key = await importJWK(privateKey.export({ format: "jwk" }) as JWK, alg);
  const token = await new CompactSign(Buffer.from(payloadOf()))
    .setProtectedHeader({ alg, kid, typ: "JWT" })
    .sign(key);
  await expect(verify(token)).resolves.toMatchObject({ subject: claims.sub });
});

describe("RS256", () => {
  const digest = (hash: string) => createHash(hash).update(inputOf(rsa)).digest();
  const sha256 = Buffer.from("608648016503040201", "hex");
  const right = write(digestInfo(sha256, digest("sha256")));
  const raw = (block: Buffer) => encrypted(rsa, block);
  const modulus = Buffer.from(String(rsa.jwk.n), "base64url");
  const plus = (bytes: Buffer, times: bigint) => {
    const sum = BigInt(`0x${bytes.toString("hex")}`) + times * BigInt(`0x${modulus.toString("hex")}`);
    const hex = sum.toString(16);
    return Buffer.from(hex.length % 2 ? `0${hex}` : hex, "hex");
  };

  test("the signature made by hand is the library's, and is accepted", async () => {
    expect(raw(padded(right))).toEqual(signature(rsa, inputOf(rsa)));
    expect(await acceptedOf(rsa, [["right", raw(padded(right))]])).toEqual(["right"]);
  });

  test("no wrong encoding of the digest is accepted", async () => {
    const all = [...malformed(digestInfo(sha256, digest("sha256")))];
    // The value of NULL is empty, so that "empty" and "NULL instead" leave it as it is.
    const vectors = all.filter(([, info]) => !info.equals(right));
    expect(vectors.length).toBeGreaterThan(130);
    expect(
      await acceptedOf(
        rsa,
        vectors.map(([what, info]) => [what, raw(padded(info))] as const),
      ),
    ).toEqual([]);
  });

  test("no other digest is accepted", async () => {
    const oids = {
      md5: "2a864886f70d0205",
      sha1: "2b0e03021a",
      sha384: "608648016503040202",
      sha512: "608648016503040203",
    };
    const others = Object.entries(oids).flatMap(([hash, oid]) => [
      [hash, raw(padded(write(digestInfo(Buffer.from(oid, "hex"), digest(hash)))))] as const,
      [
        `SHA-256 said to be ${hash}`,
        raw(padded(write(digestInfo(Buffer.from(oid, "hex"), digest("sha256"))))),
      ] as const,
      [`${hash} said to be SHA-256`, raw(padded(write(digestInfo(sha256, digest(hash)))))] as const,
    ]);
    expect(await acceptedOf(rsa, [...others, ["no digest info", raw(padded(digest("sha256")))]])).toEqual([]);
  });

  test("no other padding is accepted", async () => {
    const block = padded(right);
    const withByte = (at: number, byte: number) => raw(Buffer.from(block.with(at, byte)));
    const pss = sign("sha256", Buffer.from(inputOf(rsa)), {
      key: rsa.privateKey,
      padding: constants.RSA_PKCS1_PSS_PADDING,
    });
    const vectors: (readonly [string, Uint8Array])[] = [
      ["block type 0", raw(padded(right, { type: 0, fill: 0 }))],
      ["block type 2", raw(padded(right, { type: 2 }))],
      ["another fill", raw(padded(right, { fill: 0xfe }))],
      ["first byte", withByte(0, 0x01)],
      ["first byte of the fill", withByte(2, 0xfe)],
      ["a byte of the fill", withByte(100, 0)],
      ["last byte of the fill", withByte(size - right.length - 2, 0)],
      ["no zero before the digest", withByte(size - right.length - 1, 0xff)],
      ["PSS", pss],
      ...[1, 8, 100, size - 3 - right.length - 8, size - 3 - right.length].map(
        (length) =>
          [`${length} bytes after the digest`, raw(padded(right, { after: Buffer.alloc(length) }))] as const,
      ),
    ];
    expect(await acceptedOf(rsa, vectors)).toEqual([]);
  });

  test("no other number is accepted", async () => {
    const valid = signature(rsa, inputOf(rsa));
    const number = (value: number) => Buffer.alloc(size).fill(value, size - 1);
    const vectors: (readonly [string, Uint8Array])[] = [
      ["none", Buffer.alloc(0)],
      ["0", number(0)],
      ["1", number(1)],
      ["2", number(2)],
      ["the modulus", modulus],
      ["the modulus minus 1", Buffer.from(modulus.with(size - 1, (modulus.at(-1) ?? 0) - 1))],
      ["plus the modulus", plus(valid, 1n)],
      ["plus twice the modulus", plus(valid, 2n)],
      ["a zero before it", Buffer.concat([Buffer.alloc(1), valid])],
      ["a zero after it", Buffer.concat([valid, Buffer.alloc(1)])],
      ["without its last byte", valid.subarray(0, -1)],
      ["without its first byte", valid.subarray(1)],
    ];
    expect(await acceptedOf(rsa, vectors)).toEqual([]);
  });
});

describe("ES256", () => {
  const n = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const p = 0xffffffff00000001000000000000000000000000ffffffffffffffffffffffffn;
  const of32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex");
  const both = (r: bigint, s: bigint) => Buffer.concat([of32(r), of32(s)]);

  test("no special values of r and s are accepted", async () => {
    const special = [0n, 1n, 2n, n - 1n, n, n + 1n, p - 1n, p, p + 1n, (1n << 256n) - 1n, n >> 1n];
    const vectors = special.flatMap((r, i) => special.map((s, j) => [`r ${i}, s ${j}`, both(r, s)] as const));
    expect(await acceptedOf(ec, vectors)).toEqual([]);
  });

  test("of a valid signature's other forms only the one with -s is accepted, as ECDSA has it", async () => {
    const valid = signature(ec, inputOf(ec));
    const [r, s] = [valid.subarray(0, 32), valid.subarray(32)].map((half) =>
      BigInt(`0x${half.toString("hex")}`),
    ) as [bigint, bigint];
    const zero = Buffer.alloc(1);
    const otherCurve = signature({ ...ecKey("ec", "P-384"), alg: "ES256" }, inputOf(ec));
    const vectors: (readonly [string, Uint8Array])[] = [
      ["right", valid],
      ["-s", both(r, n - s)],
      ["-r", both(n - r, s)],
      ["exchanged", both(s, r)],
      ["r alone", of32(r)],
      ["s is 0", both(r, 0n)],
      ["r is 0", both(0n, s)],
      ["DER", sign("sha256", Buffer.from(inputOf(ec)), ec.privateKey)],
      ["a zero before it", Buffer.concat([zero, valid])],
      ["a zero after it", Buffer.concat([valid, zero])],
      ["a zero before each", Buffer.concat([zero, of32(r), zero, of32(s)])],
      ["written twice", Buffer.concat([valid, valid])],
      ["without its last byte", valid.subarray(0, -1)],
      ["none", Buffer.alloc(0)],
      ["of another curve", otherCurve],
      [
        "of another hash",
        sign("sha384", Buffer.from(inputOf(ec)), { key: ec.privateKey, dsaEncoding: "ieee-p1363" }),
      ],
    ];
    expect(await acceptedOf(ec, vectors)).toEqual(["right", "-s"]);
  });
});

test("EdDSA: of a valid signature's other forms none is accepted", async () => {
  const valid = signature(ed, inputOf(ed));
  const order = (1n << 252n) + 27742317777372353535851937790883648493n;
  const little = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
  const of32 = (value: bigint) => Buffer.from(value.toString(16).padStart(64, "0"), "hex").reverse();
  const R = valid.subarray(0, 32);
  const s = little(valid.subarray(32));
  // The identity and a point of order 2: with one of them as R, lenient verifiers accept keys of small order.
  const [identity, two] = [of32(1n), of32((1n << 255n) - 20n)];
  const vectors: (readonly [string, Uint8Array])[] = [
    ["right", valid],
    ...[1n, 2n, 7n].map(
      (times) => [`s plus ${times} times the order`, Buffer.concat([R, of32(s + times * order)])] as const,
    ),
    ["minus s", Buffer.concat([R, of32(order - s)])],
    ["s is 0", Buffer.concat([R, of32(0n)])],
    ["R is the identity", Buffer.concat([identity, of32(s)])],
    ["R is the identity, s is 0", Buffer.concat([identity, of32(0n)])],
    ["R has order 2, s is 0", Buffer.concat([two, of32(0n)])],
    ["exchanged", Buffer.concat([valid.subarray(32), R])],
    ["all zeros", Buffer.alloc(64)],
    ["a zero after it", Buffer.concat([valid, Buffer.alloc(1)])],
    ["without its last byte", valid.subarray(0, -1)],
    ["none", Buffer.alloc(0)],
  ];
  expect(await acceptedOf(ed, vectors)).toEqual(["right"]);
});

test("no public key passes as the secret of HMAC", async () => {
  for (const { jwk, kid, publicKey } of keys) {
    const forms = [
      publicKey.export({ format: "pem", type: "spki" }),
      publicKey.export({ format: "der", type: "spki" }),
      JSON.stringify(jwk),
      Buffer.from(String(jwk.n ?? jwk.x), "base64url"),
      "",
    ];
    for (const secret of forms) {
      for (const bits of [256, 384, 512]) {
        const input = `${base64url(JSON.stringify({ alg: `HS${bits}`, kid, typ: "JWT" }))}.${base64url(payloadOf())}`;
        const token = `${input}.${createHmac(`sha${bits}`, secret).update(input).digest("base64url")}`;
        expect(await isAccepted(token)).toBe(false);
      }
    }
  }
});
