import { iam, type RuleCases, side } from "../side";

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

export const cases: RuleCases = {
  "a stage without method settings": { head: side({ "GET /pets": iam }), finds: [stage] },
  "a limit of one method": { head: throttled("pets/GET"), finds: [stage] },
  "a limit of all methods": { head: throttled("*/*"), finds: [] },
};
