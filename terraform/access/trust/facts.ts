import { attributeAt, kindOf } from "../../types";
import type { Plain } from "./compare/plain";
import type { Rules } from "./compare/rule";
import type { Estate, Owned } from "./estate";
import { trustedTypes } from "./kinds";
import type { Reliance } from "./reliance";
import type { TrustKind } from "./trust-change";
import type { Existence, TrustedType } from "./trusted-type";

/** A resource with a say in trust, and what it says. */
export interface Facts {
  readonly kind: TrustKind;
  readonly address: string;
  readonly relies: readonly string[];
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
const COMMON = ["id", "region", "tags", "tags_all", "timeouts"];

/**
 * What each resource with a say in trust says, by its address.
 *
 * @param isReliedOn whether a resource has a say on the other side: it is compared then, whoever relies on it here
 */
export function factsOf(
  estate: Estate,
  reliance: Reliance,
  isReliedOn: (address: string) => boolean,
): ReadonlyMap<string, Facts> {
  const found = estate.resources.flatMap((resource): (readonly [string, Facts])[] => {
    const type = trustedTypes[resource.type];
    const relies = reliance.get(resource.address) ?? (isReliedOn(resource.address) ? [] : undefined);
    if (!type || !relies) return [];
    return [[resource.address, ofResource(resource, type, { estate, relies: [...relies] })]];
  });
  return new Map(found);
}

function ofResource(
  resource: Owned,
  { access = [], added, ignored: silent, kind, partOf = {}, removed, rules, sameWhen = {} }: TrustedType,
  { estate, relies }: { readonly estate: Estate; readonly relies: readonly string[] },
): Facts {
  const { address, beside, plain, type } = resource;
  // A part that goes to another whole is another party there.
  const ignored = [...silent, ...access].filter((name) => !Object.hasOwn(partOf, name));
  const names = [...new Set([...Object.keys(plain), ...Object.keys(rules).flatMap(topLevel)])];
  const said = (name: string): Plain | undefined => {
    const same = sameWhen[name];
    const found = same === undefined ? [] : estate.mentioned(plain[name], [same]);
    return found.length > 0 ? `a resource of the type ${same}` : plain[name];
  };
  const values = names.flatMap((name) =>
    says(type, name, ignored, rules) ? [[name, said(name)] as const] : [],
  );
  const when = (existence: TrustedType["added"]) =>
    typeof existence === "function" ? existence(resource, estate) : existence;
  return {
    kind,
    address,
    access,
    relies,
    added: when(added),
    removed: when(removed),
    rules: { ...Object.fromEntries(ignored.map((path) => [path, { ignored: true } as const])), ...rules },
    values: { ...Object.fromEntries(values), ...beside },
    contents: resource.contents?.() ?? {},
  };
}

/** An argument with a rule has a default where it is not written. */
function topLevel(path: string): string[] {
  return path.includes(".") ? [path.slice(0, path.indexOf("."))] : [path];
}

function says(type: string, name: string, ignored: readonly string[], rules: Rules): boolean {
  if (ignored.includes(name) || (COMMON.includes(name) && !(name in rules))) return false;
  const attribute = attributeAt(type, name);
  // What the registry does not know of a type that it has is told apart as such.
  if (!attribute && !COMMON.includes(name) && kindOf(type)?.kind === "read") return false;
  return attribute?.is !== "computed";
}
