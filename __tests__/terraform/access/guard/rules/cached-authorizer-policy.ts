import { LOCKED } from "../../../build/http-shop";
import { custom, httpSide, type RuleCases, side } from "../side";

const two = { "GET /pets": custom, "POST /pets": custom };

const routes = { "GET /pets": LOCKED.gate, "POST /pets": LOCKED.gate };
const perRoute = ["$request.header.Authorization", "$context.routeKey"];

export const cases: RuleCases = {
  "an authorizer of two routes of an HTTP API": {
    head: httpSide(routes),
    finds: ["shop/aws_apigatewayv2_authorizer.gate"],
  },
  "an authorizer that is asked for each route": {
    head: httpSide(routes, { aws_apigatewayv2_authorizer: { gate: { identity_sources: perRoute } } }),
    finds: [],
  },
  "an authorizer of two methods": { head: side(two), finds: ["shop/aws_api_gateway_authorizer.lambda"] },
  "an authorizer of one method": { head: side({ "GET /pets": custom }), finds: [] },
  "an authorizer without a cache": {
    head: side(two, { aws_api_gateway_authorizer: { lambda: { authorizer_result_ttl_in_seconds: 0 } } }),
    finds: [],
  },
};
