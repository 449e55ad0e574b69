import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import type { Construct } from "constructs";
import { DeclarationError } from "../../declaration/errors";
import type { SecuredApi } from "../secured-api";

export interface Deployments {
  readonly stable: ApiGatewayDeployment;
  /** Takes a share of the calls; the stable one stays as it is meanwhile. */
  readonly canary?: ApiGatewayDeployment;
}

/**
 * Builds the snapshot of the API's routes that the stage serves, made anew whenever they change.
 *
 * @throws DeclarationError `CANARY_INVALID`
 */
export function deploy(scope: Construct, api: SecuredApi, canary: number | undefined): Deployments {
  const snapshot = (id: string, lifecycle: { ignoreChanges?: string[] }) =>
    new ApiGatewayDeployment(scope, id, {
      restApiId: api.id,
      triggers: api.revision,
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
