import type { ApiModel } from "../../../terraform/model";
import type { ApiMethod, RestApi } from "../../../terraform/model/api";
import { functionArn } from "./names";

/** Changes of the pet store's API, and further methods for it. */

export function withApi(change: (api: RestApi) => Partial<RestApi>) {
  return (model: ApiModel): ApiModel => ({
    ...model,
    apis: model.apis.map((api) => ({ ...api, ...change(api) })),
  });
}

export function open(verb: string, path: string, changes: Partial<ApiMethod>): ApiMethod {
  const name = `${verb}_${path.replace(/\W+/g, "_")}`.toLowerCase();
  return {
    address: `api/aws_api_gateway_method.${name}`,
    path,
    resourceId: `r${path.replace(/\W+/g, "")}`,
    verb,
    authorization: "NONE",
    scopes: [],
    apiKeyRequired: false,
    integration: {
      address: `api/aws_api_gateway_integration.${name}`,
      type: "AWS_PROXY",
      functionArn: functionArn("echo"),
      timeoutMs: 29_000,
    },
    ...changes,
  };
}

export function mock(verb: string, path: string, passthrough: "WHEN_NO_MATCH" | "NEVER"): ApiMethod {
  const method = open(verb, path, {});
  const answer = {
    address: "api/aws_api_gateway_integration_response.answer",
    status: 204,
    headers: { "Access-Control-Allow-Origin": "'https://shop.example.com'", Vary: "'Origin'" },
    templates: {},
  };
  const requestTemplates = { "application/json": '{"statusCode": 204}' };
  return {
    ...method,
    integration: {
      address: method.integration.address,
      type: "MOCK",
      timeoutMs: 29_000,
      mock: { passthrough, requestTemplates, responses: [answer] },
    },
  };
}
