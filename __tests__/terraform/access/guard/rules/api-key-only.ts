import { iam, open, type RuleCases, side } from "../side";

export const cases: RuleCases = {
  "an API key without a lock": {
    head: side({ "GET /pets": { ...open, api_key_required: true } }),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "an API key beside a lock": { head: side({ "GET /pets": { ...iam, api_key_required: true } }), finds: [] },
};
