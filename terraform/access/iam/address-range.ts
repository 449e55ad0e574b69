/**
 * Whether an IP address is in a range such as `203.0.113.0/24`, `2001:db8::/32` or a single address.
 *
 * @returns undefined where one of the two is not valid
 */
export function inRange(address: string, range: string): boolean | undefined {
  const block = addressBlock(range);
  const found = bitsOf(address);
  if (!block || !found) return undefined;
  return block.width === found.width && block.first <= found.bits && found.bits <= block.last;
}

/** The addresses of a range, as numbers. */
export interface AddressBlock {
  readonly width: 32 | 128;
  readonly first: bigint;
  readonly last: bigint;
}

/** @returns undefined where the range is not valid */
export function addressBlock(range: string): AddressBlock | undefined {
  const [network = "", length, ...more] = range.split("/");
  const from = bitsOf(network);
  if (!from || more.length > 0) return undefined;
  if (length !== undefined && !/^\d{1,3}$/.test(length)) return undefined;
  const prefix = length === undefined ? from.width : Number(length);
  if (prefix > from.width) return undefined;
  const rest = BigInt(from.width - prefix);
  const first = (from.bits >> rest) << rest;
  return { width: from.width, first, last: first + (1n << rest) - 1n };
}

interface Bits {
  readonly bits: bigint;
  readonly width: 32 | 128;
}

function bitsOf(address: string): Bits | undefined {
  if (!address.includes(":")) return ofParts(address.split("."), 4, 8, /^(0|[1-9]\d{0,2})$/, 10);
  const halves = address.split("::");
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === "" ? [] : half.split(":")));
  if (halves.length === 1) return ofParts(head, 8, 16, /^[0-9a-fA-F]{1,4}$/, 16);
  const missing = 8 - head.length - tail.length;
  if (missing < 1) return undefined;
  return ofParts([...head, ...Array<string>(missing).fill("0"), ...tail], 8, 16, /^[0-9a-fA-F]{1,4}$/, 16);
}

function ofParts(
  parts: readonly string[],
  count: 4 | 8,
  size: 8 | 16,
  shape: RegExp,
  radix: number,
): Bits | undefined {
  if (parts.length !== count || !parts.every((part) => shape.test(part))) return undefined;
  const numbers = parts.map((part) => Number.parseInt(part, radix));
  if (numbers.some((part) => part >= 2 ** size)) return undefined;
  return {
    bits: numbers.reduce((bits, part) => (bits << BigInt(size)) | BigInt(part), 0n),
    width: count === 4 ? 32 : 128,
  };
}
