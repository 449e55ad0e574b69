import { strToU8, zipSync } from "fflate";
import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { merged, type Resources, text } from "../../terraform/build/people";
import { call } from "../client";
import { type RunningGate, serveModel } from "../gates";
import { startHere } from "../worker-here";

/** Requests by the names of custom domains: base paths and mappings choose the API and its stage. */

const invoke = "${aws_lambda_function.echo.invoke_arn}";
const rest = (name: string) => ({ rest_api_id: `\${aws_api_gateway_rest_api.${name}.id}` });

/** A REST API with GET /pets, and GET of any path below /any. */
function restApi(name: string, more: object = {}): Resources {
  const api = rest(name);
  const resources = { pets: "pets", any: "any", proxy: "{proxy+}" };
  const parents = { pets: undefined, any: undefined, proxy: `\${aws_api_gateway_resource.${name}-any.id}` };
  const keys = Object.keys(resources) as (keyof typeof resources)[];
  const of = (make: (key: keyof typeof resources) => object) =>
    Object.fromEntries(keys.map((key) => [`${name}-${key}`, { ...api, ...make(key) }]));
  const place = (key: string) => ({
    resource_id: `\${aws_api_gateway_resource.${name}-${key}.id}`,
    http_method: "GET",
  });
  return {
    aws_api_gateway_rest_api: { [name]: { name, ...more } },
    aws_api_gateway_resource: of((key) => ({
      parent_id: parents[key] ?? `\${aws_api_gateway_rest_api.${name}.root_resource_id}`,
      path_part: resources[key],
    })),
    aws_api_gateway_method: of((key) => ({ ...place(key), authorization: "NONE" })),
    aws_api_gateway_integration: of((key) => ({
      ...place(key),
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: invoke,
    })),
    aws_api_gateway_deployment: { [name]: api },
    aws_api_gateway_stage: Object.fromEntries(
      ["live", "beta"].map((stage) => [
        `${name}-${stage}`,
        { ...api, stage_name: stage, deployment_id: `\${aws_api_gateway_deployment.${name}.id}` },
      ]),
    ),
  };
}

const http_id = "${aws_apigatewayv2_api.orders.id}";

