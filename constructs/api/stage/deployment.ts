import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { Construct } from "constructs";
import { DeclarationError } from "../../declaration/errors";
import type { SecuredApi } from "../secured-api";

export interface Deployments {
  readonly stable: ApiGatewayDeployment;
  /** Gets a share of the calls, while the stable one does not change. */
  readonly canary?: ApiGatewayDeployment;
}

/**
 * Creates the deployment that the stage serves. It is replaced whenever the routes change.
 *
 * @throws DeclarationError `CANARY_INVALID`
 */
export function deploy(scope: Construct, api: SecuredApi, canary: number | undefined): Deployments {
  const snapshot = (id: string, lifecycle: { ignoreChanges?: string[] }) =>
    new ApiGatewayDeployment(scope, id, {
      restApiId: api.id,
      triggers: api.revision,
      // The stage must change to the new deployment before the old one can be destroyed.
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
    // Changes go to the canary only. Once there is no canary, the stage gets a new deployment.
    stable: snapshot("deployment", { ignoreChanges: ["triggers"] }),
    canary: snapshot("canary-deployment", {}),
  };
}
