import { Unresolved } from "../../language/expression";
import type { ApiModel, Authorizer } from "../../model";
import { allApis } from "../decide";
import type { TrustResource } from "./estate";

/** Types whose resources have authorizers and routes of their own. */
const OF_REST = {
  authorizer: "aws_api_gateway_authorizer",
  integration: "aws_api_gateway_integration",
  route: "aws_api_gateway_method",
};
const OF_HTTP = {
  authorizer: "aws_apigatewayv2_authorizer",
  integration: "aws_apigatewayv2_integration",
  route: "aws_apigatewayv2_route",
};

/** The resources of a side, with what OpenAPI bodies of APIs say as if each of it was written in Terraform. */
export function withBodies(model: ApiModel, resources: readonly TrustResource[]): readonly TrustResource[] {
  const bySource = new Map(model.apis.map(({ address, apiKeySource }) => [address, apiKeySource]));
  const settled = resources.map((resource) => {
    const source = bySource.get(resource.address);
    const said = resource.values.api_key_source;
    return source === undefined || resource.values.body === undefined || said instanceof Unresolved
      ? resource
      : { ...resource, values: { ...resource.values, api_key_source: source } };
  });
  return [...settled, ...resourcesInBodies(model, resources)];
}

/**
 * The authorizers, routes and integrations that the OpenAPI body of an API makes, as if each was a resource:
 * `aws_api_gateway_rest_api.shop.body.gate`.
 */
function resourcesInBodies(model: ApiModel, resources: readonly TrustResource[]): readonly TrustResource[] {
  const apis = new Map(resources.map(({ address, type }) => [address, type]));
  return allApis(model).flatMap(({ address, authorizers, methods }) => {
    const types = apis.get(address) === "aws_apigatewayv2_api" ? OF_HTTP : OF_REST;
    const own = authorizers.filter((one) => one.address === address);
    return [
      ...own.map((one) => ({
        address: `${address}.body.${one.name}`,
        type: types.authorizer,
        values: valuesOf(one),
      })),
      ...methods
        .filter((one) => one.address.startsWith(`${address} (`))
        .flatMap(({ address: ofMethod, authorizerId, integration }) => [
          { address: ofMethod, type: types.route, values: { authorizer_id: authorizerId } },
          { address: `${ofMethod}.integration`, type: types.integration, values: integration.told ?? {} },
        ]),
    ];
  });
}

function valuesOf(authorizer: Authorizer): Readonly<Record<string, unknown>> {
  const { id, type } = authorizer;
  switch (authorizer.type) {
    case "COGNITO_USER_POOLS":
      return {
        id,
        type,
        provider_arns: authorizer.providerArns,
        identity_source: authorizer.identitySource,
        identity_validation_expression: authorizer.identityValidationExpression ?? null,
      };
    case "JWT":
      return {
        id,
        authorizer_type: type,
        identity_sources: [authorizer.identitySource],
        jwt_configuration: { issuer: authorizer.issuer, audience: authorizer.audience },
      };
    default:
      return {
        id,
        type,
        authorizer_uri: authorizer.functionArn,
        identity_source: authorizer.identitySources.join(","),
        identity_validation_expression: authorizer.identityValidationExpression ?? null,
        authorizer_result_ttl_in_seconds: authorizer.ttlSeconds,
        ...authorizer.call,
      };
  }
}
