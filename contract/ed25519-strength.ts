const P = 2n ** 255n - 19n;
/** One of the two y of the points of order 8; the other one is -y. */
const OF_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
/** The y of the eight points whose order divides 8: 0 of order 4, 1 the neutral one, -1 of order 2. */
const SMALL_ORDER: ReadonlySet<bigint> = new Set([0n, 1n, P - 1n, OF_ORDER_8, P - OF_ORDER_8]);

/**
 * Whether an Ed25519 public key is strong enough: of another order than 1, 2, 4 and 8. For a key of such an order, everybody
 * can find signatures that are valid. RFC 8032 leaves it to its users to refuse them; one of them is the key of zero bytes
 * alone, which a placeholder may have.
 *
 * @param x the key, 32 bytes, little-endian; the highest bit is the sign
 */
export function isStrongEd25519(x: Uint8Array): boolean {
  const number = BigInt(`0x${Buffer.from(x).reverse().toString("hex")}`) & ((1n << 255n) - 1n);
  return !SMALL_ORDER.has(number % P);
}
