import { type Plain, type PlainRecord, Untold } from "./compare/plain";
import { type Found, valuesOf } from "./compared-facts";
import type { Estate, Owned } from "./estate";
import type { Facts } from "./facts";
import type { Renamed } from "./renamed";
import { firewallOf, firewallsFor } from "./stage-firewalls";
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

/** What differs of the new stages, and the addresses of the web ACL associations that are for these. */
export interface NewStages {
  readonly found: readonly Found[];
  readonly firewalls: readonly string[];
}

/**
 * What differs of the new stages of an API that was there before. A stage has the routes and locks of its deployment, so
 * that the other stages show who may call. What is set for each stage by itself is compared with theirs: the variables by
 * which an authorizer names what it asks, and the web ACL.
 */
export function newStages(sides: Sides, compared: Compared): NewStages {
  const { renamed } = compared;
  const before = stagesByApi(sides.base);
  const old = new Map([...before.keys()].map((api) => [renamed.address(api), api]));
  const all = [...stagesByApi(sides.head)].map(([api, now]) => {
    const were = before.get(old.get(api) ?? "") ?? [];
    const had = new Set(were.map(({ stage }) => renamed.address(stage.address)));
    return { api, were, come: now.filter(({ stage }) => !had.has(stage.address)) };
  });
  const found = all.flatMap(({ api, come, were }) => {
    if (come.length === 0) return [];
    const authorizers = authorizersOf(api, sides.head, compared);
    const like: Like = { renamed, sides, were };
    return [
      ...come.flatMap((one) => authorizers.flatMap((authorizer) => namedOtherwise(one, authorizer, like))),
      ...stagesOf(come).flatMap((stage) => guardedOtherwise(stage, like)),
    ];
  });
  const stages = all.flatMap(({ come, were }) => (were.length === 0 ? [] : stagesOf(come)));
  return { found, firewalls: firewallsFor(stages, sides.head) };
}

function stagesOf(all: readonly StageVariables[]): readonly Owned[] {
  return [...new Set(all.map(({ stage }) => stage))];
}

/** The stages that a new one is compared with. */
interface Like {
  readonly renamed: Renamed;
  readonly sides: Sides;
  readonly were: readonly StageVariables[];
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
  { address, variables }: Authorizer,
  { renamed, sides, were }: Like,
): readonly Found[] {
  const is = recordOf(variables, value);
  if (Object.keys(is).length < variables.length) return [];
  const known = were.length === 0 ? [() => NO_STAGE] : were.map((one) => one.value);
  const was = known.map((before) => recordOf(variables, (name) => renamed.value(before(name))));
  return unlikeAll({ argument, relies: [address], stage }, { is, was }, sides);
}

/** A stage without the web ACL that each stage had. */
function guardedOtherwise(stage: Owned, { renamed, sides, were }: Like): readonly Found[] {
  const was = stagesOf(were).map((one) => renamed.value(firewallOf(one, sides.base)));
  if (was.includes(undefined)) return [];
  const is = firewallOf(stage, sides.head);
  return unlikeAll({ argument: "web_acl_arn", relies: [], stage }, { is, was }, sides);
}

/** How an argument of a new stage differs from that of the first old one; nothing where it is that of any old one. */
function unlikeAll(
  of: { readonly argument: string; readonly relies: readonly string[]; readonly stage: Owned },
  { is, was }: { readonly is: Plain | undefined; readonly was: readonly (Plain | undefined)[] },
  sides: Sides,
): readonly Found[] {
  const { argument, relies, stage } = of;
  const said = (value: Plain | undefined) => ({ through: {}, values: { [argument]: value } });
  const to = { kind: "way-in", address: stage.address, relies, rules: {}, ...said(is) } as const;
  const [first = [], ...others] = was.map((before) => valuesOf(said(before), to, sides));
  return others.some((found) => found.length === 0) ? [] : first;
}

function recordOf(names: readonly string[], value: StageVariables["value"]): PlainRecord {
  return Object.fromEntries(
    names.flatMap((name) => {
      const found = value(name);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}
