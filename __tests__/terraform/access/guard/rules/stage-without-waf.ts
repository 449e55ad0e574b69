import { iam, type RuleCases, side } from "../side";

const association = {
  resource_arn: "${aws_api_gateway_stage.live.arn}",
  web_acl_arn: "arn:aws:wafv2:us-east-1:123456789012:x",
};

export const cases: RuleCases = {
  "a stage without a web ACL": {
    head: side({ "GET /pets": iam }),
    finds: ["shop/aws_api_gateway_stage.live"],
  },
  "a stage with a web ACL": {
    head: side({ "GET /pets": iam }, { aws_wafv2_web_acl_association: { live: association } }),
    finds: [],
  },
};
