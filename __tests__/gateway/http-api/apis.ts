/** HTTP APIs that have every lock, each of them with a prefix of its own: its name. */

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

export const apis: Readonly<Record<string, ApiParts>> = {
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
