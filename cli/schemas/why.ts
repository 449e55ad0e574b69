import { optional, strictObject, string } from "valibot";
import { apiKind, type DataOf, decision, leftToBackend, position, requires, source, version } from "./parts";

/** What `gatehouse access --why ROUTE --as WHO --json` prints. */
export const whyReport = strictObject({
  version,
  kind: apiKind,
  api: optional(string()),
  stage: optional(string()),
  method: string(),
  path: string(),
  address: string(),
  position: optional(position),
  principal: string(),
  decision,
  reason: string(),
  source,
  requires: optional(requires),
  leftToBackend: optional(leftToBackend),
  /** As it is printed without --json, down to the policy's statement. */
  text: string(),
});
export type WhyJson = DataOf<typeof whyReport>;
