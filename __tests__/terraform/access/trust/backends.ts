import { merged, type Resources } from "../../build/people";
import { FUNCTION, httpBody, restBody } from "./openapi-bodies";
import { changed, type TrustCases } from "./town";

type Values = Readonly<Record<string, unknown>>;

const CALLERS_OWN = "arn:aws:iam::*:user/*";
const ROLE = "arn:aws:iam::123456789012:role/backend";
const API = "${aws_api_gateway_rest_api.shop.id}";
const method = { rest_api_id: API, resource_id: "${aws_api_gateway_resource._pets.id}", http_method: "GET" };

/** The integration of a method that is a resource. */
const rest = (values: Values, name = "pets"): Resources => ({
  aws_api_gateway_integration: {
    [name]: { ...method, type: "HTTP", uri: "https://shop.example", ...values },
  },
});

/** An HTTP API with a route and two integrations, of which the route names the first. */
const http = (first: Values, second: Values = {}, route: Values = {}): Resources => ({
  aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } },
  aws_apigatewayv2_integration: {
    first: { ...ofHttp, ...first },
    second: { ...ofHttp, ...second },
  },
  aws_apigatewayv2_route: {
    pets: {
      api_id: "${aws_apigatewayv2_api.web.id}",
      route_key: "GET /pets",
      target: "integrations/${aws_apigatewayv2_integration.first.id}",
      ...route,
    },
  },
});
const ofHttp = {
  api_id: "${aws_apigatewayv2_api.web.id}",
  integration_type: "HTTP_PROXY",
  integration_method: "GET",
  integration_uri: "https://shop.example",
};
const second = { target: "integrations/${aws_apigatewayv2_integration.second.id}" };

const third: Resources = {
  aws_api_gateway_authorizer: { third: { rest_api_id: API, name: "third", authorizer_uri: FUNCTION } },
};

const parameters = (value: string, name = "integration.request.header.x-user") => ({
  requestParameters: { [name]: value },
});
const asArguments = (value: string, name = "integration.request.header.x-user") => ({
  request_parameters: { [name]: value },
});
const template = (text: string, type = "application/json") => ({ request_templates: { [type]: text } });
const CALLER = '{"user": "$context.identity.userArn"}';
const ASKED = `{"user": "$input.params('user')"}`;
const HEADER = "request_parameters.integration.request.header.x-user";
const OVERWRITTEN = "overwrite:header.x-user";

