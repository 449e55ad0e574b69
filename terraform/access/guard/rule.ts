import type { ApiModel } from "../../model";
import type { Change } from "../difference/difference";
import type { Evidence } from "../matrix/evidence";
import type { AccessMatrix } from "../matrix/matrix";
import type { GuardedResource } from "./changes";
import type { PlanAction } from "./plan-actions";

/** Something that stops a merge. */
export interface Rule {
  /** As the project's configuration names it. */
  readonly id: string;
  /** Why it stops a merge. */
  readonly reason: string;
  /** What to do about it. */
  readonly fix: string;
  /** What it compares with; without that the rule is passed over, and the report says so. */
  readonly needs?: "base";
  readonly check: (subject: Subject) => readonly Finding[];
}

export interface Finding {
  /** Address of the resource, or the route: what a waiver names. */
  readonly resource: string;
  readonly message: string;
  /** What would let it pass in the configuration, without its reason. */
  readonly entry?: { readonly route: string; readonly principal: string; readonly reason: "" };
}

/** What the rules look at. */
export interface Subject {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly matrix: AccessMatrix;
  /** All resources, the types that the model does not read included. */
  readonly resources: readonly GuardedResource[];
  /** Absent where there is nothing to compare with, as on a first deployment. */
  readonly base?: Base;
}

export interface Base {
  readonly matrix: AccessMatrix;
  readonly changes: readonly PlanAction[];
  /** What somebody may do and could not before, but for what the configuration expects. */
  readonly widened: readonly Change[];
}
