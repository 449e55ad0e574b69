import { listOf, type Plain, Untold } from "./compare/plain";
import { type Estate, holds, type Owned, textsIn } from "./estate";
import { trustedTypes } from "./kinds";

/** Whether two resources name one store: a bucket, repository, table or secret that is not in the Terraform. */
type Same = "same" | "maybe" | "other";

/** What belongs to a store outside the Terraform that a resource takes code, settings or rules from by this argument. */
export function outsideParts(
  resource: Owned,
  argument: string,
  types: readonly string[],
  estate: Estate,
): readonly Owned[] {
  if (!types.some((type) => STORES.has(type))) return [];
  return partsOfStores(estate).filter(
    (part) => sameStore(resource, { argument, types }, part, estate) === "same",
  );
}

/** Whether the store that a resource belongs to may be one that others rely on. */
export function mayBeOfStore(part: Owned, estate: Estate, relied: ReadonlySet<string>): boolean {
  if (relied.has(part.address) || outsideOwners(part, estate).length === 0) return false;
  return [...relied].some((address) => {
    const user = estate.at(address);
    const links = Object.entries(trustedTypes[user?.type ?? ""]?.uses ?? {});
    return (
      user !== undefined &&
      links.some(([argument, types]) => sameStore(user, { argument, types }, part, estate) === "maybe")
    );
  });
}

const STORED = Object.keys(trustedTypes).filter((type) => {
  const { kind, partOf } = trustedTypes[type] ?? {};
  return kind === "code-source" && partOf !== undefined;
});
const STORES = new Set(STORED.flatMap((type) => Object.values(trustedTypes[type]?.partOf ?? {}).flat()));

function partsOfStores(estate: Estate): readonly Owned[] {
  return STORED.flatMap((type) => estate.ofType(type)).filter(
    (part) => outsideOwners(part, estate).length > 0,
  );
}

interface Link {
  readonly argument: string;
  readonly types: readonly string[];
}

/** What a part says it belongs to, where that is not in the Terraform. */
function outsideOwners(
  { plain, type }: Owned,
  estate: Estate,
): readonly (Link & { readonly value: Plain })[] {
  const { kind, partOf = {} } = trustedTypes[type] ?? {};
  if (kind !== "code-source") return [];
  return Object.entries(partOf).flatMap(([argument, types]) => {
    const value = plain[argument];
    return value === undefined || estate.mentioned(value, types).length > 0
      ? []
      : [{ argument, types, value }];
  });
}

function sameStore(user: Owned, { argument, types }: Link, part: Owned, estate: Estate): Same {
  const owners = outsideOwners(part, estate).filter((one) => one.types.some((type) => types.includes(type)));
  const named = leavesOf(user.plain[argument]).filter((leaf) => estate.mentioned(leaf, types).length === 0);
  const all = owners.flatMap(({ value }) =>
    named.map((leaf) => compared(leaf, value, { isSetting: argument === "environment", types })),
  );
  return all.find((one) => one === "same") ?? all.find((one) => one === "maybe") ?? "other";
}

type Leaf = string | Untold;

function compared(
  leaf: Leaf,
  owner: Plain,
  { isSetting, types }: { readonly isSetting: boolean; readonly types: readonly string[] },
): Same {
  const texts = [...textsIn(leaf), ...(leaf instanceof Untold && leaf.ends !== undefined ? [leaf.ends] : [])];
  if (namesOf(owner).some((name) => texts.some((text) => holds(text, name)))) return "same";
  if (!(leaf instanceof Untold)) return owner instanceof Untold && !isSetting ? "maybe" : "other";
  // A setting that is not known may be anything; most have nothing to do with a store.
  return !isSetting || types.some((type) => leaf.why.includes(`data.${type}.`)) ? "maybe" : "other";
}

/** The texts by which an owner is named: its name, also out of its ARN, or the data source or variable that it comes from. */
function namesOf(owner: Plain): readonly string[] {
  if (typeof owner === "string") return [owner, tailOf(owner)].filter((name) => name.length > 1);
  if (!(owner instanceof Untold)) return [];
  const origins = owner.why.match(/(?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:data\.\w+|var)\.[\w-]+/g) ?? [];
  const tail = owner.ends === undefined ? "" : tailOf(owner.ends);
  return [...origins, ...(tail.length > 1 ? [tail] : [])];
}

function tailOf(text: string): string {
  return text.slice(Math.max(text.lastIndexOf(":"), text.lastIndexOf("/")) + 1);
}

function leavesOf(value: Plain | undefined): readonly Leaf[] {
  if (value === undefined) return [];
  if (typeof value === "string" || value instanceof Untold) return [value];
  return (Array.isArray(value) ? listOf(value) : Object.values(value)).flatMap((one) =>
    leavesOf(one as Plain),
  );
}
