import { type PlanAction, parsePlanActions } from "../../../../../terraform/access/guard/plan-actions";
import { allow, policy } from "../../../build/shop";
import { iam, type RuleCases, redeployed, side } from "../side";

const base = side({ "GET /pets": iam, "POST /pets": iam }, policy(allow("GET/pets")));
const api = { rest_api_id: "api" };

/** A plan that deletes a method of an API. */
const removal = (rest_api_id = "api", address = "aws_api_gateway_method.old") => ({
  address,
  type: "aws_api_gateway_method",
  change: { actions: ["delete"], before: { rest_api_id }, after: null },
});

/** A new deployment that is made before the old one goes. */
const redeployment = {
  address: "aws_api_gateway_deployment.live",
  type: "aws_api_gateway_deployment",
  change: { actions: ["create", "delete"], before: api, after: api },
};

const planOf = (...resource_changes: readonly object[]): readonly PlanAction[] =>
  parsePlanActions({ resource_changes });

export const cases: RuleCases = {
  "its deployment is made first, in the same root": {
    base,
    head: base,
    changes: planOf(removal(), redeployment),
    finds: ["aws_api_gateway_method.old"],
  },
  "its key has a slash": {
    base,
    head: base,
    changes: planOf(removal("api", 'aws_api_gateway_method.m["GET /pets"]'), redeployment),
    finds: ['aws_api_gateway_method.m["GET /pets"]'],
  },
  "its deployment is in another root": { base, head: base, changes: planOf(removal()), finds: [] },
  "the deployment is of another API": {
    base,
    head: base,
    changes: planOf(removal("other"), redeployment),
    finds: [],
  },
  "a route of an HTTP API that is not deployed by itself": {
    base,
    head: base,
    changes: planOf(
      {
        address: "aws_apigatewayv2_route.old",
        type: "aws_apigatewayv2_route",
        change: { actions: ["delete"], before: { api_id: "http" }, after: null },
      },
      {
        address: "aws_apigatewayv2_deployment.live",
        type: "aws_apigatewayv2_deployment",
        change: { actions: ["create", "delete"], before: { api_id: "http" }, after: { api_id: "http" } },
      },
    ),
    finds: ["aws_apigatewayv2_route.old"],
  },
  "two folders show it by their stacks": {
    base,
    head: side({ "GET /pets": iam }, redeployed),
    finds: ["shop/aws_api_gateway_method.POST_pets"],
  },
};
