import { accessMatrix, type Cell, type MatrixRoute } from "../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { merged, people, type Resources } from "./people";

/** `{"POST /pets": {"authorization_type": "AWS_IAM"}}`: routes by key, with their other arguments. */
export type Routes = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const api = "${aws_apigatewayv2_api.shop.id}";

/** Arguments of a route that takes tokens of the shop's own user pool, of another issuer, or what a function admits. */
export const LOCKED = {
  people: { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.people.id}" },
  login: { authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.login.id}" },
  gate: { authorization_type: "CUSTOM", authorizer_id: "${aws_apigatewayv2_authorizer.gate.id}" },
  iam: { authorization_type: "AWS_IAM" },
} as const;

/** An HTTP API with these routes, beside a user pool with the client `app` and the group `user`. */
export function httpShop(routes: Routes, resources: Resources = {}): ApiModel {
  return readTerraform({
    kind: "stacks",
    stacks: [{ name: "shop", document: httpDocument(routes, resources) }],
  });
}

/** The same as synthesized Terraform. */
export function httpDocument(routes: Routes, resources: Resources = {}): object {
  return {
    provider: { aws: [{ region: "us-east-1" }] },
    resource: merged(merged(merged(authorizers(), gateway(routes)), people()), resources),
  };
}

/** The role `auditor`, whose policy allows execute-api:Invoke on a part of an API: `shop`, `live/GET/pets`. */
export function auditor(name: string, path: string): Resources {
  const statement = {
    Effect: "Allow",
    Action: "execute-api:Invoke",
    Resource: `\${aws_apigatewayv2_api.${name}.execution_arn}/${path}`,
  };
  return {
    aws_iam_role: {
      auditor: { name: "auditor", assume_role_policy: '{"Version":"2012-10-17","Statement":[]}' },
    },
    aws_iam_role_policy: {
      auditor: {
        name: "p",
        role: "${aws_iam_role.auditor.name}",
        policy: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      },
    },
  };
}

export function routeAt(model: ApiModel, route: string): MatrixRoute {
  const found = accessMatrix(model).routes.find(({ method, path }) => `${method} ${path}` === route);
  if (!found) throw new Error(`no route ${route}`);
  return found;
}

export function cellAt(model: ApiModel, route: string, principal: string): Cell {
  const found = routeAt(model, route).cells.find((one) => one.principal === principal);
  if (!found) throw new Error(`no cell of ${principal} at ${route}`);
  return found;
}

function gateway(routes: Routes): Resources {
  return {
    aws_apigatewayv2_api: { shop: { name: "shop", protocol_type: "HTTP" } },
    aws_apigatewayv2_stage: { live: { api_id: api, name: "$default", auto_deploy: true } },
    aws_apigatewayv2_integration: {
      shop: {
        api_id: api,
        integration_type: "AWS_PROXY",
        integration_uri: "arn:aws:lambda:us-east-1:111111111111:function:shop",
      },
    },
    aws_apigatewayv2_route: Object.fromEntries(
      Object.entries(routes).map(([key, more], index) => [
        `r${index}`,
        {
          api_id: api,
          route_key: key,
          target: "integrations/${aws_apigatewayv2_integration.shop.id}",
          ...more,
        },
      ]),
    ),
  };
}

function authorizers(): Resources {
  const jwt = { api_id: api, authorizer_type: "JWT", identity_sources: ["$request.header.Authorization"] };
  return {
    aws_apigatewayv2_authorizer: {
      people: {
        ...jwt,
        name: "people",
        jwt_configuration: {
          issuer: "https://${aws_cognito_user_pool.people.endpoint}",
          audience: ["${aws_cognito_user_pool_client.app.id}"],
        },
      },
      login: {
        ...jwt,
        name: "login",
        jwt_configuration: { issuer: "https://login.example.com", audience: ["shop"] },
      },
      gate: {
        api_id: api,
        name: "gate",
        authorizer_type: "REQUEST",
        authorizer_uri:
          "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:111111111111:function:gate/invocations",
        authorizer_payload_format_version: "2.0",
        enable_simple_responses: true,
        identity_sources: ["$request.header.Authorization"],
      },
    },
  };
}
