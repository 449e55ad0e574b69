/** Terraform's configurations: stacks, modules and references, evaluated into resources. */
export { assigned, type Self } from "./assigned";
export { blockPositions } from "./block-positions";
export { foldersOf, fromTo, joined, positionsByFolder, rootOf } from "./hcl-folder";
export { type Position, type Positions, positionOf } from "./position";
export { type ConfigurationRoot, resolveRoots, stackRoots } from "./resolve";
export type { Lifecycle, Resolved, ResolvedResource } from "./resolved";
export type { Surroundings } from "./resolver";
export { type ConfigurationFile, type Json, parseStack, type Stack, type StackSource } from "./stack";
