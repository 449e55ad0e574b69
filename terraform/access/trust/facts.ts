import { attributeAt, kindOf } from "../../types";
import { type Plain, Untold } from "./compare/plain";
import type { Rule, Rules } from "./compare/rule";
import type { Estate, Owned } from "./estate";
import { trustedTypes } from "./kinds";
import { namesOf, type Owner, ownersOf, reliedOwners } from "./owners";
import type { Reliance } from "./reliance";
import { contested } from "./singletons";
import { type Asked, tagsSaid } from "./tags";
import type { TrustKind } from "./trust-change";
import type { Existence, TrustedType } from "./trusted-type";

/** A resource with a say in trust, and what it says. */
export interface Facts {
  readonly kind: TrustKind;
  readonly address: string;
  readonly relies: readonly string[];
  /** Whether it has a say on this side; otherwise it is compared because it has one on the other side. */
  readonly isRelied: boolean;
  /** By name, the address of the resource that says it. */
  readonly through: Readonly<Record<string, string | undefined>>;
  /** By argument. */
  readonly owners: Readonly<Record<string, Owner>>;
  readonly names: Readonly<Record<string, Plain | undefined>>;
  readonly added: Existence;
  readonly removed: Existence;
  readonly rules: Rules;
  /** Arguments that are compared as access. */
  readonly access: readonly string[];
  /** Digests of the files that it names, by argument. */
  readonly contents: Readonly<Record<string, string>>;
  /** By argument. */
  readonly values: Readonly<Record<string, Plain | undefined>>;
}

/** Arguments that every type has, and that say nothing about trust. */
const COMMON = ["id", "region", "tags_all", "timeouts"];

/**
 * What each resource with a say in trust says, by its address.
 *
 * @param isReliedOn whether a resource has a say on the other side: it is compared then, even if nothing relies on it here
 * @param isAsked whether a policy of either side asks for a tag
 */
export function factsOf(
  { estate, reliance }: Side,
  isReliedOn: (address: string) => boolean,
  isAsked: Asked,
): ReadonlyMap<string, Facts> {
  const found = estate.resources.flatMap((resource): (readonly [string, Facts])[] => {
    const type = trustedTypes[resource.type];
    if (!type || !(reliance.has(resource.address) || isReliedOn(resource.address))) return [];
    return [[resource.address, ofResource(resource, type, { estate, reliance, isAsked })]];
  });
  return new Map(found);
}

function ofResource(
  resource: Owned,
  trusted: TrustedType,
  { estate, isAsked, reliance }: Side & { readonly isAsked: Asked },
): Facts {
  const { access = [], added, kind, onlyWith = {}, partOf = {}, removed, sameWhen = {} } = trusted;
  const { address, beside, plain, type } = resource;
  const passed = throughOthers(resource, trusted, estate);
  const rules = { ...trusted.rules, ...passed.rules };
  const owners = ownersOf(resource, trusted, estate);
  const ignored = [...trusted.ignored, ...access, ...Object.keys(owners)];
  const names = [...new Set([...Object.keys(plain), ...Object.keys(rules).flatMap(topLevel)])];
  const said = (name: string): Plain | undefined => {
    if (name === "tags") return tagsSaid(type, plain.tags, isAsked);
    if (partOf[name]) return reliedOwners(plain[name], partOf[name], { estate, reliance });
    const same = sameWhen[name];
    const found = same === undefined ? [] : estate.mentioned(plain[name], [same]);
    return found.length > 0 ? `a resource of the type ${same}` : plain[name];
  };
  const values = names.flatMap((name) =>
    says(type, name, ignored, rules) && (onlyWith[name]?.(plain) ?? true)
      ? [[name, said(name)] as const]
      : [],
  );
  const inForce = contested(resource, trusted, estate);
  const when = (existence: TrustedType["added"]) =>
    typeof existence === "function" ? existence(resource, estate) : existence;
  // One that takes the place of another, or gives way to it, closes nothing for certain.
  const unlessContested = (existence: Existence) =>
    inForce && existence === "narrower" ? "unsaid" : existence;
  return {
    kind,
    address,
    access,
    relies: [...(reliance.get(address) ?? [])],
    isRelied: reliance.has(address),
    owners,
    names: namesOf(resource),
    added: unlessContested(when(added)),
    removed: unlessContested(when(removed)),
    rules: { ...Object.fromEntries(ignored.map((path) => [path, { ignored: true } as const])), ...rules },
    through: passed.addresses,
    values: {
      ...Object.fromEntries(values),
      ...passed.values,
      ...beside,
      ...(inForce && { effect: inForce }),
    },
    contents: resource.contents?.() ?? {},
  };
}

/** What resources say that this one names, by the name of the fact. */
function throughOthers({ plain }: Owned, { through = {} }: TrustedType, estate: Estate) {
  const addresses: Record<string, string | undefined> = {};
  const values: Record<string, Plain | undefined> = {};
  const rules: Record<string, Rule> = {};
  for (const [name, { argument, type }] of Object.entries(through)) {
    const [other] = estate.mentioned(plain[argument], [type]);
    const { onlyWith = {}, rules: ofType = {} } = trustedTypes[type] ?? {};
    const said = Object.keys(ofType).filter((of) => other && (onlyWith[of]?.(other.plain) ?? true));
    addresses[name] = other?.address;
    if (other) values[name] = Object.fromEntries(said.flatMap((of) => entry(of, other.plain[of])));
    else if (plain[argument] instanceof Untold) values[name] = plain[argument];
    for (const [path, rule] of Object.entries(ofType)) rules[`${name}.${path}`] = rule;
  }
  return { addresses, values, rules };
}

function entry(name: string, value: Plain | undefined): readonly (readonly [string, Plain])[] {
  return value === undefined ? [] : [[name, value]];
}

/** An argument with a rule has a default where it is not written. */
function topLevel(path: string): string[] {
  return path.includes(".") ? [path.slice(0, path.indexOf("."))] : [path];
}

interface Side {
  readonly estate: Estate;
  readonly reliance: Reliance;
}

function says(type: string, name: string, ignored: readonly string[], rules: Rules): boolean {
  if (ignored.includes(name) || (COMMON.includes(name) && !(name in rules))) return false;
  if (name === "tags") return true;
  const attribute = attributeAt(type, name);
  // What the registry does not know of a type that it has is told apart as such.
  if (!attribute && !COMMON.includes(name) && kindOf(type)?.kind === "read") return false;
  return attribute?.is !== "computed";
}
