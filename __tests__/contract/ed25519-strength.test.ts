import { generateKeyPairSync } from "node:crypto";
import { isStrongEd25519 } from "../../contract/ed25519-strength";

const P = 2n ** 255n - 19n;

/** The encodings of the points of small order in which y is below the prime, with the sign bit off. */
const SMALL_ORDER: Readonly<Record<string, string>> = {
  "1": "0100000000000000000000000000000000000000000000000000000000000000",
  "2": "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "4": "0000000000000000000000000000000000000000000000000000000000000000",
  "8": "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "8, the other y": "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "1, from beyond the prime": "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "4, from beyond the prime": "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
};

function signed(hex: string): Buffer {
  const bytes = Buffer.from(hex, "hex");
  bytes[31] = (bytes[31] ?? 0) | 0x80;
  return bytes;
}

it.each(Object.entries(SMALL_ORDER))("a key of order %s is weak, with either sign", (_, hex) => {
  expect(isStrongEd25519(Buffer.from(hex, "hex"))).toBe(false);
  expect(isStrongEd25519(signed(hex))).toBe(false);
});

it("the two y of order 8 solve the equation of the curve for a point whose double has y = 0", () => {
  // y of the double is (y^2 + x^2) / (1 - d x^2 y^2), so x^2 = -y^2; and -x^2 + y^2 = 1 + d x^2 y^2.
  const power = (base: bigint, exponent: bigint): bigint =>
    exponent === 0n ? 1n : (power((base * base) % P, exponent / 2n) * (exponent % 2n === 1n ? base : 1n)) % P;
  const d = ((P - 121_665n) * power(121_666n, P - 2n)) % P;
  for (const order of ["8", "8, the other y"]) {
    const hex = Buffer.from(SMALL_ORDER[order] as string, "hex")
      .reverse()
      .toString("hex");
    const y2 = BigInt(`0x${hex}`) ** 2n % P;
    expect((2n * y2) % P).toBe((1n + (P - d) * ((y2 * y2) % P)) % P);
  }
});

it("the keys that a generator makes are strong", () => {
  for (let n = 0; n < 20; n++) {
    const { x = "" } = generateKeyPairSync("ed25519").publicKey.export({ format: "jwk" });
    expect(isStrongEd25519(Buffer.from(x, "base64url"))).toBe(true);
  }
});
