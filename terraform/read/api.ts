import { TerraformError } from "../error";
import type { RestApi, Stage } from "../model";
import { readAuthorizers } from "./authorizers";
import type { Fields } from "./fields";
import { readMethods } from "./methods";
import type { Resources } from "./resources";

const PARTS = ["resource", "method", "integration", "authorizer", "deployment", "stage"];

/** The REST APIs with all that hangs on them. */
export function readApis(resources: Resources): readonly RestApi[] {
  const apis = resources.ofType("aws_api_gateway_rest_api");
  const ids = apis.map((api) => api.text("id"));
  for (const part of PARTS)
    resources.requireParent(`aws_api_gateway_${part}`, "rest_api_id", ids, "REST API");
  return apis.map((api) => readApi(api, resources));
}

function readApi(api: Fields, resources: Resources): RestApi {
  // A private API admits nobody without a resource policy, which is not evaluated.
  for (const endpoint of api.blocks("endpoint_configuration"))
    for (const type of endpoint.texts("types"))
      if (type !== "REGIONAL" && type !== "EDGE")
        throw new TerraformError(
          "argument-unsupported",
          `endpoints of the type ${type} are not evaluated`,
          api.address,
        );
  const id = api.text("id");
  const authorizers = readAuthorizers(id, resources);
  return {
    address: api.address,
    id,
    name: api.text("name"),
    executionArn: api.text("execution_arn"),
    apiKeySource: api.oneOf("api_key_source", ["HEADER", "AUTHORIZER"], "HEADER"),
    binaryMediaTypes: api.texts("binary_media_types"),
    stages: readStages(id, resources),
    methods: readMethods({ id, rootId: api.text("root_resource_id"), authorizers }, resources),
    authorizers,
  };
}

function readStages(apiId: string, resources: Resources): Stage[] {
  const deployments = resources.where("aws_api_gateway_deployment", "rest_api_id", apiId);
  const names = new Set<string>();
  return resources.where("aws_api_gateway_stage", "rest_api_id", apiId).map((stage) => {
    const name = stage.text("stage_name");
    if (names.has(name))
      throw new TerraformError("duplicate", `the API has a second stage ${name}`, stage.address);
    names.add(name);
    const deploymentId = stage.text("deployment_id");
    if (!deployments.some((deployment) => deployment.text("id") === deploymentId))
      throw new TerraformError(
        "reference-missing",
        `deployment_id is ${deploymentId}, and no deployment of the API has it`,
        stage.address,
      );
    return { address: stage.address, name, deploymentId, variables: stage.map("variables") };
  });
}
