import type { PlanAction } from "../../terraform/access/guard";
import type { RunWith } from "./hcl";
import { comparedRoots, rootsAt, withoutNeedlessNames } from "./roots";
import { type Opened, type OpenedSide, openSystem } from "./sources";

/** The paths of two sides; without a base, the plans in `head` have both. */
export interface AskedSides {
  readonly base?: readonly string[];
  readonly head: readonly string[];
  /** Holds for both sides. */
  readonly runWith?: RunWith;
}

/** Two sides; `base` is absent where there is nothing to compare with. */
export interface Sides {
  readonly base?: OpenedSide;
  readonly head: Opened;
  /** What plans do, where they are the base too. */
  readonly changes?: readonly PlanAction[];
}

/**
 * Opens what is to be compared.
 *
 * @throws UsageError, TerraformError as openSystem()
 */
export async function openSides({ base, head, runWith }: AskedSides): Promise<Sides> {
  if (!base) {
    const [roots] = withoutNeedlessNames([rootsAt(head)] as const);
    const opened = await openSystem(roots, runWith);
    return {
      head: opened,
      ...(opened.base && { base: opened.base }),
      ...(opened.changes && { changes: opened.changes }),
    };
  }
  const [before, after] = withoutNeedlessNames(comparedRoots(base, head));
  return { base: await openSystem(before, runWith), head: await openSystem(after, runWith) };
}
