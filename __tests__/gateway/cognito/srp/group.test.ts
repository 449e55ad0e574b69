import { N, power } from "../../../../gateway/cognito/srp/group";
import { power as plainPower } from "./client";

const LARGE = BigInt(`0x${"9e3779b97f4a7c15".repeat(20)}`);

test.each([0n, 1n, 2n, LARGE, N - 1n, N, N + 2n])(
  "powers of %s, as squaring and multiplying has them",
  (base) => {
    // Of 0, the power 0 is asked for by nobody.
    for (const exponent of [0n, 1n, 2n, 65_537n, LARGE, N - 2n, N, N + 5n, N * LARGE])
      if (base % N !== 0n || exponent > 0n) expect(power(base, exponent)).toBe(plainPower(base, exponent));
  },
);
