import { httpShop } from "../build/http-shop";
import { merged, type Resources } from "../build/people";
import { cell, shop } from "../build/shop";

const disabled: Resources = { aws_api_gateway_rest_api: { shop: { disable_execute_api_endpoint: true } } };
const domain = (name: string, more: object = {}): Resources => ({
  aws_api_gateway_domain_name: { [name]: { domain_name: `${name}.example.com`, ...more } },
});
const asking = (uri: string, truststore_version?: string) => ({
  mutual_tls_authentication: [{ truststore_uri: uri, ...(truststore_version && { truststore_version }) }],
});
const mapping = (name: string, more: object = {}): Resources => ({
  aws_api_gateway_base_path_mapping: {
    [name]: {
      api_id: "${aws_api_gateway_rest_api.shop.id}",
      domain_name: `\${aws_api_gateway_domain_name.${name}.domain_name}`,
      stage_name: "${aws_api_gateway_stage.live.stage_name}",
      ...more,
    },
  },
});
const rule = (name: string, routing_mode: string): Resources =>
  merged(domain(name, { routing_mode }), {
    aws_apigatewayv2_routing_rule: {
      [name]: {
        domain_name: `${name}.example.com`,
        priority: 1,
        actions: [{ invoke_api: [{ api_id: "${aws_api_gateway_rest_api.shop.id}", stage: "live" }] }],
      },
    },
  });
const all = (...parts: readonly Resources[]) => parts.reduce(merged, {});
const locked = all(disabled, domain("api", asking("s3://trust/ca.pem")), mapping("api"));
const rules = all(disabled, domain("api", asking("s3://trust/ca.pem")), mapping("api"));

const REQUIRED = ["client-certificate:s3://trust/ca.pem"];

/** What an open method requires of anonymous callers. */
const cases: readonly (readonly [string, Resources, readonly string[] | undefined])[] = [
  ["a domain that asks for certificates, and no other way", locked, REQUIRED],
  [
    "the API's own endpoint beside it",
    all(domain("api", asking("s3://trust/ca.pem")), mapping("api")),
    undefined,
  ],
  ["an endpoint of which it is not known", all(locked, unknownFlag()), undefined],
  ["a second domain without certificates", all(locked, domain("open"), mapping("open")), undefined],
  [
    "a second domain whose certificates another store knows",
    all(locked, domain("partner", asking("s3://partner/ca.pem")), mapping("partner")),
    ["client-certificate:s3://partner/ca.pem,s3://trust/ca.pem"],
  ],
  [
    "a version of the store",
    all(disabled, domain("api", asking("s3://trust/ca.pem", "7")), mapping("api")),
    ["client-certificate:s3://trust/ca.pem?versionId=7"],
  ],
  ["a mapping of all stages", all(locked, mapping("api", { stage_name: null })), REQUIRED],
  [
    "a domain without certificates, to another stage",
    all(locked, domain("open"), mapping("open", { stage_name: "old" })),
    REQUIRED,
  ],
  [
    "a domain that is not in this Terraform",
    all(locked, mapping("gone", { domain_name: "gone.example.com" })),
    undefined,
  ],
  ["a domain and a mapping whose names are not known", all(disabled, unknownNames()), REQUIRED],
  [
    "two domains, and a mapping whose name is not known",
    all(disabled, unknownNames(), domain("open")),
    undefined,
  ],
  ["no domain at all", disabled, undefined],
  ["rules of a domain without certificates", all(locked, rule("open", "ROUTING_RULE_ONLY")), undefined],
  ["rules of a domain that goes by mappings", all(locked, rule("open", "BASE_PATH_MAPPING_ONLY")), REQUIRED],
  [
    "a mapping of a domain that goes by rules",
    all(rules, domain("open", { routing_mode: "ROUTING_RULE_ONLY" }), mapping("open")),
    REQUIRED,
  ],
  [
    "an endpoint that the OpenAPI document disables",
    all(
      domain("api", asking("s3://trust/ca.pem")),
      mapping("api"),
      body({ disableExecuteApiEndpoint: true }),
    ),
    REQUIRED,
  ],
  [
    "an endpoint that the argument enables again",
    all(
      domain("api", asking("s3://trust/ca.pem")),
      mapping("api"),
      body({ disableExecuteApiEndpoint: true }),
      { aws_api_gateway_rest_api: { shop: { disable_execute_api_endpoint: false } } },
    ),
    undefined,
  ],
];

function unknownNames(): Resources {
  const named = asking("s3://trust/ca.pem");
  return all(
    { random_id: { x: { byte_length: 1 }, y: { byte_length: 1 } } },
    domain("api", { domain_name: "${random_id.x.hex}.example.com", ...named }),
    mapping("api", { domain_name: "${random_id.y.hex}.example.com" }),
  );
}

function unknownFlag(): Resources {
  return {
    random_id: { x: { byte_length: 1 } },
    aws_api_gateway_rest_api: { shop: { disable_execute_api_endpoint: "${random_id.x.dec}" } },
  };
}

function body(endpoint: object): Resources {
  const servers = [{ url: "/", "x-amazon-apigateway-endpoint-configuration": endpoint }];
  return {
    aws_api_gateway_rest_api: {
      shop: { body: JSON.stringify({ openapi: "3.0.1", info: {}, servers, paths: {} }) },
    },
  };
}

test.each(cases)("%s", (_, resources, expected) => {
  expect(
    cell(shop({ "GET /pets": { authorization: "NONE" } }, resources), "GET /pets", "anonymous"),
  ).toMatchObject({
    decision: "allow",
    ...(expected && { requires: expected }),
  });
  const found = cell(shop({ "GET /pets": { authorization: "NONE" } }, resources), "GET /pets", "anonymous");
  expect(found.requires).toEqual(expected);
});

test("an HTTP API behind a domain that asks for certificates", () => {
  const model = httpShop(
    { "GET /pets": {} },
    {
      aws_apigatewayv2_api: { shop: { disable_execute_api_endpoint: true } },
      aws_apigatewayv2_domain_name: {
        api: { domain_name: "api.example.com", ...asking("s3://trust/ca.pem") },
      },
      aws_apigatewayv2_api_mapping: {
        api: {
          api_id: "${aws_apigatewayv2_api.shop.id}",
          domain_name: "${aws_apigatewayv2_domain_name.api.id}",
          stage: "$default",
        },
      },
    },
  );
  expect(cell(model, "GET /pets", "anonymous").requires).toEqual(REQUIRED);
});
