/** Three plans of projects that are not this one, as `terraform show -json` prints them: each opens a route. */
import { plan } from "../terraform/build/plan";

const method = "aws_api_gateway_method.read_orders";
const route = 'aws_apigatewayv2_route.tickets["GET /tickets"]';
const unchanged = (address: string, values: Record<string, unknown>) => ({
  address,
  values,
  actions: ["no-op"],
  before: values,
});

/** A REST API whose method loses its lock. */
const at = { rest_api_id: "a1", resource_id: "r1", http_method: "GET" };
const rest = plan(
  [
    unchanged("aws_api_gateway_rest_api.orders", { id: "a1", root_resource_id: "r0", name: "orders" }),
    unchanged("aws_api_gateway_resource.orders", {
      id: "r1",
      rest_api_id: "a1",
      parent_id: "r0",
      path_part: "orders",
    }),
    {
      address: method,
      actions: ["update"],
      before: { ...at, authorization: "AWS_IAM" },
      values: { ...at, authorization: "NONE" },
    },
  ],
  {},
);

/** An HTTP API whose route loses its lock. */
const http = plan(
  [
    unchanged("aws_apigatewayv2_api.tickets", { name: "tickets", protocol_type: "HTTP" }),
    {
      address: route,
      actions: ["update"],
      before: { route_key: "GET /tickets", authorization_type: "AWS_IAM" },
      values: { route_key: "GET /tickets", authorization_type: "NONE" },
    },
  ],
  {
    "aws_apigatewayv2_api.tickets": {},
    "aws_apigatewayv2_route.tickets": {
      api_id: { references: ["aws_apigatewayv2_api.tickets.id", "aws_apigatewayv2_api.tickets"] },
    },
  },
);

/** A REST API made of an OpenAPI document, of which the lock is taken out. */
const body = (security: readonly object[]) =>
  JSON.stringify({
    openapi: "3.0.1",
    info: { title: "catalog", version: "1" },
    paths: {
      "/products": {
        get: {
          security,
          responses: {},
          "x-amazon-apigateway-integration": { type: "mock" },
        },
      },
    },
    components: {
      securitySchemes: {
        signed: {
          type: "apiKey",
          name: "Authorization",
          in: "header",
          "x-amazon-apigateway-authtype": "awsSigv4",
        },
      },
    },
  });
const openapi = plan(
  [
    {
      address: "aws_api_gateway_rest_api.catalog",
      actions: ["update"],
      before: { name: "catalog", body: body([{ signed: [] }]) },
      values: { name: "catalog", body: body([]) },
    },
  ],
  { "aws_api_gateway_rest_api.catalog": {} },
);

export const PLANS = { rest, http, openapi } as const;

/** A root of users alone, whose pool is replaced: its users are lost. */
export const replacedPool = plan(
  [
    {
      address: "aws_cognito_user_pool.users",
      actions: ["delete", "create"],
      before: { id: "eu-west-1_Ab3dEf6hI", name: "users", deletion_protection: "ACTIVE" },
      values: { name: "users", deletion_protection: "ACTIVE" },
      unknown: { id: true },
    },
  ],
  { "aws_cognito_user_pool.users": {} },
);
