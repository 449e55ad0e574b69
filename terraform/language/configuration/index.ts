/** Terraform's configurations: stacks, modules and references, evaluated into resources. */
export type { AppliedRoot } from "./applied-root";
export { assigned, type Self } from "./assigned";
export { blockPositions } from "./block-positions";
export { joined } from "./folder-paths";
export { jsonBlockPositions } from "./json-positions";
export { ModuleTree } from "./module-tree";
export { type Position, type Positions, positionOf } from "./position";
export { Problems } from "./problems";
export { provisionerNotice, ranBy } from "./programs";
export { accountArguments, requestArguments } from "./providers";
export { type ConfigurationRoot, resolveRoots, stackRoots } from "./resolve";
export {
  type ArchiveFile,
  type Lifecycle,
  type RemoteRead,
  type Resolved,
  type ResolvedResource,
  UNKNOWN_REGION,
} from "./resolved";
export type {
  ConfigurationFile,
  FetchedModule,
  Given,
  Json,
  JsonObject,
  ModuleFiles,
  Stack,
  StackSource,
} from "./stack";
export { placeText, statePlace } from "./state-place";
export type { Surroundings } from "./surroundings";
