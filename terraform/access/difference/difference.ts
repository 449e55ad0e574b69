import type { ApiModel } from "../../model";
import type { AccessMatrix, Evidence } from "../matrix";
import { type TrustChange, trustChanges } from "../trust";
import { type AccessChanges, accessChanges } from "./access-changes";
import { type ComparedResource, type Undecided, undecided } from "./undecided";

/** One side of a comparison. */
export interface ComparedSide {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly matrix: AccessMatrix;
  /** All resources, the types that the model does not read included. */
  readonly resources: readonly ComparedResource[];
}

/** All that changes for callers between two sides. */
export interface Difference extends AccessChanges {
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
  const trust = trustChanges(base, head);
  return {
    ...accessChanges(base.matrix, head.matrix),
    ...trust,
    undecided: [...undecided(base.resources, head.resources), ...trust.undecided],
  };
}

export function outcomeOf({ narrowed, narrowedTrust, trust, undecided, widened }: Difference): Outcome {
  if (trust.length > 0) return "other-trust";
  if (widened.length > 0) return "wider";
  if (undecided.length > 0) return "cannot-tell";
  return narrowed.length + narrowedTrust.length > 0 ? "narrower" : "unchanged";
}
