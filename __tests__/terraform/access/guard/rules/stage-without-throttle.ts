import { httpSide, iam, type RuleCases, side } from "../side";

const stage = "shop/aws_api_gateway_stage.live";

const throttled = (method_path: string) =>
  side(
    { "GET /pets": iam },
    {
      aws_api_gateway_method_settings: {
        all: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          stage_name: "live",
          method_path,
          settings: [{ throttling_rate_limit: 10, throttling_burst_limit: 10 }],
        },
      },
    },
  );

const limited = (settings: object) =>
  httpSide({ "GET /pets": {} }, { aws_apigatewayv2_stage: { live: { default_route_settings: [settings] } } });

export const cases: RuleCases = {
  "a stage of an HTTP API": {
    head: httpSide({ "GET /pets": {} }),
    finds: ["shop/aws_apigatewayv2_stage.live"],
    messages: ["it has no default_route_settings with throttling_rate_limit"],
  },
  "settings without a limit": {
    head: limited({ detailed_metrics_enabled: true }),
    finds: ["shop/aws_apigatewayv2_stage.live"],
  },
  "a limit of all routes": {
    head: limited({ throttling_rate_limit: 10, throttling_burst_limit: 10 }),
    finds: [],
  },
  "a stage without method settings": {
    head: side({ "GET /pets": iam }),
    finds: [stage],
    messages: [
      'no aws_api_gateway_method_settings with method_path = "*/*" and throttling_rate_limit is for it',
    ],
  },
  "a limit of one method": { head: throttled("pets/GET"), finds: [stage] },
  "a limit of all methods": { head: throttled("*/*"), finds: [] },
};
