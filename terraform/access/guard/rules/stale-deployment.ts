import { isDeployed } from "../../../../contract/deployed-types";
import { mayEqual } from "../attributes";
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
  check: ({ changes = [] }) => [REST, HTTP].flatMap((family) => staleIn(family, changes)),
};

/** The types of one kind of API. */
interface Family {
  readonly api: string;
  readonly deployment: string;
  /** The argument that names the API. */
  readonly argument: string;
  isPart(type: string): boolean;
}

const REST: Family = {
  api: "aws_api_gateway_rest_api",
  deployment: "aws_api_gateway_deployment",
  argument: "rest_api_id",
  // A VPC link is of no API; the integration that names it is.
  isPart: (type) => isDeployed(type) && type !== "aws_api_gateway_vpc_link",
};

const HTTP_PARTS: ReadonlySet<string> = new Set([
  "aws_apigatewayv2_api",
  "aws_apigatewayv2_authorizer",
  "aws_apigatewayv2_integration",
  "aws_apigatewayv2_route",
]);

const HTTP: Family = {
  api: "aws_apigatewayv2_api",
  deployment: "aws_apigatewayv2_deployment",
  argument: "api_id",
  isPart: (type) => HTTP_PARTS.has(type),
};

function staleIn({ api, argument, deployment, isPart }: Family, changes: readonly PlanAction[]): Finding[] {
  const deployments = changes.filter(({ type }) => type === deployment);
  // Deployed by another root, whose plan shows it.
  if (deployments.length === 0) return [];
  // A stage of an HTTP API may deploy each change itself.
  const deploying = changes.filter(({ after }) => after.auto_deploy === true);
  const deployed = deployments.filter(({ change }) => change === "create" || change === "replace");
  return changes
    .filter(({ change, type }) => isPart(type) && change !== "none")
    .filter(({ after, before, type }) => {
      const id = type === api ? (after.id ?? before.id) : (after[argument] ?? before[argument]);
      return ![...deployed, ...deploying].some((one) => mayEqual(one.after[argument], id));
    })
    .map(({ address, change }) => ({
      resource: address,
      message: `it is to be ${change}d, and no deployment of its API is made anew`,
    }));
}
