import { mayEqual } from "../attributes";
import { DEPLOYED_KINDS, type DeployedKind } from "../deployments";
import type { PlanAction } from "../plan-actions";
import type { Finding, Rule } from "../rule";

export const staleDeployment: Rule = {
  id: "stale-deployment",
  level: "medium",
  finds: "A change of an API without a new deployment",
  reason:
    "A change of an API takes effect only with a new deployment: until then the old rules hold, and the plan looks complete",
  fix: "Let the deployment's triggers hash what changed, so that it is replaced",
  example: "api/aws_api_gateway_method.get_pets",
  needs: "changes",
  check: ({ changes = [] }) => DEPLOYED_KINDS.flatMap((kind) => staleIn(kind, changes)),
};

function staleIn(
  { api, argument, deployment, parts }: DeployedKind,
  changes: readonly PlanAction[],
): Finding[] {
  const deployments = changes.filter(({ type }) => type === deployment);
  // Deployed by another root, whose plan shows it.
  if (deployments.length === 0) return [];
  // A stage of an HTTP API may deploy each change itself.
  const deploying = changes.filter(({ after }) => after.auto_deploy === true);
  const deployed = deployments.filter(({ change }) => change === "create" || change === "replace");
  return changes
    .filter(({ change, type }) => Object.hasOwn(parts, type) && change !== "none")
    .filter(({ after, before, type }) => {
      const id = type === api ? (after.id ?? before.id) : (after[argument] ?? before[argument]);
      return ![...deployed, ...deploying].some((one) => mayEqual(one.after[argument], id));
    })
    .map(({ address, change }) => ({
      resource: address,
      message: `it is to be ${change}d, and no deployment of its API is made anew`,
    }));
}
