import { cognito, type RuleCases, side } from "../side";

const naming = { aws_api_gateway_authorizer: { pool: { identity_validation_expression: "client" } } };

export const cases: RuleCases = {
  "a method without scopes": {
    head: side({ "GET /pets": cognito }),
    finds: ["shop/aws_api_gateway_method.GET_pets"],
  },
  "a method with scopes": {
    head: side({ "GET /pets": { ...cognito, authorization_scopes: ["shop/user"] } }),
    finds: [],
  },
  "a method whose authorizer names its clients": { head: side({ "GET /pets": cognito }, naming), finds: [] },
};
