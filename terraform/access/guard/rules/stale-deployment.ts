import { mayEqual } from "../attributes";
import type { Rule } from "../rule";

/** Types that are served only once they are deployed. */
const DEPLOYED =
  /^aws_api_gateway_(rest_api|rest_api_policy|resource|method|method_response|integration|integration_response|authorizer|model|request_validator|gateway_response)$/;

export const staleDeployment: Rule = {
  id: "stale-deployment",
  level: "medium",
  finds: "A change of an API without a new deployment",
  reason:
    "A change of an API takes effect only with a new deployment: until then the old rules hold, and the plan looks complete",
  fix: "Let the deployment's triggers hash what changed, so that it is replaced",
  example: "api/aws_api_gateway_method.get_pets",
  needs: "base",
  check: ({ base }) => {
    const changes = base?.changes ?? [];
    const deployments = changes.filter(({ type }) => type === "aws_api_gateway_deployment");
    // Deployed by another root, whose plan shows it.
    if (deployments.length === 0) return [];
    const deployed = deployments.filter(({ change }) => change === "create" || change === "replace");
    return changes
      .filter(({ change, type }) => DEPLOYED.test(type) && change !== "none")
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
      }));
  },
};
