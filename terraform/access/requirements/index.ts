/** What a request needs beside its credentials, and whether that is more or less than before. */
export { type Comparison, compareRequirements } from "./compare";
export { describeRequirements } from "./describe";
export type { Requirement } from "./requirement";
