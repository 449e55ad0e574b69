import { array, optional, strictObject, string } from "valibot";
import {
  apiKind,
  type DataOf,
  decision,
  leftToBackend,
  note,
  position,
  requires,
  source,
  version,
} from "./parts";

const cell = strictObject({
  principal: string(),
  decision,
  reason: string(),
  source,
  requires: optional(requires),
});

const route = strictObject({
  kind: apiKind,
  /** Where there are several APIs. */
  api: optional(string()),
  /** Where an API has several stages. */
  stage: optional(string()),
  method: string(),
  path: string(),
  /** `UNKNOWN` where the lock is not known. */
  authorization: string(),
  /** Why the lock is not known. */
  unknown: optional(string()),
  address: string(),
  position: optional(position),
  leftToBackend: optional(leftToBackend),
  /** One for each principal. */
  cells: array(cell),
});

/** What `gatehouse access --format json` prints. */
export const accessReport = strictObject({ version, routes: array(route), notes: array(note) });
export type AccessJson = DataOf<typeof accessReport>;
