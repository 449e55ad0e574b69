import { block, mayEqual } from "../attributes";
import type { Rule } from "../rule";

export const stageWithoutThrottle: Rule = {
  id: "stage-without-throttle",
  level: "low",
  finds: "A stage without a throttle for all of its methods",
  reason:
    "Without a limit of its own, one caller of this stage can use up the request rate of the whole account",
  fix: 'Add aws_api_gateway_method_settings with method_path = "*/*" and throttling_rate_limit',
  example: "api/aws_api_gateway_stage.live",
  check: ({ resources }) => {
    const settings = resources.filter(({ type }) => type === "aws_api_gateway_method_settings");
    return resources
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
      )
      .map(({ address }) => ({ resource: address, message: "no throttle for all of its methods" }));
  },
};
