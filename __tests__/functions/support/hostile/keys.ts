import { createHash, generateKeyPairSync } from "node:crypto";
import { base64url, ecKey, edKey, rsaKey, type SigningKey, signText } from "../tokens";
import { attack, type Forge, type HostileToken } from "./hostile-token";

/** Anything that an issuer might publish. */
export interface PublishedKey {
  readonly jwk: unknown;
}

/**
 * Keys that an issuer might publish and that must not verify anything, each with tokens that are rightly signed
 * by them (RFC 8725, 3.5; RFC 7517, 4.2 to 4.4).
 */
export function keyAttacks({ header, payload }: Forge): {
  readonly tokens: readonly HostileToken[];
  readonly published: readonly PublishedKey[];
} {
  const published: PublishedKey[] = [];
  const token = (key: SigningKey): string => signText(key, header(key), payload());
  /** Publishes the key with these members changed, and signs with it. */
  const changed = (
    name: string,
    key: SigningKey,
    members: Readonly<Record<string, unknown>>,
  ): [string, string] => {
    published.push({ jwk: { ...key.jwk, kid: key.kid, ...members } });
    return [name, token(key)];
  };
  const rsa = rsaKey("spare");
  const ec = ecKey("spare");
  const ed = edKey("spare");
  let count = 0;
  const again = (key: SigningKey): SigningKey => ({ ...key, kid: `key-${count++}` });
  const unit = again(rsa);
  const unitModulus = { n: rsa.jwk.n, e: "AQ" };
  const ambiguous = again(rsa);

  const tokens = [
    ...attack("a weak RSA key", "KEY_WEAK", [
      ...[512, 1_024, 2_047].map((bits) => changed(`${bits} bits`, rsaKey(`rsa-${bits}`, bits), {})),
      changed("exponent 3", rsaKey("rsa-e3", 2_048, 3), {}),
      changed("exponent 17", rsaKey("rsa-e17", 2_048, 17), {}),
      changed("an even exponent", again(rsa), { e: "AQAC" }),
      changed("exponent 0", again(rsa), { e: "AA" }),
      changed("an exponent beyond 32 bits", again(rsa), { e: "AQAAAAE" }),
      changed("an exponent as long as the modulus", again(rsa), { e: rsa.jwk.n }),
      changed("the ROCA flaw, CVE-2017-15361", again(rsa), { n: rocaModulus() }),
      changed("an even modulus", again(rsa), { n: base64url(Buffer.alloc(256, 0xfe)) }),
      changed("a modulus of 8,193 bits", again(rsa), {
        n: base64url(Buffer.concat([Buffer.from([1]), Buffer.alloc(1_024, 0xff)])),
      }),
    ]),
    ...attack("a key whose signatures anyone can forge", "KEY_WEAK", [
      [changed("exponent 1", unit, unitModulus)[0], unsealed(unit, header(unit), payload())],
      ...Object.entries(SMALL_ORDER).map(([name, point]): [string, string] => {
        const key = again(ed);
        const x = base64url(Buffer.from(point, "hex"));
        return [changed(`Ed25519 of ${name}`, key, { x })[0], unsigned(x, header(key), payload)];
      }),
    ]),
    ...attack("a key for another purpose", "KEY_USE", [
      changed("for encryption", again(rsa), { use: "enc" }),
      changed("a use spelled otherwise", again(rsa), { use: "SIG" }),
      changed("a use of another type", again(rsa), { use: ["sig"] }),
      changed("no use", again(rsa), { use: null }),
      changed("for wrapping keys", again(ec), { key_ops: ["wrapKey"] }),
      changed("for signing", again(ec), { key_ops: ["sign"] }),
      changed("for nothing", again(ed), { key_ops: [] }),
      changed("operations of another type", again(ed), { key_ops: "verify" }),
    ]),
    ...attack("a key for another algorithm", "KEY_ALGORITHM", [
      ...["RS512", "PS256", "RSA-OAEP", "HS256", "none", "", "rs256", null, ["RS256"]].map((alg) =>
        changed(JSON.stringify(alg), again(rsa), { alg }),
      ),
      changed("ES512 on a P-256 key", again(ec), { alg: "ES512" }),
      changed("ES256 on an Ed25519 key", again(ed), { alg: "ES256" }),
    ]),
    ...attack("a kind of key that is not supported", "KEY_TYPE", [
      changed("P-384", ecKey("p384", "P-384"), {}),
      changed("P-521", ecKey("p521", "P-521"), {}),
      changed("secp256k1", ecKey("k1", "secp256k1"), {}),
      changed("Ed448", otherCurve("ed448", "ed448"), {}),
      changed("X25519", again(ed), { crv: "X25519" }),
      changed("a P-256 key that says P-384", again(ec), { crv: "P-384" }),
      changed("a symmetric key", again(rsa), { kty: "oct" }),
      changed("kty in lower case", again(rsa), { kty: "rsa" }),
      changed("an RSA key with a curve", again(rsa), { crv: "P-256" }),
      changed("no kty", again(rsa), { kty: undefined }),
      changed("kty of another type", again(rsa), { kty: ["RSA"] }),
    ]),
    ...attack("a key whose private half is public", "KEY_PRIVATE", [
      ...["d", "p", "q", "dp", "dq", "qi", "oth", "k"].map((name) =>
        changed(`RSA, ${name}`, again(rsa), { [name]: "AQ" }),
      ),
      changed("EC", again(ec), { d: "AQ" }),
      changed("Ed25519", again(ed), { d: "AQ" }),
    ]),
    ...attack("a key that is malformed", "KEY_MALFORMED", [
      changed("no modulus", again(rsa), { n: undefined }),
      changed("an empty modulus", again(rsa), { n: "" }),
      changed("a modulus of another type", again(rsa), { n: 7 }),
      changed("a padded modulus", again(rsa), { n: `${rsa.jwk.n}==` }),
      changed("a modulus in the other alphabet", again(rsa), {
        n: Buffer.from(String(rsa.jwk.n), "base64url").toString("base64"),
      }),
      changed("a modulus with a leading zero", again(rsa), {
        n: base64url(Buffer.concat([Buffer.alloc(1), Buffer.from(String(rsa.jwk.n), "base64url")])),
      }),
      changed("an exponent with a leading zero", again(rsa), { e: "AAEAAQ" }),
      changed("no exponent", again(rsa), { e: undefined }),
      changed("an exponent with a blank", again(rsa), { e: "AQ AB" }),
      changed("no x", again(ec), { x: undefined }),
      changed("no y", again(ec), { y: undefined }),
      changed("no x, Ed25519", again(ed), { x: undefined }),
    ]),
    ...attack("a key that is no point of its curve", "KEY_MALFORMED", [
      changed("EC, another y", again(ec), { y: ec.jwk.x }),
      changed("EC, the origin", again(ec), {
        x: base64url(Buffer.alloc(32)),
        y: base64url(Buffer.alloc(32)),
      }),
      changed("EC, too short", again(ec), { x: "AQ" }),
      changed("Ed25519, too short", again(ed), { x: "AQ" }),
      changed("Ed25519, too long", again(ed), { x: base64url(Buffer.alloc(33, 1)) }),
    ]),
    ...attack("one kid for two keys", "KEY_AMBIGUOUS", [
      changed("the first", ambiguous, {}),
      changed("the second", { ...ec, kid: ambiguous.kid }, {}),
      changed("the first again", ambiguous, {}),
    ]),
    ...attack("a key without a kid", "KEY_UNKNOWN", [
      changed("none", again(rsa), { kid: undefined }),
      changed("of another type", again(rsa), { kid: 7 }),
      changed("in a list", again(rsa), { kid: ["key"] }),
    ]),
    ...attack("a key that is not published, or no longer", "KEY_UNKNOWN", [["withdrawn", token(again(rsa))]]),
  ];
  return { tokens, published };
}

