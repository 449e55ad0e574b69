import type { Positions } from "../../terraform/sources";
import { rootsAt, withoutNeedlessNames } from "./roots";
import { openSystem } from "./sources";

/**
 * Positions of the blocks in folders of HCL from which plans or states were made: those have the same addresses, and no
 * files.
 *
 * @throws UsageError, TerraformError as openSystem()
 */
export async function writtenAt(paths: readonly string[] = []): Promise<Positions> {
  if (paths.length === 0) return new Map();
  const [roots] = withoutNeedlessNames([rootsAt(paths)]);
  return (await openSystem(roots)).positions;
}
