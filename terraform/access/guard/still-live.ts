import { own } from "../../language/expression";
import { mayEqual } from "./attributes";
import { DEPLOYED_KINDS, type DeployedKind } from "./deployments";
import type { PlanAction } from "./plan-actions";

/** A removed part of an API that is still served. */
export interface StillLive {
  readonly resource: string;
  /** The deployment that has it in its snapshot. */
  readonly deployment: string;
  /** Whether that deployment is made by this very change, before the part is destroyed. */
  readonly isNew: boolean;
}

/**
 * Parts of an API that a change removes or replaces, and that its stages continue to serve.
 *
 * A deployment is made before the one that it replaces goes, and Terraform extends that order to all that the
 * deployment depends on: what is removed in the same root is destroyed after the new snapshot was taken. The plan after
 * that is empty.
 */
export function stillLive(changes: readonly PlanAction[]): StillLive[] {
  return DEPLOYED_KINDS.flatMap((kind) => stillLiveOf(kind, changes));
}

function stillLiveOf(
  { argument, deployment: deploying, parts }: DeployedKind,
  changes: readonly PlanAction[],
): StillLive[] {
  const deployments = changes.filter(
    ({ change, type }) => type === deploying && (change === "replace" || change === "none"),
  );
  return changes
    .filter(({ change, type }) => own(parts, type)?.staysLive && change === "delete")
    .flatMap(({ address, before }) =>
      deployments
        .filter((deployment) => mayEqual(deployment.before[argument], before[argument]))
        .filter(
          (deployment) =>
            deployment.change === "none" ||
            (deployment.createdFirst !== false && rootOf(deployment.address) === rootOf(address)),
        )
        .map((deployment) => ({
          resource: address,
          deployment: deployment.address,
          isNew: deployment.change === "replace",
        })),
    );
}

/** The root of an address; all modules of a plan or state that is read alone are one root. */
function rootOf(address: string): string {
  return /^[\w-]+\//.exec(address)?.[0] ?? "";
}
