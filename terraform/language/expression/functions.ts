import { createHash } from "node:crypto";
import { TerraformError } from "../../error";
import { encodeJson } from "./json";
import { parseJson } from "./parse-json";
import {
  describe,
  isList,
  isRecord,
  textOf,
  Unresolved,
  unresolvedIn,
  type Value,
  type ValueRecord,
} from "./value";

/** Takes arguments that are known at every depth. */
type Whole = (...args: readonly Value[]) => Value;

/** Functions of the contents of their arguments: one unknown anywhere, and the result is unknown. */
const whole: Readonly<Record<string, Whole>> = {
  jsondecode: (text) => decode(string(text)),
  sha1: (text) => hash("sha1", text).toString("hex"),
  sha256: (text) => hash("sha256", text).toString("hex"),
  sha512: (text) => hash("sha512", text).toString("hex"),
  md5: (text) => hash("md5", text).toString("hex"),
  base64sha256: (text) => hash("sha256", text).toString("base64"),
  base64encode: (text) => Buffer.from(string(text)).toString("base64"),
  base64decode: (text) => Buffer.from(string(text), "base64").toString(),
  join: (separator, ...lists) =>
    lists
      .flatMap((items) => list(items))
      .map(string)
      .join(string(separator)),
  split: (separator, text) => string(text).split(string(separator)),
  toset: (items) => distinct(list(items)).sort(byText),
  distinct: (items) => distinct(list(items)),
  sort: (items) => list(items).map(string).sort(),
  contains: (items, wanted) => list(items).some((item) => encodeJson(item) === encodeJson(wanted ?? null)),
  format: (pattern, ...values) => format(string(pattern), values),
  replace: (text, from, to) => replace(string(text), string(from), string(to)),
  lower: (text) => string(text).toLowerCase(),
  upper: (text) => string(text).toUpperCase(),
  title: (text) =>
    string(text).replace(/(^|\s)(\S)/g, (_, blank, char: string) => blank + char.toUpperCase()),
  trimspace: (text) => string(text).trim(),
  trimprefix: (text, prefix) => without(string(text), string(prefix), "start"),
  trimsuffix: (text, suffix) => without(string(text), string(suffix), "end"),
  substr: (text, offset, length) => substr(string(text), Number(offset), Number(length)),
  startswith: (text, prefix) => string(text).startsWith(string(prefix)),
  endswith: (text, suffix) => string(text).endsWith(string(suffix)),
  tostring: (value) => (value === null ? null : string(value)),
  tonumber: (value) => (value === null ? null : Number(string(value))),
  tobool: (value) => (value === null ? null : string(value) === "true"),
  setunion: (...sets) => distinct(sets.flatMap((set) => list(set))).sort(byText),
  min: (...numbers) => Math.min(...numbers.map(Number)),
  max: (...numbers) => Math.max(...numbers.map(Number)),
};

/** Functions of the shape alone: the elements may be unknown. */
const shape: Readonly<Record<string, Whole>> = {
  tolist: (items) => list(items),
  tomap: (map) => record(map),
  concat: (...lists) => lists.flatMap((items) => list(items)),
  flatten: (items) => flatten(list(items)),
  merge: (...maps) => Object.assign({}, ...maps.filter((map) => map !== null).map((map) => record(map))),
  keys: (map) => Object.keys(record(map)).sort(),
  values: (map) => {
    const known = record(map);
    return Object.keys(known)
      .sort()
      .map((key) => known[key] as Value);
  },
  lookup: (map, key, otherwise) => {
    const known = record(map);
    if (Object.hasOwn(known, string(key))) return known[string(key)] as Value;
    if (otherwise !== undefined) return otherwise;
    throw refused(`lookup() found no ${describe(key)}`);
  },
  element: (items, index) => {
    const known = list(items);
    if (known.length === 0) throw refused("element() of an empty list");
    return known[((Number(index) % known.length) + known.length) % known.length] as Value;
  },
  length: (value) => {
    if (typeof value === "string") return [...value].length;
    return isRecord(value) ? Object.keys(value).length : list(value).length;
  },
  coalesce: (...values) => values.find((value) => value !== null && value !== "") ?? null,
  one: (items) => list(items)[0] ?? null,
  sensitive: (value) => value ?? null,
  nonsensitive: (value) => value ?? null,
};

