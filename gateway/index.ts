import type { ApiMethod } from "../terraform/model";
import { lockOf } from "./data-plane/locks";
import type { Presentation } from "./data-plane/locks/lock";

export { type ListedUsers, readListedUsers } from "./cognito/directory/listed-users";
export type { Presentation } from "./data-plane/locks/lock";
export type { GateDescription } from "./deployment/description";
export { GateError } from "./error";
export { type Gate, type GateOptions, startGate } from "./gate";
export type { FunctionCode } from "./lambda/code";

/** How callers present themselves to a method, by its lock. */
export function presentationOf(method: Pick<ApiMethod, "authorization" | "scopes">): Presentation {
  return lockOf(method).presents(method);
}
