import type { Resources } from "../../build/people";
import { inRest } from "./openapi-bodies";
import { changed, type TrustCases } from "./town";

const lambda = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_api_gateway_authorizer: { lambda: values },
});
const pool = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_api_gateway_authorizer: { pool: values },
});
const OURS = "${aws_cognito_user_pool.people.arn}";
const THEIRS = "arn:aws:cognito-idp:us-east-1:999988887777:userpool/us-east-1_Guests001";
const uri = (arn: string) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${arn}/invocations`;
const TTL = "other aws_api_gateway_authorizer.lambda authorizer_result_ttl_in_seconds";

/** An HTTP API whose route asks a JWT authorizer. */
const http = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } },
  aws_apigatewayv2_authorizer: {
    jwt: {
      api_id: "${aws_apigatewayv2_api.web.id}",
      name: "jwt",
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: [{ issuer: "https://a.example", audience: ["shop"] }],
      ...values,
    },
  },
  aws_apigatewayv2_route: {
    pets: {
      api_id: "${aws_apigatewayv2_api.web.id}",
      route_key: "GET /pets",
      authorization_type: "JWT",
      authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
    },
  },
});
const jwt = (issuer: string, ...audience: readonly string[]) => ({
  jwt_configuration: [{ issuer, audience }],
});

/** An HTTP API whose authorizer asks a function of another account. */
const asking = (values: Readonly<Record<string, unknown>>) => ({
  authorizer_type: "REQUEST",
  jwt_configuration: [],
  authorizer_uri: uri("arn:aws:lambda:us-east-1:111122223333:function:gate"),
  authorizer_payload_format_version: "2.0",
  ...values,
});

/** An API whose body has an authorizer. */
const described = (arn: string): Resources => inRest({ authorizer: { authorizerUri: uri(arn) } });

export const authorizers: TrustCases = {
  "another function of another account": {
    head: lambda({ authorizer_uri: uri("arn:aws:lambda:us-east-1:999988887777:function:yes") }),
    says: ["other aws_api_gateway_authorizer.lambda authorizer_uri"],
  },
  "two functions of which neither is in the Terraform": {
    base: lambda({ authorizer_uri: uri("arn:aws:lambda:us-east-1:111122223333:function:gate") }),
    head: lambda({ authorizer_uri: uri("arn:aws:lambda:us-east-1:999988887777:function:gate") }),
    says: ["other aws_api_gateway_authorizer.lambda authorizer_uri"],
  },
  "another version of the function": {
    head: lambda({ authorizer_uri: uri("${aws_lambda_function.authorizer.arn}:7") }),
    says: ["other aws_api_gateway_authorizer.lambda authorizer_uri"],
  },
  "the role by which the function is called": {
    head: lambda({ authorizer_credentials: "arn:aws:iam::123456789012:role/other" }),
    says: ["other aws_api_gateway_authorizer.lambda authorizer_credentials"],
  },
  "REQUEST in place of TOKEN": {
    head: lambda({ type: "REQUEST" }),
    says: ["other aws_api_gateway_authorizer.lambda type"],
  },
  "another place of the credential": {
    head: lambda({ identity_source: "method.request.header.X-User" }),
    says: ["other aws_api_gateway_authorizer.lambda identity_source"],
  },
  "an expression that tokens must fit": {
    head: lambda({ identity_validation_expression: "^Bearer .+$" }),
    says: ["narrower aws_api_gateway_authorizer.lambda identity_validation_expression"],
  },
  "the expression that is taken away": {
    base: lambda({ identity_validation_expression: "^Bearer .+$" }),
    says: ["other aws_api_gateway_authorizer.lambda identity_validation_expression"],
  },
  "answers that are kept for longer": {
    head: lambda({ authorizer_result_ttl_in_seconds: 3600 }),
    says: [TTL],
  },
  "answers that are kept, where nothing is written": {
    base: lambda({ authorizer_result_ttl_in_seconds: 0 }),
    says: [TTL],
  },
  "answers that are not kept": {
    head: lambda({ authorizer_result_ttl_in_seconds: 0 }),
    says: [TTL.replace("other", "narrower")],
  },
  "a foreign pool beside ours": {
    head: pool({ provider_arns: [OURS, THEIRS] }),
    says: ["other aws_api_gateway_authorizer.pool provider_arns"],
  },
  "a foreign pool in place of ours": {
    head: pool({ provider_arns: [THEIRS] }),
    says: ["other aws_api_gateway_authorizer.pool provider_arns"],
  },
  "a pool that is taken away": {
    base: pool({ provider_arns: [OURS, THEIRS] }),
    says: ["narrower aws_api_gateway_authorizer.pool provider_arns"],
  },
  "a pool that a variable names": {
    base: { ...pool({ provider_arns: [OURS] }) },
    head: pool({ provider_arns: [OURS, "${random_id.a.hex}"] }),
    says: ["undecided aws_api_gateway_authorizer.pool provider_arns"],
  },
  "the authorizer of a method": {
    head: {
      aws_api_gateway_authorizer: {
        second: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          name: "second",
          authorizer_uri: uri("arn:aws:lambda:us-east-1:123456789012:function:b"),
        },
      },
      aws_api_gateway_method: { GET_partner: { authorizer_id: "${aws_api_gateway_authorizer.second.id}" } },
    },
    says: ["other aws_api_gateway_method.GET_partner authorizer_id"],
  },
  "another issuer of an HTTP API": changed(
    http({}),
    { aws_apigatewayv2_authorizer: { jwt: jwt("https://b.example", "shop") } },
    "other aws_apigatewayv2_authorizer.jwt jwt_configuration.issuer",
  ),
  "a further audience of an HTTP API": changed(
    http({}),
    { aws_apigatewayv2_authorizer: { jwt: jwt("https://a.example", "shop", "playground") } },
    "other aws_apigatewayv2_authorizer.jwt jwt_configuration.audience",
  ),
  "an audience fewer of an HTTP API": changed(
    http(jwt("https://a.example", "shop", "playground")),
    { aws_apigatewayv2_authorizer: { jwt: jwt("https://a.example", "shop") } },
    "narrower aws_apigatewayv2_authorizer.jwt jwt_configuration.audience",
  ),
  "tokens from the query string of an HTTP API": changed(
    http({}),
    { aws_apigatewayv2_authorizer: { jwt: { identity_sources: ["$request.querystring.token"] } } },
    "other aws_apigatewayv2_authorizer.jwt identity_sources",
  ),
  "the function of another account behind an HTTP API": changed(
    http(asking({})),
    {
      aws_apigatewayv2_authorizer: {
        jwt: { authorizer_uri: uri("arn:aws:lambda:us-east-1:999988887777:function:gate") },
      },
    },
    "other aws_apigatewayv2_authorizer.jwt authorizer_uri",
  ),
  "the role by which an HTTP API calls the function": changed(
    http(asking({ authorizer_credentials_arn: "arn:aws:iam::123456789012:role/gate" })),
    {
      aws_apigatewayv2_authorizer: {
        jwt: { authorizer_credentials_arn: "arn:aws:iam::123456789012:role/other" },
      },
    },
    "other aws_apigatewayv2_authorizer.jwt authorizer_credentials_arn",
  ),
  "another function in an OpenAPI body": {
    base: described("arn:aws:lambda:us-east-1:111122223333:function:gate"),
    head: described("arn:aws:lambda:us-east-1:999988887777:function:gate"),
    says: ["other aws_api_gateway_rest_api.described.body.gate authorizer_uri"],
  },
};
