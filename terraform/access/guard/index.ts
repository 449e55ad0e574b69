/** The rules that stop a merge. */
export { changesBetween } from "./changes";
export type { AcceptedUnknown, GuardConfig, Waiver, Widening } from "./config";
export { type GuardSide, guard, rules, type Verdict } from "./guard";
export { type PlanAction, parsePlanActions } from "./plan-actions";
export { poolUpdates } from "./pool-updates";
export { type Finding, LEVELS, type Level, type Rule } from "./rule";
export { type StillLive, stillLive } from "./still-live";
