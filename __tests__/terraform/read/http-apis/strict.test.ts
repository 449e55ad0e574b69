import { readServed } from "../../../../terraform/read";
import { resolveTerraform } from "../../../../terraform/sources";
import { api, httpDocument, LOCKED } from "../../build/http-shop";
import { merged, type Resources } from "../../build/people";
import { shopDocument } from "../../build/shop";

/** What the gate reads of HTTP APIs, and what it leaves out where a part of the Terraform is not understood. */

type Document = { readonly resource: Resources };

const ROUTES = {
  "GET /open": {},
  "GET /iam": LOCKED.iam,
  "GET /people": LOCKED.people,
  "GET /gate": LOCKED.gate,
};

const ALL = Object.keys(ROUTES);

function served(resources: Resources) {
  const http = httpDocument(ROUTES, resources) as Document;
  const rest = shopDocument({ "GET /pets": { authorization: "AWS_IAM" } }) as Document;
  const document = { ...rest, resource: merged(rest.resource, http.resource) };
  const source = { kind: "stacks", stacks: [{ name: "shop", document }] } as const;
  const { model, unserved } = readServed(resolveTerraform(source));
  const [shop] = model.httpApis ?? [];
  return {
    rest: model.apis.flatMap(({ methods }) => methods.filter((one) => one.unserved !== undefined)).length,
    stopped: (shop?.methods ?? []).filter((one) => one.unserved !== undefined).map(({ key }) => key),
    parts: unserved.map(({ address, argument }) => [address.replace("shop/", ""), argument]),
    model,
    shop,
  };
}

test("all that is understood is served, beside a REST API", () => {
  expect(served({})).toMatchObject({ rest: 0, stopped: [], parts: [] });
});

const unknown = "${data.aws_ssm_parameter.p.value}";
const authorizer = "aws_apigatewayv2_authorizer";

/** Another resource or argument, the routes that are not served for it, and the parts that are named. */
const cases: readonly [what: string, Resources, stopped: readonly string[], parts: readonly unknown[]][] = [
  [
    "an argument of a route",
    { aws_apigatewayv2_route: { r0: { wish: true } } },
    ["GET /open"],
    [["aws_apigatewayv2_route.r0", "wish"]],
  ],
  [
    "an unknown authorization",
    { aws_apigatewayv2_route: { r0: { authorization_type: unknown } } },
    ["GET /open"],
    [["aws_apigatewayv2_route.r0", "authorization_type"]],
  ],
  [
    "an unknown key may be any",
    { aws_apigatewayv2_route: { r1: { route_key: unknown } } },
    ALL.map((key) => (key === "GET /iam" ? "(shop/aws_apigatewayv2_route.r1.route_key)" : key)),
    [["aws_apigatewayv2_route.r1", "route_key"]],
  ],
  [
    "an audience that is not known",
    {
      [authorizer]: {
        people: { jwt_configuration: { issuer: "https://a.example.com", audience: [unknown] } },
      },
    },
    ["GET /people"],
    [[`${authorizer}.people`, "jwt_configuration"]],
  ],
  [
    "an authorizer without an audience",
    { [authorizer]: { people: { jwt_configuration: { issuer: "https://a.example.com", audience: [] } } } },
    ["GET /people"],
    [[`${authorizer}.people`, undefined]],
  ],
  [
    "a payload format that AWS does not have",
    { [authorizer]: { gate: { authorizer_payload_format_version: "3.0" } } },
    ["GET /gate"],
    [[`${authorizer}.gate`, "authorizer_payload_format_version"]],
  ],
  [
    "simple responses of the format 1.0",
    { [authorizer]: { gate: { authorizer_payload_format_version: "1.0" } } },
    ["GET /gate"],
    [[`${authorizer}.gate`, "enable_simple_responses"]],
  ],
  [
    "two routes with one key and other locks",
    {
      aws_apigatewayv2_route: {
        twin: { api_id: api, route_key: "GET /open", authorization_type: "AWS_IAM" },
      },
    },
    ["GET /open"],
    [["aws_apigatewayv2_route.r0", undefined]],
  ],
  [
    "a stage of which an argument is not understood",
    { aws_apigatewayv2_stage: { live: { wish: 1 } } },
    ALL,
    [["aws_apigatewayv2_stage.live", "wish"]],
  ],
  [
    "credentials for every origin, which AWS refuses",
    {
      aws_apigatewayv2_api: {
        shop: { cors_configuration: { allow_origins: ["*"], allow_credentials: true } },
      },
    },
    ALL,
    [["aws_apigatewayv2_api.shop", "cors_configuration"]],
  ],
  ["an unknown name has no say", { aws_apigatewayv2_api: { shop: { name: unknown } } }, [], []],
  [
    "nothing of a WebSocket API",
    {
      aws_apigatewayv2_api: { chat: { name: "chat", protocol_type: "WEBSOCKET" } },
      aws_apigatewayv2_route: {
        connect: { api_id: "${aws_apigatewayv2_api.chat.id}", route_key: "$connect" },
      },
    },
    [],
    [],
  ],
];

