import type { Resources } from "../build/people";

export const invoke = "${aws_lambda_function.trigger.invoke_arn}";

/** The integration of a method of the shop with its function `trigger`. */
export const behind = (method: string, resource: string): Resources => ({
  aws_api_gateway_integration: {
    [method]: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      resource_id: resource,
      http_method: `\${aws_api_gateway_method.${method}.http_method}`,
      type: "AWS_PROXY",
      integration_http_method: "POST",
      uri: invoke,
    },
  },
});
export const pets = "${aws_api_gateway_resource._pets.id}";

/** An HTTP API `front` with one route to the same function. */
export const front = (route_key: string, more: object = {}): Resources => ({
  aws_apigatewayv2_api: { front: { name: "front", protocol_type: "HTTP" } },
  aws_apigatewayv2_stage: {
    front: { api_id: "${aws_apigatewayv2_api.front.id}", name: "$default", auto_deploy: true },
  },
  aws_apigatewayv2_integration: {
    front: {
      api_id: "${aws_apigatewayv2_api.front.id}",
      integration_type: "AWS_PROXY",
      integration_uri: invoke,
    },
  },
  aws_apigatewayv2_route: {
    front: {
      api_id: "${aws_apigatewayv2_api.front.id}",
      route_key,
      target: "integrations/${aws_apigatewayv2_integration.front.id}",
      ...more,
    },
  },
});

export const url = (authorization_type: string, more: object = {}): Resources => ({
  aws_lambda_function_url: {
    front: { function_name: "${aws_lambda_function.trigger.function_name}", authorization_type, ...more },
  },
});

export const permission = (principal: string, more: object = {}): Resources => ({
  aws_lambda_permission: {
    front: { function_name: "trigger", action: "lambda:InvokeFunction", principal, ...more },
  },
});

export const OF_ANY_ACCOUNT = "arn:aws:execute-api:us-east-1:*:*/*/*/*";
export const OF_ANOTHER = "arn:aws:execute-api:us-east-1:999999999999:abc/*/*/*";

/** The address of that API, or of something of it. */
export const FRONT = /\.front$/;
