import { custom, type RuleCases, side } from "../side";

const cached = (caching_enabled: boolean, method: Readonly<Record<string, unknown>> = custom) =>
  side(
    { "GET /pets": method },
    {
      aws_api_gateway_stage: { live: { cache_cluster_enabled: true, cache_cluster_size: "0.5" } },
      aws_api_gateway_method_settings: {
        all: {
          rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
          stage_name: "${aws_api_gateway_stage.live.stage_name}",
          method_path: "*/*",
          settings: [{ caching_enabled }],
        },
      },
    },
  );

export const cases: RuleCases = {
  "responses of a Lambda authorizer's method": {
    head: cached(true),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
    messages: [
      "the stage live caches its responses, and method.request.header.Authorization is not among the cache_key_parameters: a caller may get the response that was made for another",
    ],
  },
  "responses of a method for signed calls": {
    head: cached(true, { authorization: "AWS_IAM" }),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "responses of an open method": { head: cached(true, { authorization: "NONE" }), finds: [] },
  "responses that are not cached": { head: cached(false), finds: [] },
};
