import type { ApiModel } from "../../model";
import { allApis } from "../decide";
import { acceptedChange } from "./accepted";
import { callingRoles } from "./calling-roles";
import type { Finding } from "./compare/rule";
import { changesOf, type Found, untold } from "./compared-facts";
import { isElsewhere, isOutside } from "./elsewhere";
import { Estate, type Owned, type TrustResource } from "./estate";
import { type Facts, factsOf } from "./facts";
import { withBodies } from "./in-bodies";
import { namedBefore } from "./named-before";
import { isNewWithPool } from "./new-pools";
import { newStages } from "./new-stages";
import { mayBeOfStore } from "./outside-stores";
import { relianceOf } from "./reliance";
import { type Renamed, renamedBetween } from "./renamed";
import { callsElsewhere } from "./rights/calls-elsewhere";
import { compareRights, type RightsSide } from "./rights/compare-rights";
import { holdersOf, rightsOf } from "./rights/rights";
import { targetsOf } from "./rights/targets";
import { unattachedPolicies } from "./rights/unattached";
import { type Asked, askedTags } from "./tags";
import type { TrustDifference, UntoldTrust } from "./trust-change";
import { unreadTypes } from "./unread-types";

/** One side of a comparison. */
export interface TrustSide {
  readonly model: ApiModel;
  readonly resources: readonly TrustResource[];
}

const NOTHING = { trust: [], narrowedTrust: [], undecided: [], settled: () => false };

/** Who vouches for callers, compared: by resource and argument. */
export function trustChanges(base: TrustSide, head: TrustSide): TrustDifference {
  const [isBefore, isAfter] = [base, head].map(({ model }) => allApis(model).length > 0);
  // Where nobody could call anything, all that is trusted is new, and said as access.
  if (!isBefore && isAfter) return { ...NOTHING, follows: () => true };
  const found = changesBetween(base, head);
  return isBefore ? found : withoutApi(found);
}

/** What an API elsewhere may rely on: where there is none on either side, no change is known to matter. */
function withoutApi({ trust, undecided, ...found }: TrustDifference): TrustDifference {
  const open = trust.map(({ argument, resource, what }) => ({
    resource,
    ...(argument !== undefined && { argument }),
    why: `${what}; no API is in this Terraform, so that it is not known who is let in by it`,
  }));
  return { ...found, trust: [], undecided: [...open, ...undecided] };
}

function changesBetween(base: TrustSide, head: TrustSide): TrustDifference {
  const [from, to] = [read(base), read(head)];
  const sides = { base: from.estate, head: to.estate };
  const renamed = renamedBetween(from.estate, to.estate);
  const relied = new Set([...from.reliance.keys()].map((address) => renamed.address(address)));
  const isAsked = askedTags([from.estate, to.estate]);
  const old = factsOf(from, (address) => to.reliance.has(renamed.address(address)), isAsked);
  const before = renamedFacts(old, renamed);
  const after = factsOf(to, (address) => relied.has(address), isAsked);
  const rights = compareRights(renamedRights(from, renamed), to);
  const stages = newStages(sides, { before, after, renamed });
  const all = [...new Set([...after.keys(), ...before.keys()])]
    .filter((address) => before.has(address) || !stages.firewalls.includes(address))
    .filter((address) => !isNewWithPool(address, { before, after, estate: to.estate }))
    .flatMap((address) => changesOf(before.get(address), after.get(address), sides))
    .concat(stages.found);
  const others = unreadTypes(from, to, {
    isCompared: (address) => before.has(address) || after.has(address),
    renamed,
  });
  const outside = outsideChanges(from, to, { isAsked, renamed }).filter(
    ({ resource }) => !before.has(resource) && !after.has(resource),
  );
  const of = <T>(effect: Finding["effect"], made: (one: Found) => T) =>
    all.filter((one) => one.effect === effect).map(made);
  return {
    trust: [
      ...of("other", ({ change }) => change),
      ...rights.trust.map((one) => ({ ...one, accepts: acceptedChange(one.from, one.to) })),
    ],
    narrowedTrust: [...of("narrower", ({ change }) => change), ...rights.narrowedTrust],
    undecided: [
      ...of("undecided", untold),
      ...rights.undecided,
      ...unattachedPolicies(from, to, renamed),
      ...callsElsewhere(base, head, renamed),
      ...namedBefore({ before, after, head: to.estate }),
      ...others,
      ...outside,
    ],
    settled: ({ argument, resource }) =>
      [old.get(resource), after.get(resource)].some(
        (facts) =>
          facts !== undefined &&
          !(argument === undefined ? facts.access.length > 0 : facts.access.includes(argument)),
      ),
    follows: (address) => isFollowed(address, from, old) && isFollowed(address, to, after),
  };
}

