/** Terraform's configurations: stacks, modules and references, evaluated into resources. */
export { assigned, type Self } from "./assigned";
export { foldersOf, fromTo, joined, rootOf } from "./hcl-folder";
export { type ConfigurationRoot, resolveRoots, stackRoots } from "./resolve";
export type { Lifecycle, Resolved, ResolvedResource } from "./resolved";
export type { Surroundings } from "./resolver";
export { type ConfigurationFile, type Json, parseStack, type Stack, type StackSource } from "./stack";