/**
 * Calls one of Terraform's functions. Those that are not here, and those that read files or the clock, give
 * an unknown value that names the function.
 *
 * @throws TerraformError `EXPRESSION_MALFORMED` for arguments that Terraform would refuse
 */
export function callFunction(name: string, args: readonly Value[]): Value {
  if (name === "jsonencode" || name === "yamlencode") return encoded(name, args);
  const byShape = Object.hasOwn(shape, name) ? shape[name] : undefined;
  const unknown = byShape ? args.find((arg) => arg instanceof Unresolved) : unresolvedIn(args);
  if (unknown instanceof Unresolved) return unknown.derived();
  const implementation = byShape ?? (Object.hasOwn(whole, name) ? whole[name] : undefined);
  if (!implementation) return new Unresolved(`${name}(): this function is not evaluated`);
  return implementation(...args);
}

/** YAML is written in many ways, and only what it says is known. */
function encoded(name: string, [value = null]: readonly Value[]): Value {
  const unknown = unresolvedIn(value);
  if (value instanceof Unresolved) return value.derived();
  if (unknown) return new Unresolved(unknown.unknown, undefined, value);
  if (name === "jsonencode") return encodeJson(value);
  return new Unresolved("yamlencode(): its text is not evaluated", undefined, value);
}

function string(value: Value | undefined): string {
  const text = value === undefined ? undefined : textOf(value);
  if (text === undefined) throw refused(`${describe(value)} where a text was expected`);
  return text;
}

function list(value: Value | undefined): readonly Value[] {
  if (!isList(value)) throw refused(`${describe(value)} where a list was expected`);
  return value;
}

function record(value: Value | undefined): ValueRecord {
  if (!isRecord(value)) throw refused(`${describe(value)} where a map was expected`);
  return value;
}

function decode(text: string): Value {
  try {
    return parseJson(text) as Value;
  } catch {
    throw refused(`jsondecode() of ${JSON.stringify(text)}, which is not JSON`);
  }
}

function hash(algorithm: string, text: Value | undefined): Buffer {
  return createHash(algorithm).update(string(text)).digest();
}

function distinct(items: readonly Value[]): Value[] {
  return [...new Map(items.map((item) => [encodeJson(item), item])).values()];
}

function byText(a: Value, b: Value): number {
  const [left, right] = [textOf(a) ?? encodeJson(a), textOf(b) ?? encodeJson(b)];
  return left < right ? -1 : Number(left > right);
}

function flatten(items: readonly Value[]): Value[] {
  return items.flatMap((item) => (isList(item) ? flatten(item) : [item]));
}

function without(text: string, part: string, where: "start" | "end"): string {
  if (part === "") return text;
  if (where === "start") return text.startsWith(part) ? text.slice(part.length) : text;
  return text.endsWith(part) ? text.slice(0, -part.length) : text;
}

function substr(text: string, offset: number, length: number): string {
  const chars = [...text];
  const start = offset < 0 ? chars.length + offset : offset;
  return chars.slice(start, length < 0 ? undefined : start + length).join("");
}

/** A text between slashes is a regular expression of another dialect than JavaScript's. */
function replace(text: string, from: string, to: string): Value {
  if (/^\/.*\/$/s.test(from)) return new Unresolved(`replace() by the regular expression ${from}`);
  return text.replaceAll(from, () => to);
}

function format(pattern: string, values: readonly Value[]): Value {
  let used = 0;
  let odd: string | undefined;
  const text = pattern.replace(/%(%|[^a-zA-Z%]*[a-zA-Z])/g, (verb) => {
    if (verb === "%%") return "%";
    const value = values[used++] ?? null;
    if (verb === "%s" || verb === "%d" || verb === "%v") return textOf(value) ?? encodeJson(value);
    if (verb === "%q") return JSON.stringify(string(value));
    odd ??= verb;
    return "";
  });
  return odd === undefined ? text : new Unresolved(`format() with ${odd}`);
}

function refused(what: string): TerraformError {
  return new TerraformError("EXPRESSION_MALFORMED", what);
}