/** The points whose order divides 4, as keys: the multiples of one of them, by 0, 1, 2 and 3. */
const SMALL_ORDER: Readonly<Record<string, string>> = {
  "order 1": "0100000000000000000000000000000000000000000000000000000000000000",
  "order 4, zero bytes alone": "0000000000000000000000000000000000000000000000000000000000000000",
  "order 2": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "order 4": "0000000000000000000000000000000000000000000000000000000000000080",
};
const MULTIPLES = Object.values(SMALL_ORDER).map((point) => Buffer.from(point, "hex"));
/** The order of Ed25519's base point (RFC 8032, 5.1). */
const L = (1n << 252n) + 27_742_317_777_372_353_535_851_937_790_883_648_493n;

/**
 * Without a private key: a signature with S = 0 is valid where R is minus the key, as often as a digest over both says
 * (RFC 8032, 5.1.7). As many claims are tried as it takes.
 */
function unsigned(x: string, header: string, payload: Forge["payload"]): string {
  const key = Buffer.from(x, "base64url");
  const times = BigInt(MULTIPLES.findIndex((point) => point.equals(key)));
  for (let n = 0; n < 1_000; n++) {
    const input = `${base64url(header)}.${base64url(payload({ jti: `${n}` }))}`;
    const valid = MULTIPLES.find((R, r) => (BigInt(r) + digestOf(R, key, input) * times) % 4n === 0n);
    if (valid) return `${input}.${base64url(Buffer.concat([valid, Buffer.alloc(32)]))}`;
  }
  throw new Error("no signature is valid for the key");
}

function digestOf(R: Buffer, key: Buffer, input: string): bigint {
  const digest = createHash("sha512").update(R).update(key).update(input).digest();
  return BigInt(`0x${digest.reverse().toString("hex")}`) % L;
}

/** With an exponent of 1 the signature is the padded digest itself (RFC 8017, 9.2). */
function unsealed(key: SigningKey, header: string, payload: string): string {
  const input = `${base64url(header)}.${base64url(payload)}`;
  const info = Buffer.from("3031300d060960864801650304020105000420", "hex");
  const digest = Buffer.concat([info, createHash("sha256").update(input).digest()]);
  const length = Buffer.from(String(key.jwk.n), "base64url").length;
  const padding = Buffer.alloc(length - digest.length - 3, 0xff);
  return `${input}.${base64url(Buffer.concat([Buffer.from([0, 1]), padding, Buffer.from([0]), digest]))}`;
}

function otherCurve(kid: string, type: "ed448"): SigningKey {
  const pair = generateKeyPairSync(type);
  return {
    kid,
    alg: "EdDSA",
    ...pair,
    jwk: { ...pair.publicKey.export({ format: "jwk" }), kid, use: "sig" },
  };
}

/** 2,048 bits that are a power of 65,537 modulo each odd prime up to 167. */
function rocaModulus(): string {
  let product = 2n;
  for (let n = 3n; n <= 167n; n += 2n) if (isPrime(n)) product *= n;
  const residue = 65_537n ** 7n % product;
  const modulus = residue + product * (2n ** 2_047n / product + 1n);
  return base64url(Buffer.from(modulus.toString(16), "hex"));
}

function isPrime(n: bigint): boolean {
  for (let factor = 3n; factor * factor <= n; factor += 2n) if (n % factor === 0n) return false;
  return true;
}
