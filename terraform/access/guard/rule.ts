import type { ApiModel } from "../../model";
import type { Change, Difference } from "../difference";
import type { AccessMatrix, Evidence } from "../matrix";
import type { GuardedResource } from "./changes";
import type { Widening } from "./config";
import type { PlanAction } from "./plan-actions";
import type { RoutePlace } from "./widenings";

/** How grave a rule's findings are. Every one of them stops a merge; the level is the order of the report. */
export type Level = "critical" | "high" | "medium" | "low";

/** What each level means, the gravest first. */
export const LEVELS: Readonly<Record<Level, string>> = {
  critical: "Users are lost, or callers get in who should not",
  high: "A lock is weaker than it looks, or a protection of data is off",
  medium: "What is deployed is not what the Terraform says",
  low: "A recommended protection of a stage is missing",
};

/** A check that stops a merge. Its texts are also the generated page docs/guard-rules.md. */
export interface Rule {
  /** As the project's configuration names it: `stage-without-logs`. */
  readonly id: string;
  readonly level: Level;
  /** What it finds, as a noun phrase without a full stop. */
  readonly finds: string;
  /** Why that stops a merge; a sentence without its full stop. */
  readonly reason: string;
  /** What to do about it; a sentence without its full stop. */
  readonly fix: string;
  /** A finding's resource, as a waiver would name it: `api/aws_api_gateway_stage.live`. */
  readonly example: string;
  /** An entry of the configuration, for rules whose findings have one; it is better than a waiver. */
  readonly exampleEntry?: Omit<Widening, "reason">;
  /** What such a waiver names as `to`, for rules whose findings have one. */
  readonly exampleTo?: string;
  /**
   * What it compares: who may call what before and after, or resources. Without a base, the rule is not checked, and the
   * report says so; with the first API, there is no access before, and what it opens counts as gained.
   */
  readonly needs?: "access" | "changes" | "gains";
  /** Whether a waiver stays for as long as its resource is there, since it names what was decided, not one change. */
  readonly lasting?: true;
  readonly check: (subject: Subject) => readonly Finding[];
}

export interface Finding {
  /** Address of the resource, or the route: what a waiver names. */
  readonly resource: string;
  readonly message: string;
  /** Of what decides, where `resource` is a route. */
  readonly address?: string;
  /** Where the route is, where `resource` is one. */
  readonly place?: RoutePlace;
  /** What a waiver must name as `to`; absent where it accepts every later change too. */
  readonly accepts?: string;
  /** What would let it pass in the configuration, without its reason. */
  readonly entry?: Widening & { readonly reason: "" };
}

/** The subject of the rules: one side, and what it is compared with. */
export interface Subject {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly matrix: AccessMatrix;
  /** All resources, the types that the model does not read included. */
  readonly resources: readonly GuardedResource[];
  /** What changes; absent where there is nothing to compare with. */
  readonly changes?: readonly PlanAction[];
  /** Access before; absent also where the change makes the first API, whose access would all be a widening. */
  readonly base?: Base;
  /**
   * Access that principals gain, without what the configuration expects. With the first API, that of callers without
   * credentials. Absent where there is nothing to compare with.
   */
  readonly gained?: readonly Change[];
}

export interface Base {
  readonly matrix: AccessMatrix;
  /** Others vouch for callers than before. */
  readonly trust: Difference["trust"];
}

/** The gravest level first, then by id. */
export function byLevel(one: Rule, other: Rule): number {
  const levels = Object.keys(LEVELS);
  return levels.indexOf(one.level) - levels.indexOf(other.level) || (one.id < other.id ? -1 : 1);
}
