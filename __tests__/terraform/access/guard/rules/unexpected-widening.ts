import { LOCKED } from "../../../build/http-shop";
import { allow, policy } from "../../../build/shop";
import { httpSide, iam, type RuleCases, side } from "../side";

const methods = { "GET /pets": iam, "POST /pets": iam };
const base = side(methods, policy(allow("GET/pets")));

export const cases: RuleCases = {
  "a grant that a role gains": {
    base,
    head: side(methods, policy(allow(["GET/pets", "POST/pets"]))),
    finds: ["POST /pets group:user"],
  },
  "a lock that leaves a check to the backend": {
    base: httpSide({
      "GET /pets": { ...LOCKED.people, authorization_scopes: ["aws.cognito.signin.user.admin"] },
    }),
    head: httpSide({ "GET /pets": LOCKED.people }),
    finds: ["GET /pets signed-in", "GET /pets group:user"],
    messages: [
      "was allowed, is allowed, and the backend must tell access tokens from ID tokens: shop/aws_apigatewayv2_route.r0 takes every token of its authorizer",
      "was allowed, is allowed, and the backend must tell access tokens from ID tokens: shop/aws_apigatewayv2_route.r0 takes every token of its authorizer",
    ],
  },
  "a key that is no longer asked for": {
    base: side({ "GET /pets": { authorization: "NONE", api_key_required: true } }),
    head: side({ "GET /pets": { authorization: "NONE" } }),
    finds: ["GET /pets anonymous", "GET /pets signed-in", "GET /pets group:user"],
    messages: Array(3).fill(
      "was allowed with an API key, is allowed: shop/aws_api_gateway_method.GET_pets asks for no authorization",
    ),
  },
  "a grant that a role loses": { base, head: side(methods), finds: [] },
};