test.each(cases)("%s", (_, resources, stopped, parts) => {
  const found = served(resources);
  expect(found.stopped).toEqual(stopped);
  for (const part of parts) expect(found.parts).toContainEqual(part);
  expect(found.parts.length > 0).toBe(parts.length > 0);
  expect(found.rest).toBe(0);
});

test("a WebSocket API is named, and not served", () => {
  const { model } = served({ aws_apigatewayv2_api: { chat: { name: "chat", protocol_type: "WEBSOCKET" } } });
  expect(model.notices).toContainEqual({
    address: "shop/aws_apigatewayv2_api.chat",
    message: "WebSocket APIs are not served here",
  });
});

test("an API without its own address is served here, and named", () => {
  const { model, stopped } = served({
    aws_apigatewayv2_api: { shop: { disable_execute_api_endpoint: true } },
  });
  expect(stopped).toEqual([]);
  expect(model.notices).toContainEqual({
    address: "shop/aws_apigatewayv2_api.shop",
    message:
      "the API is reached by its custom domain only; where --allow-host names none of them, it is served at the gate's address all the same",
  });
});

test("a stage for which callers need a certificate is not served", () => {
  const api_id = api;
  const { parts, stopped } = served({
    aws_apigatewayv2_api: { shop: { disable_execute_api_endpoint: true } },
    aws_apigatewayv2_domain_name: {
      d: {
        domain_name: "shop.example.com",
        mutual_tls_authentication: { truststore_uri: "s3://trust/store.pem" },
      },
    },
    aws_apigatewayv2_api_mapping: {
      m: { api_id, domain_name: "${aws_apigatewayv2_domain_name.d.id}", stage: "$default" },
    },
  });
  expect(stopped).toEqual(ALL);
  expect(parts).toContainEqual(["aws_apigatewayv2_stage.live", undefined]);
});

test("a stage that deploys nothing is left out, and named", () => {
  const { model, shop } = served({
    aws_apigatewayv2_stage: { old: { api_id: api, name: "old" } },
  });
  expect(shop?.stages.map(({ name }) => name)).toEqual(["$default"]);
  expect(model.notices.map(({ message }) => message)).toContainEqual(
    expect.stringContaining("has no deployment and no auto_deploy"),
  );
});

/** What a stage says of limits, and what it means: the provider sends zeros for what a block leaves out. */
const limits: readonly [what: string, settings: object, limits: readonly unknown[]][] = [
  ["none", {}, []],
  [
    "of all routes",
    { default_route_settings: { throttling_rate_limit: 5, throttling_burst_limit: 2 } },
    [["*", { rate: 5, burst: 2 }]],
  ],
  [
    "an empty block",
    { default_route_settings: { detailed_metrics_enabled: true } },
    [["*", { rate: 0, burst: 0 }]],
  ],
  [
    "as a state has it where nothing is set",
    { default_route_settings: { logging_level: "", throttling_rate_limit: 0, throttling_burst_limit: 0 } },
    [],
  ],
  [
    "of one route",
    { route_settings: [{ route_key: "GET /open", throttling_rate_limit: 1, throttling_burst_limit: 1 }] },
    [["/open", { rate: 1, burst: 1 }]],
  ],
];

test.each(limits)("limits: %s", (_, live, expected) => {
  const { shop } = served({ aws_apigatewayv2_stage: { live: { ...live } } });
  expect((shop?.stages[0]?.throttles ?? []).map(({ limit, path }) => [path, limit])).toEqual(expected);
});

/** Arguments of an integration, and what the gate makes of it. */
const integrations: readonly [what: string, object, expected: object][] = [
  ["a function", { payload_format_version: "2.0" }, { type: "AWS_PROXY", payloadVersion: "2.0" }],
  ["the provider's default", {}, { type: "AWS_PROXY", payloadVersion: "1.0" }],
  [
    "a server",
    {
      integration_type: "HTTP_PROXY",
      integration_uri: "https://shop.example.com/{proxy}",
      integration_method: "GET",
      request_parameters: { "overwrite:path": "/x" },
    },
    { type: "HTTP_PROXY", http: { verb: "GET", parameters: { "overwrite:path": "/x" } } },
  ],
  [
    "a server behind a VPC link",
    { integration_type: "HTTP_PROXY", connection_type: "VPC_LINK" },
    { type: "UNKNOWN" },
  ],
  ["an AWS service", { integration_subtype: "SQS-SendMessage" }, { type: "UNKNOWN" }],
  ["mapped responses", { response_parameters: { status_code: 200, mappings: {} } }, { type: "UNKNOWN" }],
];

test.each(integrations)("an integration with %s", (_, shop, expected) => {
  const read = served({ aws_apigatewayv2_integration: { shop: { ...shop } } });
  expect(read.shop?.methods[0]?.integration).toMatchObject(expected);
});
