import { block } from "../attributes";
import type { Rule } from "../rule";

const STAGES: ReadonlySet<string> = new Set(["aws_api_gateway_stage", "aws_apigatewayv2_stage"]);

export const stageWithoutLogs: Rule = {
  id: "stage-without-logs",
  level: "low",
  finds: "A stage without access logs",
  reason: "Without an access log it cannot be found out afterwards who called what",
  fix: "Give the stage access_log_settings",
  example: "api/aws_api_gateway_stage.live",
  check: ({ resources }) =>
    resources
      .filter(({ type, values }) => STAGES.has(type) && !block(values, "access_log_settings"))
      .map(({ address }) => ({ resource: address, message: "it has no access_log_settings" })),
};
