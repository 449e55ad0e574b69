import { httpSide, iam, type RuleCases, side } from "../side";

const logs = { access_log_settings: [{ destination_arn: "arn:x", format: "x" }] };

export const cases: RuleCases = {
  "a stage without access_log_settings": {
    head: side({ "GET /pets": iam }),
    finds: ["shop/aws_api_gateway_stage.live"],
  },
  "a stage with access_log_settings": {
    head: side({ "GET /pets": iam }, { aws_api_gateway_stage: { live: logs } }),
    finds: [],
  },
  "a stage of an HTTP API": {
    head: httpSide({ "GET /pets": {} }),
    finds: ["shop/aws_apigatewayv2_stage.live"],
  },
};
