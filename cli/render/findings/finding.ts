import type { Position } from "../../../terraform/sources";

/** How grave a finding is, as code scanning and annotations have it. */
export type Gravity = "error" | "warning" | "note";

/** What a kind of finding is, for a reader who does not know Gatehouse. */
export interface FindingRule {
  /** Stable: `unexpected-widening`, `access-widened`. */
  readonly id: string;
  readonly gravity: Gravity;
  /** From 0.1 to 10.0, as code scanning sorts security findings; absent where it is none. */
  readonly severity?: number;
  /** A noun phrase without a full stop. */
  readonly finds: string;
  /** Sentences without their full stops. */
  readonly reason: string;
  readonly fix: string;
}

/** The rule of a warning: of a matrix, and of a difference. */
export const WARNING_RULE: FindingRule = {
  id: "access-warning",
  gravity: "warning",
  severity: 5.5,
  finds: "A way to the API that its routes do not show",
  reason: "Access that does not depend on the locks of routes is easily overlooked",
  fix: "Close it, as the message says, or make sure that it is meant",
};

export interface ReportedFinding {
  readonly rule: FindingRule;
  /** A route, or the address of a resource. */
  readonly about: string;
  readonly message: string;
  /** The same of several places: `everybody may now call them`. Default: `message`. */
  readonly messageOfMany?: string;
  /** What decides: `by statement 0 of aws_iam_role_policy.user`. */
  readonly note?: string;
  readonly position?: Position;
  /** What stays the same from run to run, besides the rule; default `about`. */
  readonly key?: string;
}

/** Where a report is read: files are named from the root of the repository. */
export interface FindingPlaces {
  /** The path from the repository's root, with slashes; undefined outside of it. */
  inRepository(file: string): string | undefined;
  /** For findings without a position of their own: code scanning shows none without a file. */
  readonly otherwise: string;
}

/** `POST /pets: group:user may now call it, by statement 0 of aws_iam_role_policy.user` */
export function findingText({ about, message, note }: ReportedFinding): string {
  return `${about}: ${message}${note === undefined ? "" : `, ${note}`}`;
}
