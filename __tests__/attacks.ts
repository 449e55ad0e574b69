import fc from "fast-check";

/** `ATTACKS=all`, as in `npm run test:attacks`, sends all of an attack; `npm test` sends a fixed part of it. */
export const isWhole = process.env.ATTACKS === "all";

/** How many cases an attack has in this run. */
export function attackSize({ some, all }: { readonly some: number; readonly all: number }): number {
  return isWhole ? all : some;
}

/** The same part, as options of fast-check: with a fixed seed, so that each run of it sends the same. */
export function fuzzing(size: { readonly some: number; readonly all: number }) {
  return { numRuns: attackSize(size), ...(!isWhole && { seed: 1 }) };
}

/** Any text, lone surrogates included. fast-check's unit "binary" takes seconds to be set up. */
export function anyText(maxLength: number): fc.Arbitrary<string> {
  return fc.uint16Array({ maxLength }).map((units) => String.fromCharCode(...units));
}
