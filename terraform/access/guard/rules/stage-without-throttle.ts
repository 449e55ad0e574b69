import { block, mayEqual } from "../attributes";
import type { Rule } from "../rule";

export const stageWithoutThrottle: Rule = {
  id: "stage-without-throttle",
  reason: "Without a limit of its own, one caller of this stage can use up what the whole account may call",
  fix: 'Add aws_api_gateway_method_settings with method_path = "*/*" and throttling_rate_limit',
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
