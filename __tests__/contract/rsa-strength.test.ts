import { isStrongRsa } from "../../contract/rsa-strength";

/** The primes of the ROCA fingerprint, CVE-2017-15361. */
const PRIMES = [
  3n,
  5n,
  7n,
  11n,
  13n,
  17n,
  19n,
  23n,
  29n,
  31n,
  37n,
  41n,
  43n,
  47n,
  53n,
  59n,
  61n,
  67n,
  71n,
  73n,
  79n,
  83n,
  89n,
  97n,
  101n,
  103n,
  107n,
  109n,
  113n,
  127n,
  131n,
  137n,
  139n,
  149n,
  151n,
  157n,
  163n,
  167n,
];
const FERMAT_4 = 65_537n;

/** An odd number of 2,048 bits that is a power of 65,537 modulo each of the primes, and a multiple of the other one. */
function modulusOf(primes: readonly bigint[], other = 1n): Buffer {
  const product = primes.reduce((all, prime) => all * prime, 2n);
  let modulus = (FERMAT_4 ** 7n % product) + product * (2n ** 2_047n / product + 1n);
  while (modulus % other !== 0n) modulus += product;
  return Buffer.from(modulus.toString(16), "hex");
}

const exponent = Buffer.from([1, 0, 1]);

test("a modulus that is a power of 65,537 modulo each prime has the ROCA flaw", () => {
  expect(isStrongRsa(modulusOf(PRIMES), exponent)).toBe(false);
});

test.each(PRIMES)("a modulus that is none modulo %s has not", (prime) => {
  expect(
    isStrongRsa(
      modulusOf(
        PRIMES.filter((other) => other !== prime),
        prime,
      ),
      exponent,
    ),
  ).toBe(true);
});
