import type { Resources } from "../build/people";
import { merged } from "../build/people";
import { shop } from "../build/shop";

type Values = Readonly<Record<string, unknown>>;

const METHODS = {
  "GET /iam": { authorization: "AWS_IAM" },
  "GET /partner": { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.lambda.id}" },
  "GET /pool": {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
  },
  "POST /pool": {
    authorization: "COGNITO_USER_POOLS",
    authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
  },
  "GET /open": { authorization: "NONE" },
};
const API = "${aws_api_gateway_rest_api.shop.id}";

/** The settings of methods, by their paths, and whether the stage has a cache. */
const cached = (paths: Readonly<Record<string, Values | string>>, cluster: unknown = true): Resources => ({
  random_id: { a: { byte_length: 4 } },
  aws_api_gateway_stage: { live: { cache_cluster_enabled: cluster, cache_cluster_size: "0.5" } },
  aws_api_gateway_method_settings: Object.fromEntries(
    Object.entries(paths).map(([method_path, settings], index) => [
      `s${index}`,
      {
        rest_api_id: API,
        stage_name: "${aws_api_gateway_stage.live.stage_name}",
        method_path,
        settings: [settings],
      },
    ]),
  ),
});

/** The integration of GET /pool, with some keys. */
const keyed = (...cache_key_parameters: readonly string[]): Resources => ({
  aws_api_gateway_integration: {
    pool: {
      rest_api_id: API,
      resource_id: "${aws_api_gateway_resource._pool.id}",
      http_method: "GET",
      type: "MOCK",
      cache_key_parameters,
    },
  },
});

/** The methods of which there is a warning. */
function warnedOf(resources: Resources): readonly string[] {
  return shop(METHODS, resources)
    .notices.filter(({ message }) => message.includes("caches its responses"))
    .map(({ address }) => address.replace("shop/aws_api_gateway_method.", ""));
}

const ON = { caching_enabled: true };
const OFF = { caching_enabled: false };
const UNKNOWN = { caching_enabled: "${random_id.a.hex}" };

interface Case {
  readonly of: Resources;
  readonly warns: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  "nothing is cached": { of: {}, warns: [] },
  "the stage caches GET": { of: cached({ "*/*": ON }), warns: ["GET_iam", "GET_partner", "GET_pool"] },
  "the stage has no cache": { of: cached({ "*/*": ON }, false), warns: [] },
  "it is not known whether the stage has a cache": {
    of: cached({ "pool/GET": ON }, "${random_id.a.hex}"),
    warns: ["GET_pool"],
  },
  "one method is cached": { of: cached({ "*/*": OFF, "pool/GET": ON }), warns: ["GET_pool"] },
  "a method is cached that is no GET": { of: cached({ "~1pool/POST": ON }), warns: ["POST_pool"] },
  "all are cached but one": {
    of: cached({ "*/*": ON, "pool/GET": OFF }),
    warns: ["GET_iam", "GET_partner"],
  },
  "it is not known whether one is cached": { of: cached({ "pool/GET": UNKNOWN }), warns: ["GET_pool"] },
  "an open method is cached": { of: cached({ "open/GET": ON }), warns: [] },
  "the setting of a method says nothing of the cache": {
    of: cached({ "*/*": ON, "pool/GET": { metrics_enabled: true } }),
    warns: ["GET_iam", "GET_partner", "GET_pool"],
  },
  "the credential is in the key": {
    of: merged(cached({ "pool/GET": ON }), keyed("method.request.header.Authorization")),
    warns: [],
  },
  "something else is in the key": {
    of: merged(cached({ "pool/GET": ON }), keyed("method.request.querystring.page")),
    warns: ["GET_pool"],
  },
};

test.each(Object.entries(cases))("%s", (_, { of, warns }) => {
  expect([...warnedOf(of)].sort()).toEqual(warns);
});

describe("in an OpenAPI body", () => {
  /** A route with a Lambda authorizer, whose integration has some keys. */
  const described = (...cacheKeyParameters: readonly string[]): Resources => ({
    aws_api_gateway_rest_api: {
      shop: {
        body: JSON.stringify({
          openapi: "3.0.1",
          paths: {
            "/stock": {
              get: {
                security: [{ gate: [] }],
                "x-amazon-apigateway-integration": { type: "mock", cacheKeyParameters },
              },
            },
          },
          components: {
            securitySchemes: {
              gate: {
                type: "apiKey",
                name: "Authorization",
                in: "header",
                "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "arn:a" },
              },
            },
          },
        }),
      },
    },
  });

  test.each([
    ["no key", [], 1],
    ["the credential", ["method.request.header.Authorization"], 0],
  ] as const)("%s", (_, keys, count) => {
    const of = merged(cached({ "stock/GET": ON }), described(...keys));
    expect(warnedOf(of)).toHaveLength(count);
  });
});
