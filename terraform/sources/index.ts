import { TerraformError, withTerraformErrors } from "../error";
import {
  type ArchiveFile,
  blockPositions,
  type ConfigurationFile,
  type FetchedModule,
  type Given,
  type Json,
  type JsonObject,
  jsonBlockPositions,
  type ModuleFiles,
  type Position,
  type Positions,
  positionOf,
  type Resolved,
  type ResolvedResource,
  type StackSource,
} from "../language/configuration";
import type { HclFiles } from "./hcl";
import { NOTHING_DECLARES_IT, resolveTogether } from "./roots";
import { detect } from "./show/document";
import type { Root, SourceOptions, TerraformSource } from "./source";
import { STAND_IN, WrittenAccounts } from "./stand-in-account";

export {
  type ArchiveFile,
  blockPositions,
  type ConfigurationFile,
  detect,
  type FetchedModule,
  type Given,
  type HclFiles,
  type Json,
  type JsonObject,
  jsonBlockPositions,
  type ModuleFiles,
  NOTHING_DECLARES_IT,
  type Position,
  type Positions,
  positionOf,
  type Resolved,
  type ResolvedResource,
  type Root,
  type SourceOptions,
  type StackSource,
  type TerraformSource,
};

/**
 * The resources of a source, with their references followed.
 *
 * @throws TerraformError
 */
export function resolveTerraform(source: TerraformSource, options: SourceOptions = {}): Resolved {
  return resolveSystem([{ name: "", source }], options);
}

export { STAND_IN } from "./stand-in-account";
export { withRegion } from "./stand-in-region";

/**
 * The resources of roots that are one system, with the references between them followed.
 *
 * @throws TerraformError
 */
export function resolveSystem(roots: readonly Root[], options: SourceOptions = {}): Resolved {
  const { accountId, strict = false } = options;
  if (roots.length === 0) throw new TerraformError("DOCUMENT_MALFORMED", "there is no Terraform");
  return withTerraformErrors(() => {
    if (accountId !== undefined || strict) return resolveTogether(roots, accountId ?? STAND_IN, strict);
    const written = new WrittenAccounts(roots);
    const standIn = written.standIn();
    const resolved = resolveTogether(written.roots, standIn, strict);
    // Which texts file() reads is known only now.
    const other = written.standIn(standIn);
    return other === standIn ? resolved : resolveTogether(written.roots, other, strict);
  });
}
