/**
 * A header's name as servers may read it: without regard to case, and where they turn headers into variables,
 * with `_` for whatever is neither letter nor digit. `Transfer_Encoding` is then Transfer-Encoding.
 */
export function sameHeader(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "_");
}

/** Names of headers that are asked about in every spelling. */
export function headerSet(...names: readonly string[]): { has(name: string): boolean } {
  const known = new Set(names.map(sameHeader));
  return { has: (name) => known.has(sameHeader(name)) };
}
