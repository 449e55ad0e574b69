import { array, optional, picklist, strictObject, string } from "valibot";
import {
  apiKind,
  type DataOf,
  leftCheck,
  note,
  position,
  requires,
  source,
  undecided,
  version,
} from "./parts";

/** `absent` where a side has no such route, or no such principal. */
const access = strictObject({
  decision: picklist(["allow", "deny", "unknown", "absent"]),
  reason: string(),
  source: optional(source),
  requires: optional(requires),
  /** What API Gateway leaves to the backend, of callers that it lets through. */
  leaves: optional(array(leftCheck)),
  /** Another route that answers on this side. */
  answeredBy: optional(string()),
});

const change = strictObject({
  kind: apiKind,
  api: optional(string()),
  stage: optional(string()),
  method: string(),
  path: string(),
  principal: string(),
  from: access,
  to: access,
});

const trust = strictObject({
  kind: string(),
  resource: string(),
  argument: optional(string()),
  from: string(),
  to: string(),
  /** What a waiver of trust-changed names as `to`; absent for digests of code and for secrets. */
  accepts: optional(string()),
  relies: array(string()),
  /** The principal whose rights change. */
  holder: optional(string()),
  what: string(),
  position: optional(position),
});

/** What `gatehouse diff --format json` prints. */
export const differenceReport = strictObject({
  version,
  /** The gravest of what was found. */
  outcome: picklist(["other-trust", "wider", "cannot-tell", "narrower", "unchanged"]),
  trust: array(trust),
  widened: array(change),
  narrowed: array(change),
  narrowedTrust: array(trust),
  undecided: array(undecided),
  /** Those that the old side does not have. */
  notes: array(note),
});
export type DifferenceJson = DataOf<typeof differenceReport>;
