import { array, optional, strictObject, string, union } from "valibot";
import { type DataOf, note, position, undecided, version } from "./parts";

const waiver = strictObject({
  rule: string(),
  resource: string(),
  api: optional(string()),
  to: optional(string()),
  reason: string(),
});
const widening = strictObject({
  api: optional(string()),
  stage: optional(string()),
  route: string(),
  principal: string(),
  reason: string(),
});
const accepted = strictObject({ resource: string(), reason: string() });

const broken = strictObject({
  rule: string(),
  resource: string(),
  message: string(),
  position: optional(position),
  reason: string(),
  fix: string(),
  /** To be added to the configuration, with its reason. */
  entry: union([waiver, widening]),
});

/** What `gatehouse guard --format json` prints. */
export const verdictReport = strictObject({
  version,
  /** The configuration that was read, or that entries would be written to. */
  config: string(),
  broken: array(broken),
  waived: array(strictObject({ rule: string(), resource: string(), message: string(), because: string() })),
  /** What could not be checked. */
  unknown: array(undecided),
  accepted: array(strictObject({ ...undecided.entries, because: string() })),
  /** Entries that match nothing; `meant` are principals that a widening may mean. */
  stale: array(
    union([waiver, strictObject({ ...widening.entries, meant: optional(array(string())) }), accepted]),
  ),
  /** Rules that were not checked, because no base is given: status 4. */
  skipped: array(string()),
  /** Rules about changes of access, where the change makes the first API. */
  inapplicable: array(string()),
  notes: array(note),
});
export type VerdictJson = DataOf<typeof verdictReport>;
