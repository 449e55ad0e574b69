import { block, mayEqual } from "../attributes";
import type { Attributes } from "../plan-actions";
import type { Rule } from "../rule";

export const stageWithoutThrottle: Rule = {
  id: "stage-without-throttle",
  level: "low",
  finds: "A stage without a throttle for all of its methods",
  reason:
    "Without a limit of its own, one caller of this stage can use up the request rate of the whole account",
  fix: "Add the limit that the message names",
  example: "api/aws_api_gateway_stage.live",
  check: ({ resources }) => {
    const settings = resources.filter(({ type }) => type === "aws_api_gateway_method_settings");
    const ofHttpApis = resources.filter(
      ({ type, values }) => type === "aws_apigatewayv2_stage" && !limitsRoutes(values),
    );
    const ofRestApis = resources
      .filter(({ type }) => type === "aws_api_gateway_stage")
      .filter(
        ({ values: stage }) =>
          !settings.some(
            ({ values }) =>
              values.method_path === "*/*" &&
              mayEqual(values.stage_name, stage.stage_name) &&
              mayEqual(values.rest_api_id, stage.rest_api_id) &&
              Number(block(values, "settings")?.throttling_rate_limit ?? -1) >= 0,
          ),
      );
    return [
      ...ofRestApis.map(({ address }) => ({
        resource: address,
        message:
          'no aws_api_gateway_method_settings with method_path = "*/*" and throttling_rate_limit is for it',
      })),
      ...ofHttpApis.map(({ address }) => ({
        resource: address,
        message: "it has no default_route_settings with throttling_rate_limit",
      })),
    ];
  },
};

/** A value that is not known may be a limit. */
function limitsRoutes(stage: Attributes): boolean {
  const settings = block(stage, "default_route_settings");
  return settings !== undefined && Number(settings.throttling_rate_limit ?? 0) !== 0;
}
