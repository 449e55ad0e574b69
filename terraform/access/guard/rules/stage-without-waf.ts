import { mayEqual } from "../attributes";
import type { Rule } from "../rule";

export const stageWithoutWaf: Rule = {
  id: "stage-without-waf",
  level: "low",
  finds: "A stage without a web ACL",
  reason: "Without a web ACL, floods and known attacks reach the authorizers and functions",
  fix: "Add an aws_wafv2_web_acl_association with the stage's ARN",
  example: "api/aws_api_gateway_stage.live",
  check: ({ resources }) => {
    const associations = resources.filter(({ type }) => type === "aws_wafv2_web_acl_association");
    return resources
      .filter(({ type }) => type === "aws_api_gateway_stage")
      .filter(({ values }) => !associations.some((one) => mayEqual(one.values.resource_arn, values.arn)))
      .map(({ address }) => ({ resource: address, message: "no web ACL is associated with it" }));
  },
};
