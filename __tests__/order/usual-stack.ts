import type { Document } from "./model";

/** One stack with routes, deployment and stage, as most configurations have it. */
export function usualStack(routes: readonly string[], type = "AWS_PROXY"): Document {
  const of = (make: (name: string) => object) => Object.fromEntries(routes.map((name) => [name, make(name)]));
  const parts = routes.flatMap((name) => [
    `aws_api_gateway_method.${name}`,
    `aws_api_gateway_integration.${name}`,
  ]);
  return {
    resource: {
      aws_api_gateway_rest_api: { api: { name: "shop" } },
      aws_api_gateway_method: of((name) => ({
        rest_api_id: "${aws_api_gateway_rest_api.api.id}",
        resource_id: name,
        http_method: "GET",
      })),
      aws_api_gateway_integration: of((name) => ({
        rest_api_id: "${aws_api_gateway_rest_api.api.id}",
        resource_id: name,
        http_method: "GET",
        type,
      })),
      ...(type === "AWS_PROXY" && {
        aws_lambda_permission: of((name) => ({ function_name: "f", statement_id: name, source_arn: name })),
      }),
      aws_api_gateway_deployment: {
        d: {
          rest_api_id: "${aws_api_gateway_rest_api.api.id}",
          triggers: { hash: `${routes.join()} ${type}` },
          depends_on: parts,
          lifecycle: { create_before_destroy: true },
        },
      },
      aws_api_gateway_stage: {
        s: {
          rest_api_id: "${aws_api_gateway_rest_api.api.id}",
          stage_name: "live",
          deployment_id: "${aws_api_gateway_deployment.d.id}",
        },
      },
    },
  };
}
