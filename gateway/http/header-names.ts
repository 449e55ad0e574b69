/**
 * A header's name in one form for all spellings that servers may read alike: case is ignored, and characters other than
 * letters and digits are `_`, as where servers turn headers into variables. `Transfer_Encoding` is Transfer-Encoding.
 */
export function sameHeader(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "_");
}

/** A set of header names, in every spelling. */
export function headerSet(...names: readonly string[]): { has(name: string): boolean } {
  const known = new Set(names.map(sameHeader));
  return { has: (name) => known.has(sameHeader(name)) };
}
