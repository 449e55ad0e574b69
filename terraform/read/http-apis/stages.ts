import { sameValue } from "../../language/expression";
import type { Stage } from "../../model";
import type { Fields } from "../fields";
import type { Resources } from "../resources";

/** The stages of an HTTP or WebSocket API. */
export function readStages(apiId: string, resources: Resources): readonly Stage[] {
  const deployments = resources.where("aws_apigatewayv2_deployment", "api_id", apiId);
  return resources.where("aws_apigatewayv2_stage", "api_id", apiId).map((stage) => {
    const unknown = unknownOf(stage);
    warnOfStaleness(stage, deployments, resources);
    return {
      address: stage.address,
      name: stage.link("name"),
      deploymentId: stage.optionalLink("deployment_id") ?? "",
      variables: stage.unknownOf("stage_variables") === undefined ? stage.map("stage_variables") : {},
      ...(unknown !== undefined && { unknown }),
    };
  });
}

/** Nothing is served on a stage that has no deployment, until one is made by other means. */
function unknownOf(stage: Fields): string | undefined {
  if (deploysItself(stage) || stage.optionalLink("deployment_id") !== undefined) return undefined;
  return `${stage.address} has no deployment and no auto_deploy, so by this Terraform nothing is live on it`;
}

/** Such a stage serves each change at once. One of which that is not known is taken for one that does. */
function deploysItself(stage: Fields): boolean {
  return stage.unknownOf("auto_deploy") !== undefined || stage.flag("auto_deploy", false);
}

function warnOfStaleness(stage: Fields, deployments: readonly Fields[], resources: Resources): void {
  if (deploysItself(stage)) return;
  const id = stage.optionalLink("deployment_id");
  const deployment = deployments.find((one) => one.link("id") === id);
  if (!deployment || deployment.lifecycle?.replaced) return;
  const triggers = deployment.raw("triggers");
  if (triggers !== undefined && triggers !== null && !sameValue(triggers, {})) return;
  resources.warn(
    deployment.address,
    "it has no triggers: what is deployed may be the API of an earlier day, with other locks than these",
  );
}
