import type { ApiModel } from "../../model";
import type { AccessMatrix, Evidence } from "../matrix";
import { type TrustChange, trustChanges } from "../trust";
import { type AccessChanges, accessChanges } from "./access-changes";
import { addedScopes } from "./added-scopes";
import { comparedRequests } from "./compared-requests";
import type { ComparedResource } from "./content";
import { changesNotApplied } from "./ignored-arguments";
import { atNewStage } from "./new-stages";
import { otherBackends } from "./other-backends";
import { removedBodies } from "./removed-bodies";
import { sidesOf } from "./side";
import { switchedAuthorizers } from "./switched-authorizers";
import { hiddenParts, type Undecided, unknownArgumentsOf, unreadParts } from "./undecided";
import { undecidedCells } from "./unknown-cells";

/** One side of a comparison. */
export interface ComparedSide {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly matrix: AccessMatrix;
  /** All resources, the types that the model does not read included. */
  readonly resources: readonly ComparedResource[];
}

/** All that changes for callers between two sides. */
export interface Difference extends Omit<AccessChanges, "unknown"> {
  /** Others vouch for callers than before. */
  readonly trust: readonly TrustChange[];
  /** Fewer vouch for callers than before. */
  readonly narrowedTrust: readonly TrustChange[];
  /** What cannot be told, because it is not read or not known. */
  readonly undecided: readonly Undecided[];
}

/** What a comparison comes to: the gravest of what was found. */
export type Outcome = "other-trust" | "wider" | "cannot-tell" | "narrower" | "unchanged";

/** What changes for callers between two sides. */
export function difference(base: ComparedSide, head: ComparedSide): Difference {
  const { follows, settled, ...trust } = trustChanges(base, head);
  const unread = unreadParts(base, head, { follows, settled });
  const requests = comparedRequests(sidesOf(base.matrix, head.matrix));
  const { unknown, ...changes } = accessChanges(base.matrix, head.matrix, {
    withOtherRoutes: withOtherRoutes(unread, head),
    requests,
    isNew: atNewStage(base.model, head.model),
  });
  const switched = switchedAuthorizers(head.model, requests).filter(
    (one) => !trust.trust.some((change) => isAbout(change, one)),
  );
  return {
    ...changes,
    ...trust,
    trust: [...trust.trust, ...switched],
    undecided: distinct([
      ...unread,
      ...unknownArgumentsOf(base, head),
      ...changesNotApplied(base.resources, head.resources),
      ...removedBodies(base.resources, head.resources),
      ...addedScopes(base.model, head.model, head.evidence),
      ...otherBackends(base, head, requests),
      ...trust.undecided,
      ...undecidedCells(unknown, base.resources, head.resources).filter((one) => !settled(one)),
    ]).filter((one) => !trust.trust.some((change) => isAbout(change, one))),
  };
}

/** Addresses of APIs that may have further routes now, which the other side does not have in the same way. */
function withOtherRoutes(unread: readonly Undecided[], head: ComparedSide): ReadonlySet<string> {
  const differing = new Set(unread.map(({ resource }) => resource));
  const hiding = hiddenParts(head.model.notices).map(({ resource }) => resource);
  return new Set(hiding.filter((address) => differing.has(address)));
}

/** Whether a change of trust says already what cannot be told. */
function isAbout(
  change: TrustChange,
  { argument, resource }: Pick<Undecided, "argument" | "resource">,
): boolean {
  if (change.resource !== resource) return false;
  return argument === undefined || change.argument === undefined || isPart(change.argument, argument);
}

/** `environment.variables.ISSUER` is a part of `environment`. */
function isPart(path: string, of: string): boolean {
  return path === of || path.startsWith(`${of}.`);
}

/** Each argument once, by the first that says why. */
function distinct(all: readonly Undecided[]): readonly Undecided[] {
  const byPlace = new Map<string, Undecided>();
  for (const one of all) {
    const place = JSON.stringify([one.resource, one.argument]);
    if (!byPlace.has(place)) byPlace.set(place, one);
  }
  return [...byPlace.values()];
}

export function outcomeOf({ narrowed, narrowedTrust, trust, undecided, widened }: Difference): Outcome {
  if (trust.length > 0) return "other-trust";
  if (widened.length > 0) return "wider";
  if (undecided.length > 0) return "cannot-tell";
  return narrowed.length + narrowedTrust.length > 0 ? "narrower" : "unchanged";
}
