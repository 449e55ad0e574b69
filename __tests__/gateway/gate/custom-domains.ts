import { readServed } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { merged, type Resources, text } from "../../terraform/build/people";

/** APIs of both kinds at custom domains of both kinds, as Terraform has them. */

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

/** With nothing that the gate does not serve. */
export const readModel = () => {
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "shop", document }] });
  const { model, unserved } = readServed(resolved, { isWrittenOut: true });
  expect(unserved).toEqual([]);
  return model;
};
