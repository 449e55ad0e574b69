import { addressBlock } from "../iam";
import { ipText } from "./ip-text";
import { NONE, type ValueList, type ValueSet } from "./value-set";

/** Both ends belong to it. */
interface Range {
  readonly first: bigint;
  readonly last: bigint;
}

/** IPv4 and IPv6 stand on one line of numbers. The number behind them is a request without an address. */
const IPV6 = 1n << 32n;
const NO_ADDRESS = IPV6 + (1n << 128n);

/** IP addresses. */
export class AddressSet implements ValueSet {
  /** @param ranges in order; they do not touch */
  private constructor(private readonly ranges: readonly Range[]) {}

  /** @returns undefined where one of the values is no range such as `203.0.113.0/24` */
  static of({ isRest, values }: ValueList): AddressSet | undefined {
    const ranges = values.map((value) =>
      value === NONE ? { first: NO_ADDRESS, last: NO_ADDRESS } : rangeOf(value),
    );
    const known = ranges.filter((range) => range !== undefined);
    if (known.length < ranges.length) return undefined;
    const set = new AddressSet(joined(known));
    return isRest ? set.complement() : set;
  }

  /** Parts of which each of the ranges has all or nothing, and NONE. Undefined where a range is not valid. */
  static pieces(values: readonly string[]): readonly AddressSet[] | undefined {
    const ranges = values.map(rangeOf);
    const known = ranges.filter((range) => range !== undefined);
    if (known.length < ranges.length) return undefined;
    const cuts = [
      0n,
      IPV6,
      NO_ADDRESS,
      NO_ADDRESS + 1n,
      ...known.flatMap(({ first, last }) => [first, last + 1n]),
    ];
    const sorted = [...new Set(cuts)].sort((a, b) => (a < b ? -1 : 1));
    return sorted
      .slice(0, -1)
      .map((first, index) => new AddressSet([{ first, last: (sorted[index + 1] as bigint) - 1n }]));
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  get isEverything(): boolean {
    return this.complement().isEmpty;
  }

  isWithin(other: AddressSet): boolean {
    return this.ranges.every((range) =>
      other.ranges.some(({ first, last }) => first <= range.first && range.last <= last),
    );
  }

  either(other: AddressSet): this {
    return new AddressSet(joined([...this.ranges, ...other.ranges])) as this;
  }

  complement(): this {
    const gaps: Range[] = [];
    let next = 0n;
    for (const { first, last } of this.ranges) {
      if (next < first) gaps.push({ first: next, last: first - 1n });
      next = last + 1n;
    }
    if (next <= NO_ADDRESS) gaps.push({ first: next, last: NO_ADDRESS });
    return new AddressSet(gaps) as this;
  }

  /** The shorter of two lists: the ranges that it has, or those that it has not. */
  list(): ValueList {
    const [own, others] = [this.values(), this.complement().values()];
    return own.length <= others.length ? { values: own, isRest: false } : { values: others, isRest: true };
  }

  sample(): string | undefined {
    const [range] = this.ranges;
    if (!range || range.first === NO_ADDRESS) return undefined;
    return range.first < IPV6 ? ipText(range.first, 32) : ipText(range.first - IPV6, 128);
  }

  /** The fewest ranges that make it up, and NONE. */
  private values(): string[] {
    return this.ranges.flatMap(({ first, last }) => [
      ...blocks(first, min(last, IPV6 - 1n), 32),
      ...blocks(max(first, IPV6) - IPV6, min(last, NO_ADDRESS - 1n) - IPV6, 128),
      ...(last === NO_ADDRESS ? [NONE] : []),
    ]);
  }
}

function rangeOf(text: string): Range | undefined {
  const block = addressBlock(text);
  if (!block) return undefined;
  const offset = block.width === 32 ? 0n : IPV6;
  return { first: block.first + offset, last: block.last + offset };
}

function joined(ranges: readonly Range[]): Range[] {
  const result: Range[] = [];
  for (const range of [...ranges].sort((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = result.at(-1);
    if (before && range.first <= before.last + 1n)
      result[result.length - 1] = { first: before.first, last: max(before.last, range.last) };
    else result.push(range);
  }
  return result;
}

/** From the lowest address on, the largest block that begins there. */
function blocks(first: bigint, last: bigint, width: 32 | 128): string[] {
  const found: string[] = [];
  for (let next = first; next <= last; ) {
    let size = 0n;
    const fits = (bits: bigint) => next % (1n << bits) === 0n && next + (1n << bits) - 1n <= last;
    while (size < width && fits(size + 1n)) size += 1n;
    found.push(`${ipText(next, width)}/${width - Number(size)}`);
    next += 1n << size;
  }
  return found;
}

function max(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function min(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