/** What a backend is told about the caller, and by whose credentials it is called. */
export const backends: TrustCases = {
  "a header that the caller writes": changed(
    rest(asArguments("context.authorizer.principalId")),
    rest(asArguments("method.request.header.x-user")),
    `other aws_api_gateway_integration.pets ${HEADER}`,
  ),
  "a template in which the caller says who it is": changed(
    rest(template(CALLER)),
    rest(template(ASKED)),
    "other aws_api_gateway_integration.pets request_templates.application/json",
  ),
  "a further template in which the caller says who it is": {
    base: rest(template(CALLER)),
    head: rest({ request_templates: { "application/json": CALLER, "text/plain": ASKED } }),
    says: ["other aws_api_gateway_integration.pets request_templates.text/plain"],
  },
  "a template that hands on all of the context": {
    base: rest(template("#set($all = $context)$all.authorizer.role")),
    head: rest(template("#set($all = $input)$all.params('role')")),
    says: ["other aws_api_gateway_integration.pets request_templates.application/json"],
  },
  "a template that says nothing of the caller": {
    base: rest(template('{"id": "$context.requestId", "size": 1}')),
    head: rest(template('{"id": "$context.requestId", "size": 2}')),
    says: [],
  },
  "a template that is not known": {
    base: rest(template('{"size": 1}')),
    head: rest(template("${random_id.a.hex}")),
    says: ["undecided aws_api_gateway_integration.pets request_templates.application/json"],
  },
  "requests that go round the template": {
    base: rest({ ...template(CALLER), passthrough_behavior: "NEVER" }),
    head: rest(template(CALLER)),
    says: ["other aws_api_gateway_integration.pets passthrough_behavior"],
  },
  "requests that no longer go round the template": {
    base: rest(template(CALLER)),
    head: rest({ ...template(CALLER), passthrough_behavior: "NEVER" }),
    says: ["narrower aws_api_gateway_integration.pets passthrough_behavior"],
  },
  "requests that go round a template that says nothing of the caller": {
    base: rest({ ...template('{"size": 1}'), passthrough_behavior: "NEVER" }),
    head: rest(template('{"size": 1}')),
    says: [],
  },
  "an integration of the same method under another name": {
    base: rest(asArguments("context.authorizer.principalId"), "old"),
    head: rest(asArguments("method.request.header.x-user"), "new"),
    says: [`other aws_api_gateway_integration.new ${HEADER}`],
  },
  "a header of an HTTP API that the caller writes": changed(
    http(asArguments("$context.authorizer.claims.sub", OVERWRITTEN)),
    { aws_apigatewayv2_integration: { first: asArguments("$request.header.x-name", OVERWRITTEN) } },
    `other aws_apigatewayv2_integration.first request_parameters.${OVERWRITTEN}`,
  ),
  "a header of an HTTP API that is appended": changed(
    http({}),
    {
      aws_apigatewayv2_integration: {
        first: asArguments("$context.authorizer.claims.sub", "append:header.x"),
      },
    },
    "other aws_apigatewayv2_integration.first request_parameters.append:header.x",
  ),
  "another integration of an HTTP API that is told something else": changed(
    http(asArguments("$context.authorizer.claims.sub", OVERWRITTEN)),
    { aws_apigatewayv2_route: { pets: second } },
    `other aws_apigatewayv2_route.pets integration.request_parameters.${OVERWRITTEN}`,
  ),
  "another integration of an HTTP API that is told the same": changed(
    http(
      asArguments("$context.authorizer.claims.sub", OVERWRITTEN),
      asArguments("$context.authorizer.claims.sub", OVERWRITTEN),
    ),
    { aws_apigatewayv2_route: { pets: second } },
  ),
  "an integration that is not known": changed(
    http(asArguments("$context.authorizer.claims.sub", OVERWRITTEN)),
    { aws_apigatewayv2_route: { pets: { target: "integrations/${random_id.a.hex}" } } },
    "undecided aws_apigatewayv2_route.pets integration",
  ),
  "the caller's own credentials of a quick-created API": {
    base: {
      aws_apigatewayv2_api: {
        web: { name: "web", protocol_type: "HTTP", target: FUNCTION, credentials_arn: CALLERS_OWN },
      },
    },
    head: {
      aws_apigatewayv2_api: {
        web: { name: "web", protocol_type: "HTTP", target: FUNCTION, credentials_arn: ROLE },
      },
    },
    says: ["other aws_apigatewayv2_api.web credentials_arn"],
  },
  "a header in an OpenAPI body that the caller writes": restBody(
    { integration: parameters("context.authorizer.principalId") },
    { integration: parameters("method.request.header.x-user") },
    `other BODY (GET /pets).integration ${HEADER}`,
  ),
  "a template in an OpenAPI body in which the caller says who it is": restBody(
    { integration: { requestTemplates: { "application/json": CALLER } } },
    { integration: { requestTemplates: { "application/json": ASKED } } },
    "other BODY (GET /pets).integration request_templates.application/json",
  ),
  "requests that go round the template of an OpenAPI body": restBody(
    { integration: { requestTemplates: { "application/json": CALLER }, passthroughBehavior: "never" } },
    {
      integration: { requestTemplates: { "application/json": CALLER }, passthroughBehavior: "when_no_match" },
    },
    "other BODY (GET /pets).integration passthrough_behavior",
  ),
  "the caller's own credentials in an OpenAPI body": restBody(
    { integration: { credentials: CALLERS_OWN } },
    { integration: { credentials: ROLE } },
    "other BODY (GET /pets).integration credentials",
  ),
  "keys that an authorizer of an OpenAPI body names": restBody(
    {},
    { top: { "x-amazon-apigateway-api-key-source": "AUTHORIZER" } },
    "other BODY api_key_source",
  ),
  "a default of an OpenAPI body that is written out": restBody(
    {},
    { top: { "x-amazon-apigateway-api-key-source": "HEADER" } },
  ),
  "the role by which the authorizer of an OpenAPI body is called": restBody(
    {},
    { authorizer: { authorizerCredentials: ROLE } },
    "other BODY.body.gate authorizer_credentials",
  ),
  "a header in the OpenAPI body of an HTTP API": httpBody(
    { integration: parameters("$context.authorizer.sub", OVERWRITTEN) },
    { integration: parameters("$request.header.x-name", OVERWRITTEN) },
    `other BODY (GET /pets).integration request_parameters.${OVERWRITTEN}`,
  ),
  "the caller's own credentials in the OpenAPI body of an HTTP API": httpBody(
    { integration: { credentials: CALLERS_OWN } },
    { integration: { credentials: ROLE } },
    "other BODY (GET /pets).integration credentials_arn",
  ),
  "how the authorizer in the OpenAPI body of an HTTP API is called": httpBody(
    {},
    { authorizer: { authorizerCredentials: ROLE, authorizerPayloadFormatVersion: "1.0" } },
    "other BODY.body.gate authorizer_credentials_arn",
    "other BODY.body.gate authorizer_payload_format_version",
  ),
  "an integration in an OpenAPI body that is told the same": restBody(
    { integration: parameters("context.authorizer.principalId") },
    { integration: { ...parameters("context.authorizer.principalId"), timeoutInMillis: 5000 } },
  ),
  "a method of another name that asks another authorizer": {
    base: asking("old", "lambda"),
    head: merged(asking("new", "third"), third),
    says: ["other aws_api_gateway_method.new authorizer_id"],
  },
};

function asking(name: string, authorizer: string): Resources {
  return {
    aws_api_gateway_method: {
      [name]: {
        ...method,
        http_method: "PUT",
        authorization: "CUSTOM",
        authorizer_id: `\${aws_api_gateway_authorizer.${authorizer}.id}`,
      },
    },
  };
}
