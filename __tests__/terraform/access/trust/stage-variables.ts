import { merged, type Resources, text } from "../../build/people";
import { allow } from "../../build/shop";
import { inRest } from "./openapi-bodies";
import { changed, type TrustCase, type TrustCases } from "./town";

type Values = Readonly<Record<string, unknown>>;

const ACCOUNT = "arn:aws:lambda:us-east-1:123456789012:function";
const uri = (name: string, account = ACCOUNT) =>
  `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${account}:${name}/invocations`;
const GATE = "clinic-$${stageVariables.gate}";

/** A function that only the authorizer may call, and another one. */
const functions: Resources = {
  aws_lambda_function: Object.fromEntries(
    ["gate", "other"].map((name) => [
      name,
      {
        function_name: `clinic-${name}`,
        role: "arn:aws:iam::123456789012:role/lambda",
        handler: "index.handler",
        runtime: "nodejs24.x",
        filename: `${name}.zip`,
      },
    ]),
  ),
};

/** The authorizer of a REST API that calls what a URI names, at a stage with some settings. */
const rest = (authorizer_uri: string, stage: Values): Resources =>
  merged(functions, {
    aws_api_gateway_authorizer: { lambda: { authorizer_uri } },
    aws_api_gateway_stage: { live: stage },
  });

/** The same for an HTTP API. */
const http = (authorizer_uri: string, stage: Values): Resources =>
  merged(functions, {
    aws_apigatewayv2_api: { web: { name: "web", protocol_type: "HTTP" } },
    aws_apigatewayv2_authorizer: {
      gate: {
        api_id: "${aws_apigatewayv2_api.web.id}",
        name: "gate",
        authorizer_type: "REQUEST",
        identity_sources: ["$request.header.Authorization"],
        authorizer_uri,
      },
    },
    aws_apigatewayv2_route: {
      pets: {
        api_id: "${aws_apigatewayv2_api.web.id}",
        route_key: "GET /pets",
        authorization_type: "CUSTOM",
        authorizer_id: "${aws_apigatewayv2_authorizer.gate.id}",
      },
    },
    aws_apigatewayv2_stage: {
      web: { api_id: "${aws_apigatewayv2_api.web.id}", name: "$default", auto_deploy: true, ...stage },
    },
  });

/** The same in the OpenAPI body of an API, beside an API that sets the variable to another value. */
const described = (authorizerUri: string, stage: Values): Resources =>
  [
    rest(uri("none"), { variables: { gate: "other" } }),
    inRest({ authorizer: { authorizerUri } }),
    {
      aws_api_gateway_deployment: { described: { rest_api_id: "${aws_api_gateway_rest_api.described.id}" } },
      aws_api_gateway_stage: {
        described: {
          rest_api_id: "${aws_api_gateway_rest_api.described.id}",
          deployment_id: "${aws_api_gateway_deployment.described.id}",
          stage_name: "live",
          ...stage,
        },
      },
    },
  ].reduce(merged);

/** A method with a lock that leads to what a URI names. */
const locked = (name: string, stage: Values): Resources =>
  merged(functions, {
    aws_api_gateway_integration: {
      pets: {
        rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
        resource_id: "${aws_api_gateway_resource._pets.id}",
        http_method: "GET",
        type: "AWS_PROXY",
        integration_http_method: "POST",
        uri: uri(name),
      },
    },
    aws_api_gateway_stage: { live: stage },
  });
const invoking = (name: string): Resources => ({
  aws_iam_role_policy: {
    ci: {
      policy: text([
        allow("*", { Action: "logs:PutLogEvents" }),
        { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: `\${aws_lambda_function.${name}.arn}` },
      ]),
    },
  },
});

const HANDLERS: Resources = {
  aws_lambda_function: { gate: { handler: "new.handler" }, other: { handler: "new.handler" } },
};
const SAYS = {
  gate: "other aws_lambda_function.gate handler",
  other: "other aws_lambda_function.other handler",
} as const;

/** Both functions change; those are said that the authorizer may call. */
const relied = (base: Resources, ...names: readonly (keyof typeof SAYS)[]): TrustCase =>
  changed(base, HANDLERS, ...names.map((name) => SAYS[name]));

const gate = { variables: { gate: "gate" } };

/** Functions that stage variables name. */
export const stageVariables: TrustCases = {
  "a part of the function's name": relied(rest(uri(GATE), gate), "gate"),
  "the function's name": relied(
    rest(uri("$${stageVariables.gate}"), {
      variables: { gate: "${aws_lambda_function.gate.function_name}" },
    }),
    "gate",
  ),
  "the function's ARN": relied(
    rest(
      "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/$${stageVariables.gate}/invocations",
      {
        variables: { gate: "${aws_lambda_function.gate.arn}" },
      },
    ),
    "gate",
  ),
  "the function of another stage variable": relied(
    rest(uri(GATE), { variables: { gate: "gate", spare: "other" } }),
    "gate",
  ),
  "a function that is named as the variable is": relied(
    rest(uri("clinic-$${stageVariables.other}"), { variables: { other: "gate" } }),
    "gate",
  ),
  "the function's alias": relied(
    rest(uri("clinic-gate:$${stageVariables.alias}"), { variables: { alias: "live" } }),
    "gate",
  ),
  "the variable of a canary": relied(
    rest(uri(GATE), {
      ...gate,
      canary_settings: [
        {
          deployment_id: "${aws_api_gateway_deployment.shop.id}",
          percent_traffic: 1,
          stage_variable_overrides: { gate: "other" },
        },
      ],
    }),
    "gate",
    "other",
  ),
  "a second stage": relied(
    merged(rest(uri(GATE), gate), {
      aws_api_gateway_stage: {
        test: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          deployment_id: "${aws_api_gateway_deployment.shop.id}",
          stage_name: "test",
          variables: { gate: "other" },
        },
      },
    }),
    "gate",
    "other",
  ),
  "a variable that is not known": relied(
    rest(uri(GATE), { variables: { gate: "${random_id.a.hex}" } }),
    "gate",
    "other",
  ),
  "variables that are not known": relied(
    merged(rest(uri(GATE), { variables: "${jsondecode(random_id.a.hex)}" }), {}),
    "gate",
    "other",
  ),
  "a variable that no stage sets": relied(rest(uri(GATE), {}), "gate", "other"),
  "a variable that no stage sets, in another name": relied(rest(uri("shop-$${stageVariables.gate}"), {})),
  "an account that is not known": relied(
    rest(uri(GATE, "arn:aws:lambda:us-east-1:${random_id.a.dec}:function"), gate),
    "gate",
  ),
  "a function in an OpenAPI body": relied(described(uri(GATE), gate), "gate"),
  "a right to the function behind a lock": changed(
    locked(GATE, gate),
    invoking("gate"),
    "other aws_iam_role_policy.ci",
  ),
  "a right to a function that is behind no lock": changed(locked(GATE, gate), invoking("other")),
  "a function of an HTTP API": relied(http(uri(GATE), { stage_variables: { gate: "gate" } }), "gate"),
  "a variable of an HTTP API that is not known": relied(
    http(uri(GATE), { stage_variables: { gate: "${random_id.a.hex}" } }),
    "gate",
    "other",
  ),
};
