import { sameValue } from "../../language/expression";
import type { MethodThrottle, Stage, Throttle } from "../../model";
import { readAccessLog } from "../access-log";
import type { Fields } from "../fields";
import type { Resources } from "../resources";
import { outsideDeployment } from "../stages";
import { routeKeyOf } from "./route-key";

/** The stages of an HTTP or WebSocket API. */
export function readStages(apiId: string, resources: Resources): readonly Stage[] {
  const deployments = resources.where("aws_apigatewayv2_deployment", "api_id", apiId);
  return resources.where("aws_apigatewayv2_stage", "api_id", apiId).flatMap((stage) => {
    const unknown = unknownOf(stage);
    // The gate serves what is live by this Terraform.
    if (unknown !== undefined && resources.reading.strict) {
      resources.notice(stage.address, unknown);
      return [];
    }
    warnOfStaleness(stage, deployments, resources);
    const snapshot = snapshotOf(stage, deployments);
    if (snapshot !== undefined) resources.notice(stage.address, snapshot, { says: { "": snapshot } });
    return {
      address: stage.address,
      name: stage.link("name"),
      deploymentId: stage.optionalLink("deployment_id") ?? "",
      variables: stage.unknownOf("stage_variables") === undefined ? stage.map("stage_variables") : {},
      ...(unknown !== undefined && { unknown }),
      ...(snapshot !== undefined && { snapshot }),
      ...(stage.strict && { throttles: throttlesOf(stage) }),
      ...readAccessLog(stage),
    };
  });
}

/** The limits of its routes, each with a bucket of its own. The gate alone asks. */
function throttlesOf(stage: Fields): MethodThrottle[] {
  const { address } = stage;
  const [all] = stage.blocks("default_route_settings");
  const limit = all && limitOf(all);
  return [
    ...stage.blocks("route_settings").flatMap((settings) => {
      const own = limitOf(settings);
      const { path, verb } = routeKeyOf(settings.text("route_key"));
      return own ? [{ address, path, verb, limit: own }] : [];
    }),
    ...(limit ? [{ address, path: "*", verb: "*", limit }] : []),
  ];
}

/**
 * The provider sends zeros for what a block leaves out, and then nothing gets through. It also writes them into a state
 * where nothing is set: such a block has an empty `logging_level`.
 * https://github.com/hashicorp/terraform-provider-aws/issues/14742
 */
function limitOf(block: Fields): Throttle | undefined {
  const limit = {
    rate: block.number("throttling_rate_limit", 0),
    burst: block.number("throttling_burst_limit", 0),
  };
  const isOfState = block.raw("logging_level") === "";
  return isOfState && limit.rate === 0 && limit.burst === 0 ? undefined : limit;
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

/** A stage of which it is not known whether it deploys itself may keep to the deployment that it names. */
function snapshotOf(stage: Fields, deployments: readonly Fields[]): string | undefined {
  const isCurrent = stage.unknownOf("auto_deploy") === undefined && stage.flag("auto_deploy", false);
  if (isCurrent || stage.optionalLink("deployment_id") === undefined) return undefined;
  return outsideDeployment(stage, deployments);
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
