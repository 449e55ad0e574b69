export { ignoredArguments } from "./ignored-changes";
export { type ReadOptions, readModel, readTerraform } from "./model";
export { readServed, type ServedOptions, type ServedTerraform, type Unserved } from "./served";
export { type UnknownArgument, unknownArguments } from "./unknown-arguments";
