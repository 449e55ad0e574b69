import { isPlainRecord, keyOf, listOf, type Plain, type PlainRecord } from "./compare/plain";
import { isSecretName } from "./secret-names";

/** A part in which two records differ, such as the condition of a statement. */
export interface Part {
  /** `Condition StringEquals` */
  readonly path: string;
  /** Undefined where the part is new. */
  readonly from: Plain | undefined;
  /** Undefined where the part is gone. */
  readonly to: Plain | undefined;
  /** Whether it may be a secret, by its name. */
  readonly isSecret?: true;
}

/** The parts in which two records differ, the lists' members one by one; undefined where they have nothing in common. */
export function partsOf(from: PlainRecord, to: PlainRecord): readonly Part[] | undefined {
  const isAlike = Object.keys(from).some((name) => keyOf(from[name]) === keyOf(to[name]));
  return isAlike ? partsBelow("", from, to) : undefined;
}

function partsBelow(path: string, from: PlainRecord, to: PlainRecord): readonly Part[] {
  return [...new Set([...Object.keys(from), ...Object.keys(to)])].flatMap((name) => {
    const at = `${path} ${name}`.trim();
    const [was, is] = [from[name], to[name]];
    if (keyOf(was) === keyOf(is)) return [];
    if (isSecretName(name)) return [{ path: at, from: was, to: is, isSecret: true }];
    if (was !== undefined && is !== undefined && isPlainRecord(was) && isPlainRecord(is))
      return partsBelow(at, was, is);
    if (!Array.isArray(was) && !Array.isArray(is)) return [{ path: at, from: was, to: is }];
    const part = { path: at, from: only(listOf(was), listOf(is)), to: only(listOf(is), listOf(was)) };
    // In another order, or with a member twice.
    return part.from || part.to ? [part] : [{ path: at, from: was, to: is }];
  });
}

/** The members that another list does not have; undefined where there are none. */
export function only(items: readonly Plain[], others: readonly Plain[]): readonly Plain[] | undefined {
  const known = new Set(others.map(keyOf));
  const found = items.filter((one) => !known.has(keyOf(one)));
  return found.length === 0 ? undefined : found;
}
