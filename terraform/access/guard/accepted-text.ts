import type { GuardedResource } from "./changes";

/**
 * Whether an argument is known to be another text than the one that a waiver accepts, `"https://a.example/"` with its
 * quotation marks. Of a digest or an address, that is not told.
 *
 * @param named address of the resource, and behind a dot the argument
 */
export function isOtherText(resources: readonly GuardedResource[], named: string, accepted: string): boolean {
  if (!accepted.startsWith('"')) return false;
  const resource = resources.find(({ address }) => named.startsWith(`${address}.`));
  if (!resource) return false;
  const value = valueAt(resource.values, named.slice(resource.address.length + 1).split("."));
  return typeof value === "string" ? JSON.stringify(value) !== accepted : (value ?? undefined) === undefined;
}

/** Blocks are lists of one. */
function valueAt(value: unknown, [name, ...deeper]: readonly string[]): unknown {
  if (Array.isArray(value))
    return value.length === 1 ? valueAt(value[0], name === undefined ? [] : [name, ...deeper]) : value;
  if (name === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt((value as Readonly<Record<string, unknown>>)[name], deeper);
}
