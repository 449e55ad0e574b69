import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { DeclarationError } from "../errors";
import { redeploymentTriggers } from "../redeployment";

/**
 * What goes live only with a deployment: AWS's list, less what no API of this project has (documentation) and
 * less API keys, which are looked up on every call.
 * Source: API Gateway Developer Guide, "Updates to a REST API that require redeployment".
 */
const DEPLOYED = [
  "authorizer",
  "gateway_response",
  "integration",
  "integration_response",
  "method",
  "method_response",
  "model",
  "request_validator",
  "resource",
  "rest_api",
  "rest_api_policy",
  "vpc_link",
].map((part) => `aws_api_gateway_${part}`);

/** What is not created yet would be missing from the snapshot that a deployment is. */
const AWAITED = DEPLOYED.filter(
  (type) => !/_(authorizer|model|request_validator|resource|rest_api|vpc_link)$/.test(type),
);

export interface Deployments {
  readonly stable: ApiGatewayDeployment;
  /** Takes a share of the calls; the stable one stays as it is meanwhile. */
  readonly canary?: ApiGatewayDeployment;
}

/** Builds the deployment of all that stands in `api`'s construct. Call it last. */
export function deploy(scope: Construct, api: ApiGatewayRestApi, canary: number | undefined): Deployments {
  const parts = () => resourcesIn(scope, DEPLOYED);
  const snapshot = (id: string, lifecycle: { ignoreChanges?: string[] }) =>
    new ApiGatewayDeployment(scope, id, {
      restApiId: api.id,
      triggers: redeploymentTriggers(parts),
      dependsOn: resourcesIn(scope, AWAITED),
      // The stage must move to the new deployment before the old one can go.
      lifecycle: { createBeforeDestroy: true, ...lifecycle },
    });
  if (canary === undefined) return { stable: snapshot("deployment", {}) };
  if (!(canary > 0 && canary < 100)) {
    throw new DeclarationError(
      "CANARY_INVALID",
      `The canary gets ${canary} % of calls; expected more than 0, less than 100.`,
    );
  }
  return {
    // Frozen: what changes goes to the canary. Without one again, the stage moves to a new snapshot.
    stable: snapshot("deployment", { ignoreChanges: ["triggers"] }),
    canary: snapshot("canary-deployment", {}),
  };
}

function resourcesIn(scope: Construct, types: readonly string[]): TerraformResource[] {
  return scope.node
    .findAll()
    .filter((node): node is TerraformResource =>
      types.includes((node as TerraformResource).terraformResourceType),
    );
}
