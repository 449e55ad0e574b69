/** What changes for callers between two sides. */
export { type Access, type AccessChanges, accessChanges, type Change } from "./access-changes";
export { type ComparedSide, type Difference, difference, type Outcome, outcomeOf } from "./difference";
export { routeAnswering, sideOf, sidesOf } from "./side";
export { hiddenParts, type Undecided, unreadAddresses } from "./undecided";
