import { type Resources, text } from "../../build/people";
import { changed, type TrustCases } from "./town";

const api = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_api_gateway_rest_api: { shop: values },
});
const API = "${aws_api_gateway_rest_api.shop.id}";
const policy = (statement: object): Resources => ({
  aws_api_gateway_rest_api_policy: {
    shop: {
      rest_api_id: API,
      policy: text([{ Effect: "Allow", Action: "execute-api:Invoke", Resource: "*", ...statement }]),
    },
  },
});
const elsewhere = (principal: string): Resources => ({
  aws_api_gateway_rest_api_policy: {
    other: {
      rest_api_id: "a1b2c3d4e5",
      policy: text([
        { Effect: "Allow", Principal: principal, Action: "execute-api:Invoke", Resource: "execute-api:/*" },
      ]),
    },
  },
});
const domain = (truststore: object | undefined): Resources => ({
  aws_api_gateway_domain_name: {
    api: { domain_name: "api.example", mutual_tls_authentication: truststore ? [truststore] : [] },
  },
});
const permission = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_lambda_permission: {
    handler: {
      action: "lambda:InvokeFunction",
      function_name: "${aws_lambda_function.authorizer.function_name}",
      ...values,
    },
  },
});
const OWN = "${aws_api_gateway_rest_api.shop.execution_arn}/*";

const backend = (credentials: string): Resources => ({
  aws_api_gateway_integration: {
    pets: {
      rest_api_id: API,
      resource_id: "${aws_api_gateway_resource._pets.id}",
      http_method: "GET",
      type: "AWS",
      uri: "arn:aws:apigateway:us-east-1:sqs:path/a",
      credentials,
    },
  },
});

const httpStage = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_apigatewayv2_api: { h: { name: "h", protocol_type: "HTTP" } },
  aws_apigatewayv2_deployment: { d: { api_id: "${aws_apigatewayv2_api.h.id}" } },
  aws_apigatewayv2_stage: {
    live: { api_id: "${aws_apigatewayv2_api.h.id}", name: "live", auto_deploy: false, ...values },
  },
});
export const waysIn: TrustCases = {
  "a policy of an API that is made elsewhere": changed(
    {},
    elsewhere("*"),
    "other aws_api_gateway_rest_api_policy.other",
  ),
  "another policy of an API that is made elsewhere": {
    base: elsewhere("arn:aws:iam::123456789012:role/a"),
    head: elsewhere("*"),
    says: ["other aws_api_gateway_rest_api_policy.other policy"],
  },
  "the default address is open again": {
    base: api({ disable_execute_api_endpoint: true }),
    says: ["other aws_api_gateway_rest_api.shop disable_execute_api_endpoint"],
  },
  "keys that an authorizer names": {
    head: api({ api_key_source: "AUTHORIZER" }),
    says: ["other aws_api_gateway_rest_api.shop api_key_source"],
  },
  "other certificates of clients": {
    base: domain({ truststore_uri: "s3://pki/a.pem", truststore_version: "1" }),
    head: domain({ truststore_uri: "s3://pki/b.pem", truststore_version: "1" }),
    says: ["other aws_api_gateway_domain_name.api mutual_tls_authentication.truststore_uri"],
  },
  "no certificates of clients": {
    base: domain({ truststore_uri: "s3://pki/a.pem" }),
    head: domain(undefined),
    says: ["other aws_api_gateway_domain_name.api mutual_tls_authentication.truststore_uri"],
  },
  "another organization": changed(
    policy({ Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a" } } }),
    policy({ Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-b" } } }),
    "other aws_api_gateway_rest_api_policy.shop policy",
  ),
  "another account in the resource policy": changed(
    policy({ Principal: { AWS: "arn:aws:iam::123456789012:root" } }),
    policy({ Principal: { AWS: ["arn:aws:iam::123456789012:root", "arn:aws:iam::999988887777:root"] } }),
    "other aws_api_gateway_rest_api_policy.shop policy",
  ),
  "an address range that is smaller": changed(
    policy({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"] } } }),
    policy({ Principal: "*", Condition: { IpAddress: { "aws:SourceIp": ["192.0.2.0/24"] } } }),
    "narrower aws_api_gateway_rest_api_policy.shop policy",
  ),
  "a function that another account calls": {
    head: permission({ principal: "999988887777" }),
    says: ["other aws_lambda_permission.handler"],
  },
  "a function whose code another account changes": {
    base: permission({ principal: "999988887777" }),
    head: permission({ principal: "999988887777", action: "lambda:UpdateFunctionCode" }),
    says: ["other aws_lambda_permission.handler action"],
  },
  "a permission of any API": {
    base: permission({ principal: "apigateway.amazonaws.com", source_arn: OWN }),
    head: permission({ principal: "apigateway.amazonaws.com" }),
    says: ["other aws_lambda_permission.handler source_arn"],
  },
  "a function's own address": {
    head: { aws_lambda_function_url: { u: { function_name: "authorizer", authorization_type: "NONE" } } },
    says: ["other aws_lambda_function_url.u"],
  },
  "a function's own address that leads to another function": {
    base: { aws_lambda_function_url: { u: { function_name: "trigger", authorization_type: "AWS_IAM" } } },
    head: { aws_lambda_function_url: { u: { function_name: "authorizer", authorization_type: "AWS_IAM" } } },
    says: ["other aws_lambda_function_url.u function_name"],
  },
  "a variable of the stage": {
    head: { aws_api_gateway_stage: { live: { variables: { gate: "debug" } } } },
    says: ["other aws_api_gateway_stage.live variables.gate"],
  },
  "a stage of an HTTP API that serves what was deployed elsewhere": {
    base: httpStage({ auto_deploy: true }),
    head: httpStage({ deployment_id: "abc123" }),
    says: ["other aws_apigatewayv2_stage.live deployment_id"],
  },
  "a stage of an HTTP API that serves another deployment made elsewhere": {
    base: httpStage({ deployment_id: "abc123" }),
    head: httpStage({ deployment_id: "def456" }),
    says: ["other aws_apigatewayv2_stage.live deployment_id"],
  },
  "a stage of an HTTP API that is deployed by hand from the same Terraform": {
    base: httpStage({ auto_deploy: true }),
    head: httpStage({ deployment_id: "${aws_apigatewayv2_deployment.d.id}" }),
    says: [],
  },
  "a stage that deploys itself, whose deployment is the next one": {
    base: httpStage({ auto_deploy: true, deployment_id: "abc123" }),
    head: httpStage({ auto_deploy: true, deployment_id: "def456" }),
    says: [],
  },
  "a backend that is called as the caller no longer": {
    base: backend("arn:aws:iam::*:user/*"),
    head: backend("arn:aws:iam::123456789012:role/backend"),
    says: ["other aws_api_gateway_integration.pets credentials"],
  },
  "a key of a usage plan": {
    head: {
      aws_api_gateway_usage_plan: { p: { name: "p", api_stages: [{ api_id: API, stage: "live" }] } },
      aws_api_gateway_usage_plan_key: {
        k: { key_id: "abc", key_type: "API_KEY", usage_plan_id: "${aws_api_gateway_usage_plan.p.id}" },
      },
    },
    says: ["other aws_api_gateway_usage_plan_key.k"],
  },
};
