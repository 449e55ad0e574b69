import { unqualified } from "../../access/decide";
import type { ResolvedResource } from "../../language/configuration";
import { Unresolved, type Value } from "../../language/expression";
import type { Api, ApiModel, LambdaFunction, Operation } from "../../model";
import { functionsByName } from "../function-names";

/** The methods that a part of the Terraform may touch: those whose answer could be another one without it. */
export type Reach = "all" | readonly Operation[];

/** The methods of one type of resource, as a reader that is not strict has them. */
type ReachOf = (resource: ResolvedResource, model: ApiModel) => Reach;

const NOTHING: ReachOf = () => [];

/** Longest prefixes first. A type that is not here may touch every method. */
const BY_TYPE: readonly (readonly [prefix: string, reach: ReachOf])[] = [
  ["aws_api_gateway_api_key", withKeys],
  ["aws_api_gateway_usage_plan", withKeys],
  ["aws_api_gateway_method_settings", ofApi],
  ["aws_api_gateway_method", atPlace],
  ["aws_api_gateway_integration", atPlace],
  ["aws_api_gateway_authorizer", ofAuthorizer],
  ["aws_api_gateway_", ofApi],
  ["aws_apigatewayv2_authorizer", ofAuthorizer],
  ["aws_apigatewayv2_route", ofRoute],
  ["aws_apigatewayv2_integration", ofBackend],
  ["aws_apigatewayv2_", ofHttpApi],
  ["aws_cognito_", (_, model) => locked(model)],
  ["aws_iam_", (_, model) => methodsOf(model).filter(({ authorization }) => authorization === "AWS_IAM")],
  ["aws_lambda_function_url", itself],
  ["aws_lambda_permission", (resource, model) => ofFunction(resource.values.function_name, model)],
  ["aws_lambda_", (resource, model) => ofFunction(resource.values.function_name, model)],
  ["aws_dynamodb_", NOTHING],
  ["aws_cloudwatch_", NOTHING],
];

/** The methods that a resource may touch where it is served otherwise than it is written, or not at all. */
export function reachOf(resource: ResolvedResource, model: ApiModel): Reach {
  const reach = BY_TYPE.find(([prefix]) => resource.type.startsWith(prefix))?.[1];
  return reach ? reach(resource, model) : "all";
}

function apisOf({ apis, functionUrls = [], httpApis = [] }: ApiModel): readonly Api[] {
  return [...apis, ...httpApis, ...functionUrls];
}

function methodsOf(model: ApiModel): Operation[] {
  return apisOf(model).flatMap(({ methods }) => methods);
}

/** A part of an API whose place in it is not known may be anywhere, and so may every path that it stands for. */
function ofApi({ values }: ResolvedResource, { apis }: ApiModel): Reach {
  const methods = apis.find(({ id }) => id === (values.rest_api_id ?? values.id))?.methods ?? [];
  return methods.length > 0 ? methods : "all";
}

/** Of an HTTP API. Nothing of a WebSocket API is served. */
function ofHttpApi({ values }: ResolvedResource, { httpApis = [], webSocketApis = [] }: ApiModel): Reach {
  const named = values.api_id ?? values.id;
  if (webSocketApis.some(({ id }) => id === named)) return [];
  const methods = httpApis.find(({ id }) => id === named)?.methods ?? [];
  return methods.length > 0 ? methods : "all";
}

/** The URL of a function: all other ways to the function stay as they are. */
function itself({ address }: ResolvedResource, model: ApiModel): Reach {
  return methodsOf(model).filter((method) => method.address === address);
}

/** The routes that the backend of an HTTP API answers. */
function ofBackend(resource: ResolvedResource, model: ApiModel): Reach {
  const found = methodsOf(model).filter(({ integration }) => integration.address === resource.address);
  return found.length > 0 ? found : ofHttpApi(resource, model);
}

/** A route that is there with another key or lock; one that may be anywhere may touch all of its API. */
function ofRoute(resource: ResolvedResource, model: ApiModel): Reach {
  const [own] = methodsOf(model).filter(({ address }) => address === resource.address);
  const isPlaced = !(resource.values.route_key instanceof Unresolved);
  return own && isPlaced ? [own] : ofHttpApi(resource, model);
}

/** Of a method, its integration, and the responses of both. */
function atPlace(resource: ResolvedResource, model: ApiModel): Reach {
  const { http_method: verb, resource_id: id } = resource.values;
  const methods = model.apis.find((api) => api.id === resource.values.rest_api_id)?.methods;
  const found = methods?.filter((method) => method.verb === verb && method.resourceId === id) ?? [];
  return found.length > 0 ? found : ofApi(resource, model);
}

function ofAuthorizer(resource: ResolvedResource, model: ApiModel): Reach {
  const { id } = resource.values;
  if (id instanceof Unresolved)
    return resource.type.startsWith("aws_apigatewayv2_")
      ? ofHttpApi(resource, model)
      : ofApi(resource, model);
  return methodsOf(model).filter(({ authorizerId }) => authorizerId === id);
}

function withKeys(_: ResolvedResource, model: ApiModel): Reach {
  return methodsOf(model).filter(({ apiKeyRequired }) => apiKeyRequired);
}

/** Tokens and credentials come from pools. A function may take a token that an open method passes on to it. */
function locked(model: ApiModel): Reach {
  return methodsOf(model).filter(
    ({ apiKeyRequired, authorization }) => authorization !== "NONE" || apiKeyRequired,
  );
}

/** Of a function, by its name or ARN: the methods that it answers, authorizes, or makes the tokens for. */
function ofFunction(name: Value | undefined, model: ApiModel): Reach {
  const { lambda: found } = functionsByName(model.functions, model)(String(name));
  if (!found) return name instanceof Unresolved ? "all" : [];
  const isTrigger = model.userPools.some(({ preTokenGeneration, settings }) =>
    [preTokenGeneration?.functionArn, ...Object.values(settings.triggers)].some((arn) => mayBe(arn, found)),
  );
  if (isTrigger) return locked(model);
  return apisOf(model).flatMap(({ authorizers, methods }) => {
    const its = authorizers.filter((one) => "functionArn" in one && mayBe(one.functionArn, found));
    return methods.filter(
      ({ authorizerId, integration }) =>
        mayBe(integration.functionArn, found) ||
        ("lambda" in integration && mayBe(integration.lambda?.functionArn, found)) ||
        ("uri" in integration && integration.uri?.includes(STAGED) && mayBe(integration.uri, found)) ||
        its.some(({ id }) => id === authorizerId),
    );
  });
}

/** Whether an ARN is of a function, or of an alias or version of it; one with a stage variable may be. */
function mayBe(arn: string | undefined, { arn: own }: LambdaFunction): boolean {
  return arn !== undefined && (arn.includes(STAGED) || unqualified(arn) === own);
}

const STAGED = "${stageVariables.";