type Read = ReturnType<typeof readSide>;

const sidesRead = new WeakMap<TrustSide, Read>();

/** A side is read once, whatever it is compared with. */
function read(side: TrustSide): Read {
  const known = sidesRead.get(side) ?? readSide(side);
  sidesRead.set(side, known);
  return known;
}

/**
 * What differs of resources whose owner is not in the Terraform: an authorizer may take its users all the same, or take
 * its rules from there.
 */
function outsideChanges(
  from: Read,
  to: Read,
  { isAsked, renamed }: { readonly isAsked: Asked; readonly renamed: Renamed },
): readonly UntoldTrust[] {
  const sides = { base: from.estate, head: to.estate };
  const isCompared = (side: Read) => (address: string) => {
    const resource = side.estate.at(address);
    return resource !== undefined && (isOutside(resource, side.estate) || isOfStore(resource, side));
  };
  const isOfStore = (resource: Owned, { estate, reliance }: Read) =>
    mayBeOfStore(resource, estate, new Set(reliance.keys()));
  const of = (side: Read) => factsOf({ estate: side.estate, reliance: new Map() }, isCompared(side), isAsked);
  const [before, after] = [renamedFacts(of(from), renamed), of(to)];
  return [...new Set([...after.keys(), ...before.keys()])].flatMap((address) => {
    const [was, is] = [before.get(address), after.get(address)];
    // That a client or a member is new is said as access.
    const isSaid = (was && is) || (is ?? was)?.kind === "code-source";
    const found = isSaid ? changesOf(was, is, sides) : [];
    return found.flatMap(({ change: { argument, resource, what }, effect }) =>
      effect === "narrower"
        ? []
        : [
            {
              resource,
              ...(argument !== undefined && { argument }),
              why: `${what}; what it belongs to is not in the Terraform`,
            },
          ],
    );
  });
}

function isFollowed(address: string, { estate, reliance }: Read, facts: ReadonlyMap<string, Facts>): boolean {
  const resource = estate.at(address);
  return !resource || facts.has(address) || isElsewhere(resource, estate, reliance);
}

/** What one side says. Who may change what callers rely on is relied on as well. */
function readSide({ model, resources }: TrustSide) {
  const estate = new Estate(withBodies(model, resources));
  const callers = callingRoles(model);
  const holders = holdersOf(model);
  const targets = targetsOf(estate, relianceOf(estate, callers), model);
  const changing = holders.filter((holder) => rightsOf(holder, targets).length > 0);
  const reliance = relianceOf(estate, new Set([...callers, ...changing.map(({ address }) => address)]));
  return { estate, holders, reliance, resources, targets };
}

/** The facts of the old side under the addresses and with the ids of the new. */
function renamedFacts(facts: ReadonlyMap<string, Facts>, renamed: Renamed): ReadonlyMap<string, Facts> {
  return new Map(
    [...facts.values()].map((one) => {
      const address = renamed.address(one.address);
      const owners = mapped(one.owners, ({ value, wholes }) => ({
        value: renamed.value(value),
        wholes: wholes.map((whole) => renamed.address(whole)),
      }));
      const values = mapped(one.values, (value) => renamed.value(value));
      const names = mapped(one.names, (value) => renamed.value(value));
      const through = mapped(one.through, (at) => at && renamed.address(at));
      return [address, { ...one, address, names, owners, through, values }];
    }),
  );
}

function mapped<T>(record: Readonly<Record<string, T>>, made: (value: T) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, made(value)]));
}

function renamedRights({ holders, resources, targets }: RightsSide, { address }: Renamed): RightsSide {
  return {
    resources,
    holders: holders.map((holder) => ({ ...holder, address: address(holder.address) })),
    targets: targets.map((target) => ({ ...target, address: address(target.address) })),
  };
}
