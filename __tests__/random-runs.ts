const asked = process.env.DECLARED_RUNS;

/** Whether this run has the cases of `npm run test:declared`. */
export const isLong = asked !== undefined;

/** How many random cases show a property: `some` in `npm test`, and the size of the long run in `npm run test:declared`. */
export function randomRuns(some: number): number {
  return isLong ? Number(asked) : some;
}
