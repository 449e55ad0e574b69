/** What a request needs beside its credentials, and whether that is more or less than before. */
export { type Comparison, compareRequirements, requirementsOf } from "./compare";
export type { Endpoint } from "./condition-keys";
export { clausesFor } from "./cover";
export { describeRequirements } from "./describe";
export { type RequestSpace, requestSpace } from "./request-space";
export { anyOf, type Clause, clauseOf, type Requirement, requirementOf } from "./requirement";
