import { GatehouseError } from "../contract/errors";

export type GateErrorCode =
  | "ARCHIVE_ESCAPES"
  | "ARCHIVE_UNREADABLE"
  | "NO_API"
  | "NO_STAGE"
  | "PORT_IN_USE"
  | "SCHEMA_UNREADABLE"
  | "STATE_BROKEN"
  | "STATE_FOREIGN"
  | "STATE_IN_USE"
  | "STORE_FAILED"
  | "USERS_INVALID";

/** Why the gate cannot start or go on, in one sentence. */
export class GateError extends GatehouseError<GateErrorCode> {
  override readonly name = "GateError";
}
