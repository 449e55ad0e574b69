import type { Dimension } from "./condition-keys";
import type { KindName } from "./kinds";
import type { RequestSpace } from "./request-space";
import type { Clause } from "./requirement";
import type { ValueSet } from "./value-set";

/** For each dimension the indexes of some pieces: the requests that have one of them in each. */
type Box = readonly ReadonlySet<number>[];

/**
 * What a request must have to be none of the refused ones: one clause for each of the boxes that cover them, which it
 * must be outside of.
 *
 * @param isRefused for each point of the space
 */
export function clausesFor(space: RequestSpace, isRefused: readonly boolean[]): readonly Clause[] {
  const { dimensions } = space;
  const covered = new Set<number>();
  return isRefused.flatMap((refused, point) => {
    if (!refused || covered.has(point)) return [];
    const box = grown(dimensions, point, isRefused);
    for (const inside of pointsIn(dimensions, box)) covered.add(inside);
    return [outside(dimensions, box)];
  });
}

/** The largest box of refused points around one. */
function grown(dimensions: readonly Dimension[], point: number, isRefused: readonly boolean[]): Box {
  let box: Box = placeOf(dimensions, point).map((index) => new Set([index]));
  dimensions.forEach(({ pieces }, at) => {
    pieces.forEach((_, index) => {
      const slice = box.map((indexes, other) => (other === at ? new Set([index]) : indexes));
      if (pointsIn(dimensions, slice).every((inside) => isRefused[inside]))
        box = box.map((indexes, other) => (other === at ? new Set([...indexes, index]) : indexes));
    });
  });
  return box;
}

function placeOf(dimensions: readonly Dimension[], point: number): readonly number[] {
  const place: number[] = [];
  let rest = point;
  for (const { pieces } of [...dimensions].reverse()) {
    place.unshift(rest % pieces.length);
    rest = Math.floor(rest / pieces.length);
  }
  return place;
}

function pointsIn(dimensions: readonly Dimension[], box: Box): readonly number[] {
  return dimensions.reduce<readonly number[]>(
    (points, { pieces }, at) =>
      points.flatMap((point) => [...(box[at] ?? [])].map((index) => point * pieces.length + index)),
    [0],
  );
}

function outside(dimensions: readonly Dimension[], box: Box): Clause {
  return new Map(
    dimensions.flatMap(({ kind, pieces }, at): [KindName, ValueSet][] => {
      const others = pieces.filter((_, index) => !box[at]?.has(index)).map(({ set }) => set);
      const [first, ...more] = others;
      return first ? [[kind, more.reduce((set, other) => set.either(other), first)]] : [];
    }),
  );
}
