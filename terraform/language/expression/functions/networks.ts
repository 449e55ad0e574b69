import { collection } from "../types/type";
import { refused, type Value } from "../value";
import { integer, text } from "./define";
import { defineContents } from "./kinds";

/** Functions of networks in CIDR notation. */
export const networkFunctions = defineContents({
  cidrhost: ([prefix, host]) => {
    const network = networkIn(text(prefix));
    const [size, number] = [1n << BigInt(network.bits - network.length), BigInt(integer(host))];
    if (number >= size || -number > size) throw refused(`cidrhost(): ${network.text} has no host ${number}`);
    return addressText(network.base + (number < 0n ? size + number : number), network.bits);
  },
  cidrnetmask: ([prefix]) => {
    const { bits, length } = networkIn(text(prefix));
    if (bits !== 32) throw refused("cidrnetmask() of an IPv6 network");
    return addressText(((1n << BigInt(length)) - 1n) << BigInt(bits - length), bits);
  },
  cidrsubnet: ([prefix, newBits, number]) =>
    subnet(networkIn(text(prefix)), integer(newBits), BigInt(integer(number))),
  cidrsubnets: ([prefix, ...newBits]) =>
    collection(subnets(networkIn(text(prefix)), newBits.map(integer)), "list", "string"),
});

interface Network {
  readonly text: string;
  /** The first address. */
  readonly base: bigint;
  readonly bits: 32 | 128;
  /** Of the prefix. */
  readonly length: number;
}

function networkIn(of: string): Network {
  const [, address = "", written = ""] = /^([^/]+)\/(\d{1,3})$/.exec(of) ?? [];
  const bits = address.includes(":") ? 128 : 32;
  const number = bits === 128 ? ipv6(address) : ipv4(address);
  const length = Number(written);
  if (number === undefined || length > bits)
    throw refused(`${JSON.stringify(of)} is no network in CIDR notation`);
  const host = BigInt(bits - length);
  // Go reads such an address as one of IPv4, and the length of the prefix as it stands.
  if (bits === 128 && number >> 32n === 0xffffn) throw refused("an IPv4 address within IPv6");
  return { text: of, base: (number >> host) << host, bits, length };
}

function subnet(network: Network, newBits: number, number: bigint): Value {
  const { base, bits } = network;
  const length = network.length + newBits;
  if (newBits < 0 || length > bits) throw refused(`${network.text} has no room for ${newBits} more bits`);
  if (number < 0n || number >= 1n << BigInt(newBits))
    throw refused(`${network.text} has no subnet ${number}`);
  return `${addressText(base + (number << BigInt(bits - length)), bits)}/${length}`;
}

/** Subnets one after the other, each at a multiple of its own size. */
function subnets({ base, bits, length: outer, text: named }: Network, newBits: readonly number[]): string[] {
  const end = base + (1n << BigInt(bits - outer));
  let next = base;
  return newBits.map((more) => {
    const length = outer + more;
    if (more < 1 || length > bits) throw refused(`${named} has no room for ${more} more bits`);
    const size = 1n << BigInt(bits - length);
    const start = ((next + size - 1n) / size) * size;
    next = start + size;
    if (next > end) throw refused(`${named} has no room for its subnets`);
    return `${addressText(start, bits)}/${length}`;
  });
}

/** Terraform reads leading zeros as decimal. */
function ipv4(address: string): bigint | undefined {
  const parts = address.split(".");
  const isValid = parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256);
  return isValid ? parts.reduce((sum, part) => sum * 256n + BigInt(part), 0n) : undefined;
}

/** The last two of its eight groups may be written as an IPv4 address; one run of zeros is `::`. */
function ipv6(address: string): bigint | undefined {
  const dotted = /[\d.]+\.\d+$/.exec(address)?.[0];
  const last = dotted === undefined ? 0n : ipv4(dotted);
  if (last === undefined) return undefined;
  const hex = dotted === undefined ? address : address.slice(0, -dotted.length) + groups(last);
  const halves = hex.split("::");
  const [before = [], after] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - before.length - (after?.length ?? 0);
  if (halves.length > 2 || (after ? missing < 1 : missing !== 0)) return undefined;
  const all = [...before, ...Array<string>(missing).fill("0"), ...(after ?? [])];
  if (!all.every((part) => /^[\da-fA-F]{1,4}$/.test(part))) return undefined;
  return all.reduce((sum, part) => sum * 65536n + BigInt(`0x${part}`), 0n);
}

function groups(ipv4: bigint): string {
  return `${(ipv4 >> 16n).toString(16)}:${(ipv4 & 0xffffn).toString(16)}`;
}

/** IPv6 as RFC 5952 writes it: the longest run of zeros, of two at least, is `::`. */
function addressText(address: bigint, bits: 32 | 128): string {
  const width = bits === 32 ? 8n : 16n;
  const count = bits === 32 ? 4 : 8;
  const parts = Array.from({ length: count }, (_, index) => {
    return (address >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n);
  });
  if (bits === 32) return parts.join(".");
  const hex = parts.map((part) => part.toString(16)).join(":");
  const runs = [...hex.matchAll(/(?<![^:])0(?::0)+(?![^:])/g)];
  const [longest] = runs.sort((a, b) => b[0].length - a[0].length || a.index - b.index);
  if (!longest) return hex;
  const [before, after] = [hex.slice(0, longest.index), hex.slice(longest.index + longest[0].length)];
  return `${before.replace(/:$/, "")}::${after.replace(/^:/, "")}`;
}
