import { block } from "../attributes";
import type { Rule } from "../rule";

export const stageWithoutLogs: Rule = {
  id: "stage-without-logs",
  reason: "Without an access log nobody can tell afterwards who called what",
  fix: "Give the stage access_log_settings",
  check: ({ resources }) =>
    resources
      .filter(({ type, values }) => type === "aws_api_gateway_stage" && !block(values, "access_log_settings"))
      .map(({ address }) => ({ resource: address, message: "it has no access_log_settings" })),
};
