import type { Dependence } from "../../model";
import type { Cell } from "../matrix";
import { type ComparedResource, Contents } from "./content";
import type { Undecided } from "./undecided";

/** A request that is not known to be allowed on either side. */
export interface UnknownCell {
  /** `GET /pets`, after the API's name and the stage where there are several. */
  readonly route: string;
  readonly principal: string;
  readonly from: Cell["dependsOn"];
  readonly to: Cell["dependsOn"];
}

/** What decides about cells that are unknown on both sides, and differs between them. */
export function undecidedCells(
  cells: readonly UnknownCell[],
  base: readonly ComparedResource[],
  head: readonly ComparedResource[],
): readonly Undecided[] {
  const [before, after] = [new Side(base), new Side(head)];
  const found = new Map<string, { readonly at: Point; readonly cells: UnknownCell[] }>();
  for (const cell of cells)
    for (const at of differing(before.points(cell.from), after.points(cell.to))) {
      const key = JSON.stringify([at.resource, at.argument]);
      const known = found.get(key);
      if (known) known.cells.push(cell);
      else found.set(key, { at, cells: [cell] });
    }
  return [...found.values()].map(({ at: { argument, resource }, cells: [first, ...others] }) => ({
    resource,
    ...(argument !== undefined && { argument }),
    why: `${argument === undefined ? "it differs" : `${argument} differs`}, and ${first?.principal}'s access to ${first?.route}${others.length === 0 ? "" : `, and ${others.length} more,`} depends on it and is not known`,
  }));
}

/** A place that a decision depends on, with what is said there. */
interface Point {
  readonly resource: string;
  readonly argument?: string;
}

type Points = ReadonlyMap<string, Point>;

/** The places of which one side says what the other does not, those of the new side before those of the old. */
function differing(before: Points, after: Points): readonly Point[] {
  const places = new Map<string, Point>();
  for (const [one, other] of [
    [after, before],
    [before, after],
  ] as const)
    for (const [text, point] of one) {
      const key = JSON.stringify([point.resource, point.argument]);
      if (!other.has(text) && !places.has(key)) places.set(key, point);
    }
  return [...places.values()];
}

class Side {
  private readonly contents: Contents;
  private all: Points | undefined;

  constructor(resources: readonly ComparedResource[]) {
    this.contents = new Contents(resources);
  }

  /** All that a decision depends on, by the text that says it. */
  points(dependsOn: Cell["dependsOn"]): Points {
    if (dependsOn) return new Map(dependsOn().flatMap((one) => this.pointsOf(one)));
    // Where nobody says what a decision depends on, it may depend on anything.
    this.all ??= new Map(this.contents.addresses.flatMap((address) => this.pointsOf({ address })));
    return this.all;
  }

  private pointsOf({ address, argument, text }: Dependence): readonly (readonly [string, Point])[] {
    if (text !== undefined)
      return [[text, { resource: address, ...(argument !== undefined && { argument }) }]];
    const content = [...this.contents.of(address)].filter(
      ([name]) => argument === undefined || name === argument,
    );
    if (content.length === 0) return [[address, { resource: address }]];
    return content.map(([name, value]) => [
      `${address} ${name} ${value}`,
      { resource: address, argument: name },
    ]);
  }
}
