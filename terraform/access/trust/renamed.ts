import { attributeAt } from "../../types";
import { isPlainRecord, keyOf, type Plain, type PlainRecord, Untold } from "./compare/plain";
import { ASSIGNED_NAMES, type Estate, type Owned } from "./estate";

/** Resources of the old side that have another address on the new side. */
export interface Renamed {
  /** The address on the new side; the address itself where it is the same. */
  address(old: string): string;
  /** A value with the ids and ARNs that the new side has for the same resources. */
  value(old: Plain | undefined): Plain | undefined;
}

/** Arguments that AWS keeps unique among the resources of a type, as far as one Terraform has them. */
const NAMES = [
  "function_name",
  "identity_pool_name",
  "layer_name",
  "username",
  "domain",
  "domain_name",
  "bucket",
  "name",
  "name_prefix",
];

/** Attributes that AWS assigns; a policy may also name a role or a user by its unique id. */
const ASSIGNED = [...ASSIGNED_NAMES, "unique_id"];

/**
 * Finds resources that were renamed or moved into a module: of those that only one side has, two of one type and name, or
 * with the same arguments. Two that only look alike are compared argument by argument, so that nothing is hidden.
 */
export function renamedBetween(base: Estate, head: Estate): Renamed {
  const known = new Set(head.resources.map(({ address }) => address));
  const had = new Set(base.resources.map(({ address }) => address));
  let gone = base.resources.filter(({ address }) => !known.has(address));
  let come = head.resources.filter(({ address }) => !had.has(address));
  const pairs = new Map<string, Owned>();
  const texts = new Map<string, string>();
  // A resource that is replaced has another id, and is the same party.
  const now = new Map(head.resources.map((one) => [one.address, one]));
  for (const old of base.resources) {
    const same = now.get(old.address);
    if (same?.type === old.type) for (const [from, to] of assignedTo(old, same)) texts.set(from, to);
  }
  const renamed: Renamed = {
    address: (old) => pairs.get(old)?.address ?? old,
    value: (old) => (texts.size === 0 ? old : rewritten(old, texts)),
  };
  for (const identity of [
    nameOf,
    (one: Owned, isOld: boolean) => placeOf(one, isOld ? renamed : undefined),
    (one: Owned, isOld: boolean) => argumentsOf(one, isOld ? renamed : undefined),
  ]) {
    for (let found = true; found; ) {
      found = false;
      for (const [old, renamedTo] of unique(gone, come, identity)) {
        found = true;
        pairs.set(old.address, renamedTo);
        for (const [from, to] of textsOf(old, renamedTo)) texts.set(from, to);
      }
      gone = gone.filter(({ address }) => !pairs.has(address));
      const taken = new Set([...pairs.values()].map(({ address }) => address));
      come = come.filter(({ address }) => !taken.has(address));
    }
  }
  return renamed;
}

type Identity = (resource: Owned, isOld: boolean) => string | undefined;

function unique(
  gone: readonly Owned[],
  come: readonly Owned[],
  identity: Identity,
): readonly [Owned, Owned][] {
  const [old, now] = [grouped(gone, identity, true), grouped(come, identity, false)];
  return [...old].flatMap(([key, [one, another]]) => {
    const [other, second] = now.get(key) ?? [];
    return one && other && !another && !second ? [[one, other] as [Owned, Owned]] : [];
  });
}

function grouped(resources: readonly Owned[], identity: Identity, isOld: boolean): Map<string, Owned[]> {
  const groups = new Map<string, Owned[]>();
  for (const resource of resources) {
    const key = identity(resource, isOld);
    if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return groups;
}

function nameOf({ plain, type }: Owned): string | undefined {
  const name = NAMES.find((argument) => typeof plain[argument] === "string");
  return name === undefined ? undefined : `${type} ${name} ${plain[name]}`;
}

/** By type, the arguments of which AWS has one resource for all. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_method: ["rest_api_id", "resource_id", "http_method"],
  aws_api_gateway_integration: ["rest_api_id", "resource_id", "http_method"],
  aws_apigatewayv2_route: ["api_id", "route_key"],
};

function placeOf({ plain, type }: Owned, renamed?: Renamed): string | undefined {
  const values = PLACES[type]?.map((name) => plain[name]);
  if (!values || values.some((value) => value === undefined)) return undefined;
  return `${type} ${values.map((value) => keyOf(renamed ? renamed.value(value) : value)).join(" ")}`;
}

function argumentsOf({ plain, type }: Owned, renamed?: Renamed): string {
  const written = Object.entries(plain).filter(
    ([name]) => attributeAt(type, name)?.is !== "computed" && name !== "id",
  );
  const values = written.map(([name, value]) => `${name}=${keyOf(renamed ? renamed.value(value) : value)}`);
  return `${type} ${values.sort().join(" ")}`;
}

/** The texts by which others name the old resource, each with the one of the new. */
function textsOf(old: Owned, now: Owned): [string, string][] {
  return [...assignedTo(old, now), [`${old.address}.`, `${now.address}.`]];
}

/**
 * Ids and ARNs that differ. An id that repeats an argument was written by somebody: a name, or the id of another
 * resource, as an attachment has it.
 */
function assignedTo(old: Owned, now: Owned): [string, string][] {
  return ASSIGNED.flatMap((name): [string, string][] => {
    const [from, to] = [old.plain[name], now.plain[name]];
    if (typeof from !== "string" || typeof to !== "string" || from === to) return [];
    const isWritten = Object.entries(old.plain).some(
      ([argument, value]) => value === from && !ASSIGNED.includes(argument),
    );
    if (isWritten || placeIn(from) !== placeIn(to)) return [];
    return [[from, to]];
  });
}

/** Region and account in an ARN, or the region in an id: what is elsewhere is another party. */
function placeIn(text: string): string {
  if (text.startsWith("arn:")) return text.split(":").slice(3, 5).join(":");
  return /^([a-z]{2}(?:-[a-z]+)+-\d)[_:]/.exec(text)?.[1] ?? "";
}

function rewritten(value: Plain | undefined, texts: ReadonlyMap<string, string>): Plain | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string") return replaced(value, texts);
  if (value instanceof Untold) {
    const encoded = rewritten(value.encoded, texts);
    return new Untold(value.why, replaced(value.inputs, texts), encoded, value.ends);
  }
  if (!isPlainRecord(value))
    return (value as readonly Plain[]).map((item) => rewritten(item, texts) as Plain);
  const entries = Object.entries(value).map(([name, item]) => [
    replaced(name, texts),
    rewritten(item, texts) as Plain,
  ]);
  return Object.fromEntries(entries) as PlainRecord;
}

/** Shorter texts are replaced only where they stand alone: they may be a part of anything. */
const SHORTEST = 9;

/** All texts in one pass, the longest first: an ARN has the id in it, and two resources may have swapped their names. */
function replaced(text: string, texts: ReadonlyMap<string, string>): string {
  const whole = texts.get(text);
  if (whole !== undefined) return whole;
  const found = [...texts.keys()].filter((from) => from.length >= SHORTEST && text.includes(from));
  if (found.length === 0) return text;
  const longest = found
    .sort((a, b) => b.length - a.length)
    .map((from) => from.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.replace(new RegExp(longest.join("|"), "g"), (from) => texts.get(from) ?? from);
}
