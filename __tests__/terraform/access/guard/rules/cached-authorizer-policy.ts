import { custom, type RuleCases, side } from "../side";

const two = { "GET /pets": custom, "POST /pets": custom };

export const cases: RuleCases = {
  "an authorizer of two methods": { head: side(two), finds: ["shop/aws_api_gateway_authorizer.lambda"] },
  "an authorizer of one method": { head: side({ "GET /pets": custom }), finds: [] },
  "an authorizer without a cache": {
    head: side(two, { aws_api_gateway_authorizer: { lambda: { authorizer_result_ttl_in_seconds: 0 } } }),
    finds: [],
  },
};
