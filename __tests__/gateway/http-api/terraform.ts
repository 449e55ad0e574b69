import { merged, people, type Resources, text, trust } from "../../terraform/build/people";

/** Terraform with HTTP APIs that have every lock, each of them with a prefix of its own: its name. */

const FUNCTIONS = ["echo", "echo1", "simple", "policy", "silent", "waiting", "unpermitted"] as const;

/** Those that answer routes. */
const CALLED = ["echo", "echo1", "waiting", "unpermitted"];

/** Arguments of a route. */
type Route = Readonly<Record<string, unknown>>;

export interface ApiParts {
  readonly routes: Readonly<Record<string, Route>>;
  /** @default `$default`, which deploys itself */
  readonly stages?: Readonly<Record<string, object>>;
  readonly arguments?: object;
  readonly authorizers?: Readonly<Record<string, object>>;
  readonly integrations?: Readonly<Record<string, object>>;
}

const cors_configuration = {
  allow_origins: ["https://app"],
  allow_methods: ["GET", "POST"],
  allow_headers: ["authorization"],
  expose_headers: ["x-shown"],
  max_age: 60,
  allow_credentials: true,
};

const lambda = (name: string, more: object = {}) => ({
  authorizer_type: "REQUEST",
  authorizer_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
  authorizer_payload_format_version: "2.0",
  identity_sources: ["$request.header.authorization"],
  ...more,
});

export const jwt = (more: object = {}) => ({
  authorizer_type: "JWT",
  identity_sources: ["$request.header.Authorization"],
  jwt_configuration: {
    issuer: "https://${aws_cognito_user_pool.people.endpoint}",
    audience: ["${aws_cognito_user_pool_client.app.id}"],
  },
  ...more,
});

export const byToken = { authorization_type: "JWT", authorizer_id: "people" };
const bySimple = { authorization_type: "CUSTOM", authorizer_id: "simple" };
const byPolicy = { authorization_type: "CUSTOM", authorizer_id: "policy" };
export const signed = { authorization_type: "AWS_IAM" };

const apis: Readonly<Record<string, ApiParts>> = {
  shop: {
    arguments: { cors_configuration },
    stages: { $default: {}, dev: { stage_variables: { color: "blue" } } },
    authorizers: {
      people: jwt(),
      query: jwt({ identity_sources: ["$request.querystring.token"] }),
      login: jwt({ jwt_configuration: { issuer: "https://login.example.com", audience: ["shop"] } }),
      simple: lambda("simple", { enable_simple_responses: true }),
      policy: lambda("policy"),
      each: lambda("simple", {
        enable_simple_responses: true,
        identity_sources: ["$request.header.authorization", "$context.routeKey"],
      }),
      first: lambda("policy", { authorizer_payload_format_version: "1.0" }),
      silent: lambda("silent", { enable_simple_responses: true }),
    },
    integrations: {
      told: {
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.echo.invoke_arn}",
        payload_format_version: "2.0",
        request_parameters: {
          "overwrite:header.x-caller": "$context.authorizer.claims.sub",
          "remove:querystring.who": "''",
        },
      },
    },
    routes: {
      "GET /told": { ...byToken, target: "told" },
      "GET /pets": {},
      "GET /pets/{id}": byToken,
      "POST /pets": { ...byToken, authorization_scopes: ["pets/write"] },
      "GET /query": { authorization_type: "JWT", authorizer_id: "query" },
      "GET /login": { authorization_type: "JWT", authorizer_id: "login" },
      "GET /iam": signed,
      "GET /iam/{id}": signed,
      "GET /other": signed,
      "GET /fn": bySimple,
      "GET /fn2": bySimple,
      "GET /each": { authorization_type: "CUSTOM", authorizer_id: "each" },
      "GET /each2": { authorization_type: "CUSTOM", authorizer_id: "each" },
      "GET /policy": byPolicy,
      "GET /policy2": byPolicy,
      "GET /policy/{id}": byPolicy,
      "GET /first": { authorization_type: "CUSTOM", authorizer_id: "first", target: "echo1" },
      "GET /silent": { authorization_type: "CUSTOM", authorizer_id: "silent" },
      "GET /zoo/dog/1": {},
      "GET /zoo/dog/{id}": {},
      "GET /zoo/{proxy+}": {},
      "POST /open": {},
      "GET /first-format": { target: "echo1" },
      "POST /first-format": { target: "echo1" },
      "GET /unpermitted": { target: "unpermitted" },
      "GET /waiting": { target: "waiting" },
      "GET /without-target": { target: undefined },
    },
  },
  locked: {
    arguments: { cors_configuration },
    authorizers: { people: jwt() },
    routes: {
      $default: byToken,
      "ANY /test/{proxy+}": {},
      "ANY /v1/{proxy+}": byToken,
    },
  },
  proxy: {
    arguments: { cors_configuration },
    authorizers: {
      people: jwt(),
      login: jwt({ jwt_configuration: { issuer: "https://login.example.com/", audience: ["shop"] } }),
    },
    integrations: {
      whole: { integration_uri: "https://shop.example.com/base/{proxy}?own=1", integration_method: "ANY" },
      mapped: {
        integration_uri: "https://shop.example.com/mapped",
        integration_method: "POST",
        request_parameters: {
          "overwrite:header.x-caller": "$context.authorizer.claims.sub",
          "append:header.x-many": "two",
          "remove:header.x-secret": "''",
          "overwrite:querystring.who": "user $${context.authorizer.claims.sub}",
          "overwrite:path": "/v2/$${request.path.id}",
        },
      },
      odd: {
        integration_uri: "https://shop.example.com/",
        integration_method: "GET",
        request_parameters: { "overwrite:header.x-body": "$request.body.name" },
      },
      away: { integration_uri: "https://other.example.com/", integration_method: "GET" },
      stopped: { integration_uri: "https://stopped.example.com/", integration_method: "GET" },
    },
    routes: {
      "ANY /whole/{proxy+}": { target: "whole" },
      "POST /mapped/{id}": { ...byToken, target: "mapped" },
      "GET /mapped": { ...byToken, target: "mapped" },
      "GET /odd": { target: "odd" },
      "GET /away": { target: "away" },
      "GET /stopped": { target: "stopped" },
      "GET /signed": { authorization_type: "AWS_IAM", target: "away" },
      "GET /login": { authorization_type: "JWT", authorizer_id: "login", target: "echo" },
    },
  },
  named: { stages: { dev: {} }, routes: { "GET /pets": {} } },
  tight: {
    stages: { $default: { default_route_settings: { throttling_rate_limit: 0, throttling_burst_limit: 0 } } },
    authorizers: { people: jwt() },
    routes: { "GET /pets": {}, "GET /mine": byToken },
  },
  mixed: {
    authorizers: { people: jwt() },
    routes: {
      $default: {},
      "GET /secret": byToken,
      "ANY /guarded/{proxy+}": byToken,
      "GET /guarded/open": {},
      "GET /users/{id}": {},
      "GET /users/me": byToken,
    },
  },
};

