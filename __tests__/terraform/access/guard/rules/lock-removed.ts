import { iam, open, type RuleCases, side } from "../side";

const base = side({ "GET /pets": iam, "POST /pets": iam });

export const cases: RuleCases = {
  "an authorization that becomes NONE": {
    base,
    head: side({ "GET /pets": open, "POST /pets": iam }),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "an authorization that stays": { base, head: base, finds: [] },
};
