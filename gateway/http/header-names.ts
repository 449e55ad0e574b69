/**
 * A header's name in one form for all spellings that servers may read alike: case is ignored, and characters other than
 * letters and digits are `_`, as where servers turn headers into variables. `Transfer_Encoding` is Transfer-Encoding.
 */
export function sameHeader(name: string): string {
  const known = spelled.get(name);
  if (known !== undefined) return known;
  const same = name.toLowerCase().replace(/[^a-z0-9]/g, "_");
  if (spelled.size < KEPT && name.length < LONGEST) spelled.set(name, same);
  return same;
}

/** Clients send few different names; callers who send many must not fill the memory. */
const KEPT = 500;
const LONGEST = 100;
const spelled = new Map<string, string>();

/** A set of header names, in every spelling. */
export function headerSet(...names: readonly string[]): { has(name: string): boolean } {
  const known = new Set(names.map(sameHeader));
  return { has: (name) => known.has(sameHeader(name)) };
}
