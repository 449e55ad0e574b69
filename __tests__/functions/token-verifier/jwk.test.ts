import { isStrongRsa } from "../../../contract/rsa-strength";
import { algorithms } from "../../../functions/token-verifier/issuer";
import { vetKey } from "../../../functions/token-verifier/jwk";
import { ecKey, edKey, rsaKey } from "../support/tokens";

const rsa = rsaKey("rsa");
const ec = ecKey("ec");
const ed = edKey("ed");

describe("a JWK as a key to verify with", () => {
  it.each([
    [rsa, "RSA", 256, ["n", "e"]],
    [ec, "EC", 64, ["crv", "x", "y"]],
    [ed, "OKP", 64, ["crv", "x"]],
  ] as const)(
    "$alg: has the public members and the one algorithm, and no other member",
    (key, kty, signatureBytes, members) => {
      const { kid, alg, jwk } = key;
      const expected = { kty, ...Object.fromEntries(members.map((name) => [name, jwk[name]])) };
      const { alg: _alg, use: _use, ...bare } = jwk;
      for (const changes of [
        {},
        { alg },
        { use: "sig" },
        { key_ops: ["verify"] },
        { key_ops: ["sign", "verify"] },
        { x5t: "x" },
      ]) {
        const { key, ...vetted } = vetKey({ ...bare, ...changes }, algorithms);
        expect(vetted).toEqual({ kid, alg, signatureBytes });
        expect(key.dsaEncoding).toBe("ieee-p1363");
        expect(key.key.type).toBe("public");
        expect(key.key.export({ format: "jwk" })).toEqual(expected);
      }
    },
  );

  it.each([undefined, null, 7, ["rsa"], ""])("has no kid, if that is %j", (kid) => {
    expect(() => vetKey({ ...rsa.jwk, kid }, algorithms)).toThrow(
      expect.objectContaining({ code: "KEY_ID" }),
    );
  });

  it("is only for what is allowed", () => {
    for (const key of [rsa, ec, ed])
      expect(() =>
        vetKey(
          key.jwk,
          algorithms.filter((one) => one !== key.alg),
        ),
      ).toThrow(expect.objectContaining({ code: "KEY_TYPE" }));
  });
});

describe("an RSA key is strong", () => {
  const filled = (bits: number) =>
    Buffer.from(((1n << BigInt(bits)) - 1n).toString(16).padStart(Math.ceil(bits / 8) * 2, "0"), "hex");
  const number = (value: number) => Buffer.from(value.toString(16).padStart(10, "0"), "hex");

  it.each<[string, Buffer, number, boolean]>([
    ["of 2,048 bits", filled(2_048), 65_537, true],
    ["of 8,192 bits", filled(8_192), 65_537, true],
    ["of 2,047 bits", filled(2_047), 65_537, false],
    ["of 8,193 bits", filled(8_193), 65_537, false],
    ["with an even modulus", Buffer.alloc(256, 0xfe), 65_537, false],
    ["with an exponent below", filled(2_048), 65_535, false],
    ["with an even exponent", filled(2_048), 65_538, false],
    ["with the largest exponent", filled(2_048), 0xffff_ffff, true],
    ["with an exponent beyond", filled(2_048), 0x1_0000_0001, false],
  ])("%s", (_, modulus, exponent, expected) => {
    expect(isStrongRsa(modulus, number(exponent))).toBe(expected);
  });
});
