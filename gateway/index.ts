export { type ListedUsers, readListedUsers } from "./cognito/directory/listed-users";
export type { Presentation } from "./data-plane/locks/lock";
export type { GateDescription } from "./deployment/description";
export { GateError } from "./error";
export { type Gate, type GateOptions, startGate } from "./gate";
export type { FunctionCode } from "./lambda/code";

export { presentationOf } from "./presentation";
