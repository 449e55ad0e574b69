import { isPlainRecord, keyOf, listOf, type Plain, type PlainRecord, untoldIn } from "./plain";
import { comparePolicies } from "./policy";
import type { Finding, Rule, Rules } from "./rule";

/** The differences of an argument between two sides. */
export function compare(
  path: string,
  from: Plain | undefined,
  to: Plain | undefined,
  rules: Rules,
): readonly Finding[] {
  return compareAt({ path, at: "", rules }, from, to);
}

interface Place {
  readonly path: string;
  readonly at: string;
  readonly rules: Rules;
}

function compareAt(place: Place, from: Plain | undefined, to: Plain | undefined): readonly Finding[] {
  const rule = place.rules[place.path] ?? {};
  if (rule.ignored || keyOf(from) === keyOf(to)) return [];
  if (rule.replaced && isOnlyThere(from, to)) return [];
  if (rule.where && !rule.where(from) && !rule.where(to)) return [];
  if (rule.onlyUnknown && !untoldIn(from) && !untoldIn(to)) return [];
  if (rule.onlyUnknown) return unequal(place.at, from, to);
  if (rule.policy) return comparePolicies(from, to, rule.policy).map((one) => ({ ...one, at: place.at }));
  const [before, after] = [withDefault(from, rule), withDefault(to, rule)];
  if (place.at !== "" && (isEmpty(before) || isEmpty(after)))
    return compareSingle(place, before, after, rule);
  if (isBlock(before) && isBlock(after) && (isPlainRecord(before) || isPlainRecord(after)))
    return compareRecords(place, before, after);
  if (Array.isArray(before ?? after) || Array.isArray(after)) return compareLists(place, before, after, rule);
  return compareSingle(place, before, after, rule);
}

/** A known value on one side, and nothing on the other. */
function isOnlyThere(from: Plain | undefined, to: Plain | undefined): boolean {
  return (from === undefined || to === undefined) && !untoldIn(from ?? to);
}

function withDefault(value: Plain | undefined, { only, otherwise, zeroIsUnset }: Rule): Plain | undefined {
  if (only && typeof value === "string" && !only.test(value)) return undefined;
  return zeroIsUnset && value === "0" ? otherwise : (value ?? otherwise);
}

/** A block without arguments, which says something by being there. */
function isEmpty(value: Plain | undefined): boolean {
  return isPlainRecord(value) && Object.keys(value).length === 0;
}

/** A record, or nothing in its place. */
function isBlock(value: Plain | undefined): value is PlainRecord | undefined {
  return value === undefined || isPlainRecord(value);
}

function compareRecords(
  { at, path, rules }: Place,
  from: PlainRecord = {},
  to: PlainRecord = {},
): readonly Finding[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to), ...ruledBelow(path, rules)])];
  return names.flatMap((name) =>
    compareAt(
      { path: `${path}.${name}`, at: at === "" ? name : `${at}.${name}`, rules },
      from[name],
      to[name],
    ),
  );
}

/** Arguments of a block with a rule: one that is left out on one side has its default there. */
function ruledBelow(path: string, rules: Rules): readonly string[] {
  const prefix = `${path}.`;
  return Object.keys(rules).flatMap((ruled) => {
    const name = ruled.startsWith(prefix) ? ruled.slice(prefix.length) : "";
    return name === "" || name.includes(".") ? [] : [name];
  });
}

function compareLists(
  { at }: Place,
  from: Plain | undefined,
  to: Plain | undefined,
  rule: Rule,
): readonly Finding[] {
  if (rule.list === "ordered") return unequal(at, from, to);
  const [before, after] = [listOf(from), listOf(to)];
  const gone = before.filter((one) => !after.some((other) => keyOf(one) === keyOf(other)));
  const come = after.filter((one) => !before.some((other) => keyOf(one) === keyOf(other)));
  if (gone.length === 0 && come.length === 0) return [];
  const unknown = untoldIn([...come, ...(rule.list === undefined ? gone : [])]);
  const surely = come.some((one) => !untoldIn(one));
  if (unknown && !surely) return [{ effect: "undecided", at, from, to, why: unknown.why }];
  const isLess =
    come.length === 0 &&
    (rule.list === "none is least" || (rule.list === "fewer is less" && after.length > 0));
  return [{ effect: isLess ? "narrower" : "other", at, from, to }];
}

function compareSingle(
  { at }: Place,
  from: Plain | undefined,
  to: Plain | undefined,
  { narrower, otherwise }: Rule,
): readonly Finding[] {
  if (keyOf(from) === keyOf(to)) return [];
  // What is not set is off, unless another default is known.
  if (otherwise === undefined && (from ?? "false") === "false" && (to ?? "false") === "false") return [];
  const unknown = untoldIn(from) ?? untoldIn(to);
  if (unknown) return [{ effect: "undecided", at, from, to, why: unknown.why }];
  return [{ effect: narrower?.(from, to) ? "narrower" : "other", at, from, to }];
}

function unequal(at: string, from: Plain | undefined, to: Plain | undefined): readonly Finding[] {
  if (keyOf(from) === keyOf(to)) return [];
  const unknown = untoldIn(from) ?? untoldIn(to);
  if (unknown) return [{ effect: "undecided", at, from, to, why: unknown.why }];
  return [{ effect: "other", at, from, to }];
}
