import { TerraformError } from "../error";
import { sameValue, type Value } from "../language/expression";
import type { Stage } from "../model";
import { readAccessLog } from "./access-log";
import type { Fields } from "./fields";
import { readFirewall } from "./firewalls";
import type { Resources } from "./resources";
import { readStageThrottles } from "./throttles";

/**
 * The stages of an API, each with the throttling limits of its methods.
 *
 * @throws TerraformError `DUPLICATE`, `REFERENCE_MISSING`
 */
export function readStages(apiId: string, resources: Resources): Stage[] {
  const deployments = resources.where("aws_api_gateway_deployment", "rest_api_id", apiId);
  const names = new Set<string>();
  const once = (stage: Stage): Stage => {
    if (names.has(stage.name))
      throw new TerraformError("DUPLICATE", `the API has a second stage ${stage.name}`, stage.address);
    names.add(stage.name);
    return stage;
  };
  const own = resources.where("aws_api_gateway_stage", "rest_api_id", apiId).map((stage) => {
    const name = stage.link("stage_name");
    const deploymentId = stage.link("deployment_id");
    const snapshot = outsideDeployment(stage, deployments);
    if (snapshot !== undefined) resources.missing(stage.address, snapshot);
    const variables = stage.unknownOf("variables") === undefined ? stage.map("variables") : {};
    const throttles = readStageThrottles(apiId, name, resources);
    const firewall = readFirewall(stage, resources);
    return once({
      address: stage.address,
      name,
      deploymentId,
      variables,
      ...(snapshot !== undefined && { snapshot }),
      throttles,
      ...readAccessLog(stage),
      ...(firewall && { firewall }),
    });
  });
  for (const deployment of deployments) warnOfStaleness(deployment, resources);
  const stages = [...own, ...stagesOfDeployments(deployments).filter(({ name }) => !names.has(name))];
  checkSettings(apiId, stages, resources);
  return stages;
}

/** Why it is not known what a stage serves: its deployment is none of these. */
export function outsideDeployment(stage: Fields, deployments: readonly Fields[]): string | undefined {
  const id = stage.link("deployment_id");
  if (deployments.some((deployment) => deployment.link("id") === id)) return undefined;
  return `deployment_id is ${id}, and no deployment of the API has it`;
}

/** A stage serves the API as it was when its deployment was created. Without triggers, no change creates a new one. */
function warnOfStaleness(deployment: Fields, resources: Resources): void {
  const renewing = ["triggers", "variables", "stage_description"];
  const isRenewed = renewing.some((name) => !isEmpty(deployment.raw(name)));
  if (!isRenewed && !deployment.lifecycle?.replaced)
    resources.warn(
      deployment.address,
      "it has no triggers: what is deployed may be the API of an earlier day, with other locks than these",
    );
}

function isEmpty(value: Value | undefined): boolean {
  return value === undefined || value === null || value === "" || sameValue(value, {});
}

/** Settings of a stage that does not exist have no effect. */
function checkSettings(apiId: string, stages: readonly Stage[], resources: Resources): void {
  for (const settings of resources.where("aws_api_gateway_method_settings", "rest_api_id", apiId)) {
    const name = settings.link("stage_name");
    if (!stages.some((stage) => stage.name === name))
      resources.missingIdly(settings.address, `stage_name is ${name}, and no stage of the API has it`);
  }
}

/** In provider versions before 6, a deployment with a stage_name creates that stage or moves it. */
function stagesOfDeployments(deployments: readonly Fields[]): Stage[] {
  const stages = new Map<string, Stage>();
  for (const deployment of deployments) {
    const name = deployment.optionalLink("stage_name");
    if (name !== undefined)
      stages.set(name, {
        address: deployment.address,
        name,
        deploymentId: deployment.link("id"),
        variables: deployment.unknownOf("variables") === undefined ? deployment.map("variables") : {},
      });
  }
  return [...stages.values()];
}
