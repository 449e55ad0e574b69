import type { Plain } from "./compare/plain";
import { keyOf, listOf, Untold, untoldIn } from "./compare/plain";
import type { Finding } from "./compare/rule";
import type { Estate } from "./estate";

/** Characters of a value; what is longer is cut. */
const LONGEST = 1_000;

/** A value for people: what is a resource of the Terraform by its address. */
export function shown(value: Plain | undefined, estate: Estate): string {
  const text = value === undefined ? "nothing" : written(value, estate);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

function written(value: Plain, estate: Estate): string {
  if (typeof value === "string") return estate.addressOf(value) ?? JSON.stringify(value);
  if (value instanceof Untold) return `what is not known (${value.why})`;
  if (Array.isArray(value)) return value.map((item) => written(item, estate)).join(", ");
  const entries = Object.entries(value).map(([name, item]) => {
    const isList = Array.isArray(item);
    return `${name}: ${isList ? `[${written(item as Plain, estate)}]` : written(item as Plain, estate)}`;
  });
  return `{${entries.join(", ")}}`;
}

/** The values of both sides of a difference: of lists, what is only there. */
export function sidesOf(
  { from, to }: Pick<Finding, "from" | "to">,
  { base, head }: { readonly base: Estate; readonly head: Estate },
): { readonly from: string; readonly to: string } {
  const [before, after] = [listOf(from), listOf(to)];
  const differ = (Array.isArray(from) || Array.isArray(to)) && !untoldIn(from);
  const only = (all: readonly Plain[], others: readonly Plain[]) =>
    all.filter((one) => !others.some((other) => keyOf(other) === keyOf(one)));
  const [gone, come] = differ ? [only(before, after), only(after, before)] : [];
  return {
    from: shown(gone ? emptyAsNothing(gone) : from, base),
    to: shown(come ? emptyAsNothing(come) : to, head),
  };
}

function emptyAsNothing(items: readonly Plain[]): Plain | undefined {
  return items.length === 0 ? undefined : items;
}
