import { type Plain, Untold } from "./compare/plain";
import { type Found, valuesOf } from "./compared-facts";
import type { Estate } from "./estate";
import type { Facts } from "./facts";
import type { Renamed } from "./renamed";
import { apiOf, type StageVariables, stagesByApi, variablesIn } from "./stage-variables";

interface Sides {
  readonly base: Estate;
  readonly head: Estate;
}

interface Compared {
  /** The facts of both sides, by the addresses of the new side. */
  readonly before: ReadonlyMap<string, Facts>;
  readonly after: ReadonlyMap<string, Facts>;
  readonly renamed: Renamed;
}

/**
 * What differs of the new stages of an API that was there before. A stage has the routes and locks of its deployment, so
 * that the other stages show who may call. What is set for each stage by itself is compared with theirs: the variables by
 * which an authorizer names what it asks.
 */
export function newStages(sides: Sides, compared: Compared): readonly Found[] {
  const { renamed } = compared;
  const before = stagesByApi(sides.base);
  const old = new Map([...before.keys()].map((api) => [renamed.address(api), api]));
  return [...stagesByApi(sides.head)].flatMap(([api, now]) => {
    const were = before.get(old.get(api) ?? "") ?? [];
    const had = new Set(were.map(({ stage }) => renamed.address(stage.address)));
    const come = now.filter(({ stage }) => !had.has(stage.address));
    const authorizers = come.length === 0 ? [] : authorizersOf(api, sides.head, compared);
    return come.flatMap((stage) =>
      authorizers.flatMap((authorizer) => namedOtherwise(stage, { authorizer, renamed, sides, were })),
    );
  });
}

/** An authorizer that both sides have, and the stage variables in its arguments. */
interface Authorizer {
  readonly address: string;
  readonly variables: readonly string[];
}

function authorizersOf(api: string, head: Estate, { after, before }: Compared): readonly Authorizer[] {
  return [...after.values()].flatMap(({ address, kind }) => {
    const resource = kind === "authorizer" && before.has(address) ? head.at(address) : undefined;
    if (!resource || apiOf(resource, head) !== api) return [];
    return [{ address, variables: variablesIn(resource) }];
  });
}

/** Of an API whose stages are made elsewhere. */
const NO_STAGE = new Untold("no stage of the API was in this Terraform", "no stage");

/** A stage whose variables have values that no stage had together. One without a variable calls nothing there. */
function namedOtherwise(
  { argument, stage, value }: StageVariables,
  {
    authorizer: { address, variables },
    renamed,
    sides,
    were,
  }: {
    readonly authorizer: Authorizer;
    readonly renamed: Renamed;
    readonly sides: Sides;
    readonly were: readonly StageVariables[];
  },
): readonly Found[] {
  const is = recordOf(variables, value);
  if (Object.keys(is).length < variables.length) return [];
  const to = {
    kind: "way-in" as const,
    address: stage.address,
    relies: [address],
    rules: {},
    through: {},
    values: { [argument]: is },
  };
  const known = were.length === 0 ? [() => NO_STAGE] : were.map((one) => one.value);
  const [first = [], ...others] = known.map((valueBefore) => {
    const was = recordOf(variables, (name) => renamed.value(valueBefore(name)));
    return valuesOf({ through: {}, values: { [argument]: was } }, to, sides);
  });
  return others.some((found) => found.length === 0) ? [] : first;
}

function recordOf(names: readonly string[], value: StageVariables["value"]): Readonly<Record<string, Plain>> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = value(name);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}
