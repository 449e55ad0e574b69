const MIN_MODULUS_BITS = 2_048;
/** OpenSSL accepts up to 16,384 bits, at a hundred times the cost of a verification. */
const MAX_MODULUS_BITS = 8_192;
const FERMAT_4 = 65_537n;

/**
 * Whether an RSA public key is strong enough: 2,048 to 8,192 bits, odd, not from a generator with the ROCA flaw,
 * and with an exponent that is odd and at least 65,537 (FIPS 186-5, A.1.1). The limit of 32 bits is
 * this project's: a longer exponent makes each verification expensive and nothing safer.
 *
 * @param n the modulus and
 * @param e the exponent, big-endian
 */
export function isStrongRsa(n: Uint8Array, e: Uint8Array): boolean {
  const modulus = asNumber(n);
  const exponent = asNumber(e);
  const bits = modulus.toString(2).length;
  return (
    bits >= MIN_MODULUS_BITS &&
    bits <= MAX_MODULUS_BITS &&
    modulus % 2n === 1n &&
    exponent % 2n === 1n &&
    exponent >= FERMAT_4 &&
    exponent <= 0xffff_ffffn &&
    !hasRocaFingerprint(modulus)
  );
}

/** Whether the number of a JWK has a byte too many, which RFC 7518, 2, "Base64urlUInt" rules out. Zero is one byte. */
export function hasLeadingZero(number: Uint8Array): boolean {
  return number.length > 1 && number[0] === 0;
}

/**
 * CVE-2017-15361: Infineon's chips chose primes that are powers of 65,537 modulo a product of small primes. So is
 * their product then, modulo each of them, which in another modulus happens once in 10^8.
 */
function hasRocaFingerprint(modulus: bigint): boolean {
  return rocaPrimes.every((prime) => powersOfFermat4(prime).has(modulus % prime));
}

/** The odd primes up to 167. */
const rocaPrimes = Array.from({ length: 83 }, (_, at) => BigInt(2 * at + 3)).filter(isPrime);

function isPrime(candidate: bigint): boolean {
  for (let factor = 3n; factor * factor <= candidate; factor += 2n)
    if (candidate % factor === 0n) return false;
  return true;
}

function powersOfFermat4(prime: bigint): ReadonlySet<bigint> {
  const powers = new Set<bigint>();
  for (let power = 1n; !powers.has(power); power = (power * FERMAT_4) % prime) powers.add(power);
  return powers;
}

function asNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString("hex")}`);
}
