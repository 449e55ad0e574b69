/** What changes for which principal between two matrices. */
export { type Access, type Change, type Difference, difference } from "./difference";
export { routeAnswering, sideOf } from "./side";
export { type Undecided, undecided } from "./undecided";
