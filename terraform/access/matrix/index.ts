/** Which principal may call what, of all APIs of a model. */

export type { LeftCheck } from "../decide";
export { ask, routeOf } from "./ask";
export { commonText } from "./common-text";
export { statementAt } from "./deciding-statement";
export type { Evidence } from "./evidence";
export { isShared } from "./identity-sources";
export { type LeftToBackend, leftBefore, leftNow } from "./left-to-backend";
export { type AccessMatrix, accessMatrix, type Cell, type MatrixRoute } from "./matrix";
export { named } from "./names";
export { sharedPath } from "./overlapping-routes";
export { filled, requestsOf, templateOf, withPrefix } from "./path-template";
export { policyTexts } from "./policy-texts";
export { samplesOf } from "./samples";
export { systemRoles } from "./systems";
export { scopesByTrigger } from "./tokens";
