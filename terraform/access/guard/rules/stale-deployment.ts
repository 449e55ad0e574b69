import { isDeployed } from "../../../../contract/deployed-types";
import { mayEqual } from "../attributes";
import type { Rule } from "../rule";

export const staleDeployment: Rule = {
  id: "stale-deployment",
  level: "medium",
  finds: "A change of an API without a new deployment",
  reason:
    "A change of an API takes effect only with a new deployment: until then the old rules hold, and the plan looks complete",
  fix: "Let the deployment's triggers hash what changed, so that it is replaced",
  example: "api/aws_api_gateway_method.get_pets",
  needs: "changes",
  check: ({ changes = [] }) => {
    const deployments = changes.filter(({ type }) => type === "aws_api_gateway_deployment");
    // Deployed by another root, whose plan shows it.
    if (deployments.length === 0) return [];
    const deployed = deployments.filter(({ change }) => change === "create" || change === "replace");
    return (
      changes
        // A VPC link is of no API; the integration that names it is.
        .filter(
          ({ change, type }) => isDeployed(type) && type !== "aws_api_gateway_vpc_link" && change !== "none",
        )
        .filter(({ after, before, type }) => {
          const api =
            type === "aws_api_gateway_rest_api"
              ? (after.id ?? before.id)
              : (after.rest_api_id ?? before.rest_api_id);
          return !deployed.some((deployment) => mayEqual(deployment.after.rest_api_id, api));
        })
        .map(({ address, change }) => ({
          resource: address,
          message: `it is to be ${change}d, and no deployment of its API is made anew`,
        }))
    );
  },
};
