import { TerraformError } from "../error";
import type { ApiMethod, RestApi, Stage } from "../model";
import { readAuthorizers } from "./authorizers";
import type { Fields } from "./fields";
import { readGatewayResponses } from "./gateway-responses";
import { readMethods } from "./methods";
import { readBody } from "./openapi/body";
import { readBodyModels } from "./request-checks";
import { resourcePolicyOf } from "./resource-policy";
import type { Resources } from "./resources";
import { readStageThrottles } from "./throttles";

const PARTS = ["resource", "method", "integration", "authorizer", "deployment", "stage", "rest_api_policy"];
/** Of use only to whoever serves the API. */
const SERVED = [
  "gateway_response",
  "integration_response",
  "method_response",
  "method_settings",
  "model",
  "request_validator",
];

/** The REST APIs with all that hangs on them. */
export function readApis(resources: Resources): readonly RestApi[] {
  const apis = resources.ofType("aws_api_gateway_rest_api");
  const ids = apis.map((api) => api.link("id"));
  for (const part of resources.reading.strict ? [...PARTS, ...SERVED] : PARTS)
    resources.requireParent(typeOf(part), "rest_api_id", ids, "REST API");
  return [...apis.map((api) => readApi(api, resources)), ...readElsewhere(ids, resources)];
}

function typeOf(part: string): string {
  return `aws_api_gateway_${part}`;
}

function readApi(api: Fields, resources: Resources): RestApi {
  const id = api.link("id");
  const body = readBody(api, resources);
  const authorizers = [...readAuthorizers(id, resources), ...body.authorizers];
  const models = readBodyModels(id, resources);
  const methods = readMethods({ id, rootId: api.link("root_resource_id"), authorizers, models }, resources);
  const policy = resourcePolicyOf(api, id, body.policy, resources);
  return {
    address: api.address,
    id,
    name: api.label("name"),
    executionArn: api.link("execution_arn"),
    apiKeySource: body.apiKeySource ?? api.oneOf("api_key_source", ["HEADER", "AUTHORIZER"], "HEADER"),
    binaryMediaTypes: body.binaryMediaTypes ?? api.texts("binary_media_types"),
    ...((isPrivate(api) || body.private) && { private: true }),
    ...(policy && { policy }),
    ...(body.unknown !== undefined && { unknown: body.unknown }),
    stages: readStages(id, resources),
    methods: together(methods, body.methods),
    authorizers,
    gatewayResponses: readGatewayResponses(id, resources),
    models,
  };
}

function isPrivate(api: Fields): boolean {
  return api.blocks("endpoint_configuration").some((endpoint) =>
    endpoint.texts("types").some((type) => {
      if (["REGIONAL", "EDGE", "PRIVATE"].includes(type)) return type === "PRIVATE";
      throw new TerraformError(
        "argument-unsupported",
        `endpoints of the type ${type} are not evaluated`,
        api.address,
      );
    }),
  );
}

/** Methods of resources of their own beside those of a body: where both say the same place, neither is sure. */
function together(own: readonly ApiMethod[], ofBody: readonly ApiMethod[]): ApiMethod[] {
  const place = ({ path, verb }: ApiMethod) => `${verb} ${path}`;
  const twice = new Set(own.map(place).filter((key) => ofBody.some((method) => place(method) === key)));
  const unsure = "a resource and the API's body both declare it";
  return [...own, ...ofBody.filter((method) => !twice.has(place(method)))].map((method) =>
    twice.has(place(method)) ? { ...method, unknown: unsure } : method,
  );
}

/** APIs that are not in this Terraform, of which it declares parts. Only a reader that is not strict has any. */
function readElsewhere(known: readonly string[], resources: Resources): RestApi[] {
  const parts = ["method", "resource", "stage"].flatMap((part) => resources.ofType(typeOf(part)));
  const ids = new Set(parts.map((part) => part.link("rest_api_id")).filter((id) => !known.includes(id)));
  return [...ids].map((id) => {
    const authorizers = readAuthorizers(id, resources);
    const unknown = "the API is not in this Terraform";
    return {
      address: id,
      id,
      name: id,
      executionArn: `arn:aws:execute-api:${resources.region}:${resources.accountId}:${id}`,
      apiKeySource: "HEADER",
      binaryMediaTypes: [],
      policy: { address: id, name: "policy", document: { unknown } },
      unknown,
      stages: readStages(id, resources),
      methods: readMethods({ id, rootId: undefined, authorizers, models: [] }, resources),
      authorizers,
    };
  });
}

function readStages(apiId: string, resources: Resources): Stage[] {
  const deployments = resources.where("aws_api_gateway_deployment", "rest_api_id", apiId);
  const names = new Set<string>();
  const once = (stage: Stage): Stage => {
    if (names.has(stage.name))
      throw new TerraformError("duplicate", `the API has a second stage ${stage.name}`, stage.address);
    names.add(stage.name);
    return stage;
  };
  const own = resources.where("aws_api_gateway_stage", "rest_api_id", apiId).map((stage) => {
    const name = stage.link("stage_name");
    const deploymentId = stage.link("deployment_id");
    if (!deployments.some((deployment) => deployment.link("id") === deploymentId))
      resources.missing(
        stage.address,
        `deployment_id is ${deploymentId}, and no deployment of the API has it`,
      );
    const variables = stage.unknownOf("variables") === undefined ? stage.map("variables") : {};
    const throttles = readStageThrottles(apiId, name, resources);
    return once({ address: stage.address, name, deploymentId, variables, throttles });
  });
  return [...own, ...stagesOfDeployments(deployments).filter(({ name }) => !names.has(name))];
}

/** A deployment that names a stage makes it, or moves it: a way that the provider has since given up. */
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
