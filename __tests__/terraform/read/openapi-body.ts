import type { ApiModel } from "../../../terraform/model";
import { type ReadOptions, readTerraform } from "../../../terraform/read";

export const invoke =
  "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:1:function:f/invocations";
export const mock = { "x-amazon-apigateway-integration": { type: "mock" } };
export const pool = "arn:aws:cognito-idp:us-east-1:1:userpool/us-east-1_A";

export const schemes = {
  pool: {
    type: "apiKey",
    name: "X-Token",
    in: "header",
    "x-amazon-apigateway-authtype": "cognito_user_pools",
    "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: [pool] },
  },
  sigv4: { type: "apiKey", name: "Authorization", in: "header", "x-amazon-apigateway-authtype": "awsSigv4" },
  key: { type: "apiKey", name: "X-API-Key", in: "header" },
  lambda: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "custom",
    "x-amazon-apigateway-authorizer": {
      type: "token",
      authorizerUri: invoke,
      authorizerResultTtlInSeconds: 60,
    },
  },
  oauth: { type: "oauth2", flows: {} },
};

export const openapi = (paths: object, rest: object = {}) => ({
  openapi: "3.0.1",
  paths,
  components: { securitySchemes: schemes },
  ...rest,
});

export function read(body: unknown, options: ReadOptions = {}, values: object = {}): ApiModel {
  const resource = (type: string, of: object) => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    values: of,
  });
  const arn = "arn:aws:execute-api:us-east-1:111111111111:abc";
  const resources = [
    resource("aws_api_gateway_rest_api", {
      id: "abc",
      name: "x",
      execution_arn: arn,
      root_resource_id: "r",
      body: typeof body === "string" ? body : JSON.stringify(body),
      ...values,
    }),
    resource("aws_api_gateway_deployment", { id: "d", rest_api_id: "abc", triggers: { api: "1" } }),
    resource("aws_api_gateway_stage", { rest_api_id: "abc", deployment_id: "d", stage_name: "v1" }),
  ];
  return readTerraform(
    { kind: "state", document: { format_version: "1.0", values: { root_module: { resources } } } },
    options,
  );
}

export const only = (operation: object, rest: object = {}) => {
  const [method] = read(openapi({ "/a": { get: { ...operation, ...mock } } }, rest)).apis[0]?.methods ?? [];
  return method;
};