const document = {
  provider: { aws: [{ region: "us-east-1" }] },
  resource: [
    restApi("shop"),
    restApi("hidden", { disable_execute_api_endpoint: true }),
    {
      aws_iam_role: {
        lambda: {
          name: "lambda",
          assume_role_policy: text([
            { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
          ]),
        },
      },
      aws_lambda_function: {
        echo: {
          function_name: "echo",
          handler: "index.handler",
          runtime: "nodejs22.x",
          filename: "echo.zip",
          role: "${aws_iam_role.lambda.arn}",
        },
      },
      aws_lambda_permission: {
        echo: {
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          function_name: "${aws_lambda_function.echo.function_name}",
        },
      },
      aws_apigatewayv2_api: {
        orders: { name: "orders", protocol_type: "HTTP", disable_execute_api_endpoint: true },
      },
      aws_apigatewayv2_stage: {
        orders: { api_id: http_id, name: "live", auto_deploy: true },
        orders_default: { api_id: http_id, name: "$default", auto_deploy: true },
      },
      aws_apigatewayv2_integration: {
        orders: {
          api_id: http_id,
          integration_type: "AWS_PROXY",
          integration_uri: invoke,
          payload_format_version: "2.0",
        },
      },
      aws_apigatewayv2_route: {
        orders: {
          api_id: http_id,
          route_key: "GET /orders/{id}",
          target: "integrations/${aws_apigatewayv2_integration.orders.id}",
        },
      },
      aws_api_gateway_domain_name: {
        shop: { domain_name: "api.example.com" },
        certified: {
          domain_name: "mtls.example.com",
          mutual_tls_authentication: [{ truststore_uri: "s3://stores/store.pem" }],
        },
        ruled: { domain_name: "rules.example.com", routing_mode: "ROUTING_RULE_ONLY" },
        all: { domain_name: "*.wild.example.com" },
      },
      aws_api_gateway_base_path_mapping: {
        root: { domain_name: "api.example.com", api_id: rest("shop").rest_api_id, stage_name: "live" },
        v1: {
          domain_name: "${aws_api_gateway_domain_name.shop.domain_name}",
          api_id: rest("hidden").rest_api_id,
          stage_name: "live",
          base_path: "v1",
        },
        stages: { domain_name: "api.example.com", api_id: rest("shop").rest_api_id, base_path: "stages" },
        wild: {
          domain_name: "*.wild.example.com",
          api_id: rest("shop").rest_api_id,
          stage_name: "live",
          base_path: "only",
        },
      },
      aws_apigatewayv2_domain_name: { orders: { domain_name: "orders.example.com" } },
      aws_apigatewayv2_api_mapping: {
        v1: {
          domain_name: "${aws_apigatewayv2_domain_name.orders.id}",
          api_id: http_id,
          stage: "${aws_apigatewayv2_stage.orders.id}",
          api_mapping_key: "v1/eu",
        },
        v1_shop: {
          domain_name: "orders.example.com",
          api_id: rest("shop").rest_api_id,
          stage: "beta",
          api_mapping_key: "v1",
        },
      },
    },
  ].reduce(merged),
};

const NAMES = [
  "api.example.com",
  "mtls.example.com",
  "rules.example.com",
  "a.wild.example.com",
  "orders.example.com",
  "other.example.com",
];

const readModel = () => {
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  const { model, unserved } = readServed(resolved, { isWrittenOut: true });
  expect(unserved).toEqual([]);
  return model;
};
const readArchive = () =>
  zipSync({
    "index.js": strToU8(
      "exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });",
    ),
  });
const HERE = { readArchive, startWorker: startHere };

let running: RunningGate;
beforeAll(async () => {
  running = await serveModel(readModel(), { ...HERE, hostNames: NAMES });
});
afterAll(() => running.stop());

const ask = (host: string, path: string) => {
  const { endpoint } = running.gate.description;
  const port = new URL(endpoint).port;
  return call(endpoint, path, { headers: { host: host === "" ? `127.0.0.1:${port}` : `${host}:${port}` } });
};

test.each<readonly [host: string, path: string, status: number, why: RegExp]>([
  ["api.example.com", "/pets", 200, / 200$/],
  ["API.Example.com", "/pets", 200, / 200$/],
  ["api.example.com", "/v1/pets", 200, / 200$/],
  ["api.example.com", "/v1/pets/", 200, / 200$/],
  ["api.example.com", "/v1/any/v1/pets", 200, / 200$/],
  // The base path is no prefix of a segment.
  ["api.example.com", "/v1pets", 403, /No method of the API/],
  ["api.example.com", "/v1", 403, /No method of the API/],
  // Which mapping an encoded path belongs to is not documented.
  ["api.example.com", "/%761/pets", 403, /another mapping/],
  ["api.example.com", "//v1/pets", 403, /another mapping/],
  ["api.example.com", "/v1/../pets", 400, /segment \.\./],
  ["api.example.com", "/ping", 403, /keeps \/ping/],
  // Without a stage, the segment after the base path is one.
  ["api.example.com", "/stages/beta/pets", 200, / 200$/],
  ["api.example.com", "/stages/pets", 403, /names no stage/],
  // No segment names a stage where the mapping does.
  ["api.example.com", "/live/pets", 403, /No method of the API/],
  ["orders.example.com", "/v1/pets", 200, / 200$/],
  ["orders.example.com", "/v1/eu/orders/7", 200, / 200$/],
  ["orders.example.com", "/v1/eu/live/orders/7", 404, /No route/],
  ["orders.example.com", "/v2/orders/7", 403, /No mapping of orders.example.com/],
  ["a.wild.example.com", "/only/pets", 200, / 200$/],
  ["a.wild.example.com", "/pets", 403, /No mapping of a.wild.example.com/],
  ["mtls.example.com", "/pets", 501, /must present a certificate/],
  ["rules.example.com", "/pets", 501, /routing rules/],
  // Another name that is allowed is the gate's own.
  ["other.example.com", "/shop/live/pets", 200, / 200$/],
  ["", "/shop/live/pets", 200, / 200$/],
  ["", "/hidden/live/pets", 403, /disable_execute_api_endpoint is true, .* by api.example.com only/],
  ["", "/orders/live/orders/7", 404, /disable_execute_api_endpoint is true, .* by orders.example.com only/],
])("%s %s answers %i", async (host, path, status, why) => {
  running.ran();
  const answer = await ask(host, path);
  expect(answer.status).toBe(status);
  expect(running.lines.at(-1)).toMatch(why);
  expect(running.ran()).toEqual(status === 200 ? ["echo"] : []);
  if (status === 403 && !/No method/.test(why.source)) expect(answer.body).toBe('{"message":"Forbidden"}');
  if (status === 404) expect(answer.body).toBe('{"message":"Not Found"}');
});

test("an event of a REST API has the domain and the base path, and its ARN neither", async () => {
  const { body } = await ask("api.example.com", "/v1/pets");
  expect(JSON.parse(body)).toMatchObject({
    resource: "/pets",
    path: "/v1/pets",
    requestContext: {
      path: "/v1/pets",
      resourcePath: "/pets",
      stage: "live",
      domainName: "api.example.com",
      domainPrefix: "api",
    },
  });
});

test("an event of an HTTP API has the domain and the mapping's key", async () => {
  const { body } = await ask("orders.example.com", "/v1/eu/orders/7");
  expect(JSON.parse(body)).toMatchObject({
    rawPath: "/v1/eu/orders/7",
    routeKey: "GET /orders/{id}",
    pathParameters: { id: "7" },
    requestContext: { stage: "live", domainName: "orders.example.com", domainPrefix: "orders" },
  });
});

test("the start says where they are", () => {
  const { port } = new URL(running.gate.description.endpoint);
  const said = running.lines.filter((line) => line.startsWith("Custom domain: "));
  expect(said).toContain(`Custom domain: http://api.example.com:${port}/v1 is hidden, stage live`);
  expect(said).toContain(`Custom domain: http://api.example.com:${port}/stages is shop`);
  expect(said).toContain(`Custom domain: http://a.wild.example.com:${port}/only is shop, stage live`);
});

test("nothing but APIs is at a custom domain", async () => {
  for (const path of ["/_gatehouse", "/_gatehouse/api/calls", "/oauth2/token", "/"])
    expect([path, (await ask("api.example.com", path)).status]).toEqual([path, 403]);
});

test("without its name, no domain is served, and the gate's address stands for it", async () => {
  const plain = await serveModel(readModel(), HERE);
  try {
    const { endpoint } = plain.gate.description;
    expect((await call(endpoint, "/hidden/live/pets")).status).toBe(200);
    expect((await call(endpoint, "/pets", { headers: { host: "api.example.com" } })).status).toBe(403);
    expect(plain.model.notices).toContainEqual({
      address: "shop/aws_api_gateway_domain_name.shop",
      message: "the custom domain is served where --allow-host names it: api.example.com",
    });
  } finally {
    await plain.stop();
  }
});
