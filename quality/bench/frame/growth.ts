/** How what is measured grows with the number of routes. */

export interface Point {
  readonly routes: number;
  readonly value: number;
}

/** What each further route adds, from the least to the most routes. */
export function perRoute(points: readonly Point[]): number {
  const [first, last] = ends(points);
  return (last.value - first.value) / (last.routes - first.routes);
}

/**
 * The exponent of the power that fits best what is above the value of the fewest routes, by least squares of the logarithms:
 * 1 where each route adds the same.
 */
export function exponent(points: readonly Point[]): number {
  const [first] = ends(points);
  const logs = points
    .filter(({ routes, value }) => routes > first.routes && value > first.value)
    .map(({ routes, value }) => [Math.log(routes - first.routes), Math.log(value - first.value)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const sum = (of: (point: readonly [number, number]) => number) =>
    logs.reduce((all, point) => all + of(point), 0);
  return sum(([a, b]) => (a - x) * (b - y)) / sum(([a]) => (a - x) ** 2);
}

function ends(points: readonly Point[]): readonly [Point, Point] {
  const sorted = [...points].sort((a, b) => a.routes - b.routes);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (!first || !last || first.routes === last.routes) throw new RangeError("expected two numbers of routes");
  return [first, last];
}
