import type { Resources } from "../../../build/people";
import { allow } from "../../../build/shop";
import { custom, type RuleCases, side } from "../side";

const everyone = { ...allow("GET/pets"), Principal: "*" };
const resourcePolicy: Resources = {
  aws_api_gateway_rest_api_policy: {
    shop: {
      rest_api_id: "${aws_api_gateway_rest_api.shop.id}",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [everyone] }),
    },
  },
};

export const cases: RuleCases = {
  "a resource policy that allows the method": {
    head: side({ "GET /pets": custom }, resourcePolicy),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "no resource policy": { head: side({ "GET /pets": custom }), finds: [] },
};
