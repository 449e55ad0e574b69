import { listOf, type Plain } from "./compare/plain";
import type { Estate, Owned } from "./estate";
import type { Reliance } from "./reliance";
import type { Links, TrustedType } from "./trusted-type";

/** What an argument names that a resource belongs to, such as the user pool of a client. */
export interface Owner {
  readonly value: Plain | undefined;
  /** The addresses of those of this Terraform that it names. */
  readonly wholes: readonly string[];
}

/** Arguments by whose value others name a resource; AWS gives none of them. */
export const NAMES = ["alias", "bucket", "function_name", "identifier", "key", "name"];

/** By argument, the one that a resource belongs to. An argument that lists several is compared as a list instead. */
export function ownersOf(
  { plain }: Owned,
  { partOf = {}, rules }: TrustedType,
  estate: Estate,
): Readonly<Record<string, Owner>> {
  const single = Object.entries(partOf).filter(([name]) => rules[name]?.list === undefined);
  return Object.fromEntries(
    single.map(([name, types]) => [
      name,
      { value: plain[name], wholes: wholesOf(plain[name], types, estate) },
    ]),
  );
}

/** Of a list of owners, those that are relied on or are not in this Terraform. */
export function reliedOwners(
  value: Plain | undefined,
  types: readonly string[],
  { estate, reliance }: { readonly estate: Estate; readonly reliance: Reliance },
): Plain | undefined {
  const found = listOf(value).filter((one) => {
    const wholes = wholesOf(one, types, estate);
    return wholes.length === 0 || wholes.some((whole) => reliance.has(whole));
  });
  return found.length === 0 ? undefined : found;
}

function wholesOf(value: Plain | undefined, types: Links[string], estate: Estate): readonly string[] {
  return estate.mentioned(value, types).map(({ address }) => address);
}

/** The names by which others may find a resource. */
export function namesOf({ plain }: Owned): Readonly<Record<string, Plain | undefined>> {
  return Object.fromEntries(NAMES.map((name) => [name, plain[name]]));
}
