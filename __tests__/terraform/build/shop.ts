import type { Evidence } from "../../../terraform/access/matrix/evidence";
import { accessMatrix, type Cell } from "../../../terraform/access/matrix/matrix";
import type { ApiModel } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { merged, people, type Resources, text } from "./people";

/** `{"POST /pets": {"authorization": "AWS_IAM"}}`; other arguments of aws_api_gateway_method beside it. */
export type Methods = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const api = "${aws_api_gateway_rest_api.shop.id}";
export const stageArn = "${aws_api_gateway_rest_api.shop.execution_arn}/live";

/**
 * A shop with a user pool, an identity pool that hands each group its role, the group and role `user`, and the methods
 * that are asked for.
 */
export function shop(methods: Methods, resources: Resources = {}): ApiModel {
  return readTerraform({
    kind: "stacks",
    stacks: [{ name: "shop", document: shopDocument(methods, resources) }],
  });
}

/** The same as synthesized Terraform. */
export function shopDocument(methods: Methods, resources: Resources = {}): object {
  return {
    provider: { aws: [{ region: "us-east-1" }] },
    resource: merged(merged(gateway(methods), people()), resources),
  };
}

/** An inline policy of the role `user`. */
export function policy(...statements: readonly object[]): Resources {
  return {
    aws_iam_role_policy: { user: { name: "p", role: "${aws_iam_role.user.name}", policy: text(statements) } },
  };
}

export function allow(resource: string | readonly string[], more: object = {}): object {
  return statement("Allow", resource, more);
}

export function deny(resource: string | readonly string[], more: object = {}): object {
  return statement("Deny", resource, more);
}

/** The cell of one principal at one route. */
export function cell(model: ApiModel, route: string, principal: string, evidence?: Evidence): Cell {
  const found = accessMatrix(model, evidence)
    .routes.find(({ method, path }) => `${method} ${path}` === route)
    ?.cells.find((one) => one.principal === principal);
  if (!found) throw new Error(`no cell of ${principal} at ${route}`);
  return found;
}

function statement(Effect: string, resource: string | readonly string[], more: object): object {
  const arns = [resource]
    .flat()
    .map((one) => (one.startsWith("arn:") || one === "*" ? one : `${stageArn}/${one}`));
  return { Effect, Action: "execute-api:Invoke", Resource: arns, ...more };
}

function gateway(methods: Methods): Resources {
  const paths = [...new Set(Object.keys(methods).flatMap((route) => ancestors(route.split(" ")[1] ?? "/")))];
  return {
    aws_api_gateway_rest_api: { shop: { name: "shop" } },
    aws_api_gateway_resource: Object.fromEntries(
      paths.map((path) => [
        nameOf(path),
        {
          rest_api_id: api,
          parent_id: idOf(path.slice(0, path.lastIndexOf("/"))),
          path_part: path.slice(path.lastIndexOf("/") + 1),
        },
      ]),
    ),
    aws_api_gateway_method: Object.fromEntries(
      Object.entries(methods).map(([route, of]) => {
        const [verb = "", path = ""] = route.split(" ");
        return [
          `${verb}${nameOf(path)}`,
          { rest_api_id: api, resource_id: idOf(path), http_method: verb, ...of },
        ];
      }),
    ),
    aws_api_gateway_deployment: { shop: { rest_api_id: api } },
    aws_api_gateway_stage: {
      live: { rest_api_id: api, deployment_id: "${aws_api_gateway_deployment.shop.id}", stage_name: "live" },
    },
    aws_api_gateway_authorizer: {
      pool: {
        rest_api_id: api,
        name: "pool",
        type: "COGNITO_USER_POOLS",
        provider_arns: ["${aws_cognito_user_pool.people.arn}"],
      },
      lambda: {
        rest_api_id: api,
        name: "lambda",
        type: "TOKEN",
        authorizer_uri: "${aws_lambda_function.authorizer.invoke_arn}",
      },
    },
    aws_lambda_function: { authorizer: lambda("authorizer"), trigger: lambda("trigger") },
  };
}

function lambda(name: string) {
  return {
    function_name: name,
    role: "arn:aws:iam::123456789012:role/lambda",
    handler: "index.handler",
    runtime: "nodejs24.x",
    filename: `${name}.zip`,
    environment: [{ variables: { RESOURCE_SERVER: "shop", ROLES: "user, admin" } }],
  };
}

function ancestors(path: string): string[] {
  const parts = path.split("/").filter((part) => part !== "");
  return parts.map((_, index) => `/${parts.slice(0, index + 1).join("/")}`);
}

function nameOf(path: string): string {
  return path.replace(/[^A-Za-z0-9]/g, "_");
}

function idOf(path: string): string {
  return path === "" || path === "/"
    ? "${aws_api_gateway_rest_api.shop.root_resource_id}"
    : `\${aws_api_gateway_resource.${nameOf(path)}.id}`;
}