/** The whole configuration, with these APIs. The role `reader` may call GET /iam of the API shop. */
export function httpApisDocument(of: Readonly<Record<string, ApiParts>> = apis): object {
  const resource = [functions(), role(), ...Object.entries(of).map(apiOf)].reduce(merged, people());
  return { provider: { aws: [{ region: "us-east-1" }] }, resource };
}

function functions(): Resources {
  const permitted = FUNCTIONS.filter((name) => name !== "unpermitted" && name !== "silent");
  return {
    aws_iam_role: { lambda: { name: "lambda", assume_role_policy: trustOf("lambda.amazonaws.com") } },
    aws_lambda_function: Object.fromEntries(
      FUNCTIONS.map((name) => [
        name,
        {
          function_name: name,
          handler: "index.handler",
          runtime: "nodejs22.x",
          filename: `${name}.zip`,
          role: "${aws_iam_role.lambda.arn}",
        },
      ]),
    ),
    aws_lambda_permission: Object.fromEntries(
      permitted.map((name) => [
        name,
        {
          action: "lambda:InvokeFunction",
          function_name: `\${aws_lambda_function.${name}.function_name}`,
          principal: "apigateway.amazonaws.com",
        },
      ]),
    ),
  };
}

function role(): Resources {
  const arn = "${aws_apigatewayv2_api.shop.execution_arn}";
  const statements = [
    {
      Effect: "Allow",
      Action: "execute-api:Invoke",
      Resource: [`${arn}/*/GET/iam`, `${arn}/$default/GET/iam/*`],
    },
    { Effect: "Deny", Action: "execute-api:Invoke", Resource: `${arn}/*/GET/iam/secret` },
  ];
  return {
    aws_iam_role: { reader: { name: "reader", assume_role_policy: trust() } },
    aws_iam_role_policy: {
      reader: { name: "reader", role: "${aws_iam_role.reader.name}", policy: text(statements) },
    },
  };
}

const trustOf = (service: string) =>
  text([{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }]);

function apiOf([name, parts]: readonly [string, ApiParts]): Resources {
  const { authorizers = {}, routes, stages = { $default: {} } } = parts;
  const api_id = `\${aws_apigatewayv2_api.${name}.id}`;
  const named = (of: Readonly<Record<string, object>>, make: (key: string, more: object) => object) =>
    Object.fromEntries(
      Object.entries(of).map(([key, more], index) => [
        /^\w+$/.test(key) ? `${name}_${key}` : `${name}_${index}`,
        { api_id, ...(make(key, more) as Record<string, unknown>) },
      ]),
    );
  return {
    aws_apigatewayv2_api: { [name]: { name, protocol_type: "HTTP", ...parts.arguments } },
    aws_apigatewayv2_stage: named(stages, (stage, more) => ({ name: stage, auto_deploy: true, ...more })),
    aws_apigatewayv2_authorizer: named(authorizers, (key, more) => ({ name: key, ...more })),
    aws_apigatewayv2_integration: {
      ...named(parts.integrations ?? {}, (_, more) => ({ integration_type: "HTTP_PROXY", ...more })),
      ...named(Object.fromEntries(CALLED.map((key) => [key, {}])), (key) => ({
        integration_type: "AWS_PROXY",
        integration_uri: `\${aws_lambda_function.${key}.invoke_arn}`,
        payload_format_version: key === "echo1" ? "1.0" : "2.0",
        ...(key === "waiting" && { timeout_milliseconds: 300 }),
      })),
    },
    aws_apigatewayv2_route: named(routes, (route_key, more) => {
      const { authorizer_id, target = "echo", ...others } = more as Readonly<Record<string, string>>;
      return {
        route_key,
        ...(!("target" in more && more.target === undefined) && {
          target: `integrations/\${aws_apigatewayv2_integration.${name}_${target}.id}`,
        }),
        ...(authorizer_id && {
          authorizer_id: `\${aws_apigatewayv2_authorizer.${name}_${authorizer_id}.id}`,
        }),
        ...others,
      };
    }),
  };
}
