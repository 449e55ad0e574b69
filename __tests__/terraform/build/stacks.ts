import type { StackSource } from "../../../terraform/sources";
import { merged, people, text } from "./people";

/** Terraform as plain JSON, to be changed at will. */
// biome-ignore lint/suspicious/noExplicitAny: tests reach into it at any depth
export type Document = any;

const invokeUri = "${aws_lambda_function.fn.invoke_arn}";

/**
 * A shop of two stacks: `identity` (user pool, identity pool, roles) and `api` (one method for each lock).
 * Every call gives a new copy.
 */
export function shop(): { identity: Document; api: Document } {
  return { identity: identity(), api: api() };
}

export function sources({ identity, api }: { identity: Document; api: Document }): StackSource[] {
  return [
    { name: "identity", document: identity },
    { name: "api", document: api },
  ];
}

const provider = { aws: [{ region: "us-east-1" }] };

function identity(): Document {
  return {
    provider,
    terraform: { backend: { local: { path: "../identity.tfstate" } } },
    output: {
      pool: { value: "${aws_cognito_user_pool.people.arn}", sensitive: true },
      "cross-stack-output-aws_iam_roleusername": { value: "${aws_iam_role.user.name}" },
    },
    resource: merged(people(), {
      aws_cognito_user_pool: {
        people: { admin_create_user_config: { allow_admin_create_user_only: true } },
      },
      aws_cognito_user_pool_client: {
        app: { access_token_validity: 15, token_validity_units: [{ access_token: "minutes" }] },
      },
      aws_cognito_user_group: { user: { precedence: 10 } },
      aws_cognito_resource_server: {
        shop: {
          user_pool_id: "${aws_cognito_user_pool.people.id}",
          identifier: "shop",
          name: "shop",
          scope: [{ scope_name: "user", scope_description: "A customer" }],
        },
      },
      aws_iam_role: { user: { name: "shop-user" } },
    }),
  };
}

const remote = "data.terraform_remote_state.cross-stack-reference-input-identity.outputs";

function api(): Document {
  const methods = {
    "get-pets": { verb: "GET", resource: "pets", authorization: "AWS_IAM" },
    "get-pet": { verb: "GET", resource: "pet", authorization: "AWS_IAM" },
    "post-pets": {
      verb: "POST",
      resource: "pets",
      authorization: "CUSTOM",
      authorizer_id: "${aws_api_gateway_authorizer.lambda.id}",
    },
    "get-account": {
      verb: "GET",
      resource: "account",
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "${aws_api_gateway_authorizer.id-tokens.id}",
    },
    "post-account": {
      verb: "POST",
      resource: "account",
      authorization: "COGNITO_USER_POOLS",
      authorizer_id: "${aws_api_gateway_authorizer.access-tokens.id}",
      authorization_scopes: ["shop/user", "shop/admin"],
    },
    "get-stock": { verb: "GET", resource: "stock", authorization: "AWS_IAM", api_key_required: true },
    "get-health": { verb: "GET", resource: "health", authorization: "NONE" },
  };
  const ofApi = { rest_api_id: "${aws_api_gateway_rest_api.shop.id}" };
  const resource = (path_part: string, parent_id = "${aws_api_gateway_rest_api.shop.root_resource_id}") => ({
    ...ofApi,
    parent_id,
    path_part,
  });
  const each = (make: (name: string, of: Document) => object) =>
    Object.fromEntries(Object.entries(methods).map(([name, of]) => [name, make(name, of)]));
  return {
    provider,
    terraform: { backend: { local: { path: "../api.tfstate" } } },
    data: {
      terraform_remote_state: {
        "cross-stack-reference-input-identity": {
          backend: "local",
          config: { path: "../identity.tfstate" },
          workspace: "${terraform.workspace}",
        },
      },
    },
    resource: {
      aws_api_gateway_rest_api: { shop: { name: "shop", endpoint_configuration: { types: ["REGIONAL"] } } },
      aws_api_gateway_resource: {
        pets: resource("pets"),
        pet: resource("{petId}", "${aws_api_gateway_resource.pets.id}"),
        account: resource("account"),
        stock: resource("stock"),
        health: resource("health"),
      },
      aws_api_gateway_authorizer: {
        "id-tokens": {
          ...ofApi,
          name: "id-tokens",
          type: "COGNITO_USER_POOLS",
          provider_arns: [`\${${remote}.pool}`],
          identity_validation_expression: "app-[0-9]",
        },
        "access-tokens": {
          ...ofApi,
          name: "access-tokens",
          type: "COGNITO_USER_POOLS",
          provider_arns: [`\${${remote}.pool}`],
        },
        lambda: { ...ofApi, name: "lambda", authorizer_uri: invokeUri },
      },
      aws_api_gateway_method: each((_, { authorization, resource, verb, ...rest }) => ({
        ...ofApi,
        resource_id: `\${aws_api_gateway_resource.${resource}.id}`,
        http_method: verb,
        authorization,
        ...rest,
      })),
      aws_api_gateway_integration: each((name, { resource }) => ({
        ...ofApi,
        resource_id: `\${aws_api_gateway_resource.${resource}.id}`,
        http_method: `\${aws_api_gateway_method.${name}.http_method}`,
        type: "AWS_PROXY",
        integration_http_method: "POST",
        uri: invokeUri,
      })),
      aws_api_gateway_deployment: {
        shop: {
          ...ofApi,
          triggers: { r: '${sha1(jsonencode([aws_api_gateway_method.get-pets.id, {"a" = [1, true, ]}]))}' },
        },
      },
      aws_api_gateway_stage: {
        dev: { ...ofApi, deployment_id: "${aws_api_gateway_deployment.shop.id}", stage_name: "dev" },
      },
      aws_api_gateway_api_key: {
        key: { name: "key" },
        off: { name: "off", enabled: false },
        loose: { name: "loose" },
      },
      aws_api_gateway_usage_plan: {
        plan: {
          name: "plan",
          api_stages: [
            {
              api_id: "${aws_api_gateway_rest_api.shop.id}",
              stage: "${aws_api_gateway_stage.dev.stage_name}",
            },
          ],
        },
      },
      aws_api_gateway_usage_plan_key: Object.fromEntries(
        ["key", "off"].map((name) => [
          name,
          {
            key_id: `\${aws_api_gateway_api_key.${name}.id}`,
            key_type: "API_KEY",
            usage_plan_id: "${aws_api_gateway_usage_plan.plan.id}",
          },
        ]),
      ),
      aws_lambda_function: {
        fn: {
          function_name: "shop",
          role: "${aws_iam_role.fn.arn}",
          handler: "index.handler",
          runtime: "nodejs24.x",
          filename: "assets/fn/1/fn.zip",
          source_code_hash: '${filebase64sha256("assets/fn/1/fn.zip")}',
          environment: { variables: { POOL: `\${${remote}.pool}` } },
        },
      },
      aws_lambda_permission: {
        fn: {
          function_name: "${aws_lambda_function.fn.function_name}",
          action: "lambda:InvokeFunction",
          principal: "apigateway.amazonaws.com",
          source_arn: "${aws_api_gateway_rest_api.shop.execution_arn}/*/*",
        },
      },
      aws_cloudwatch_log_group: { fn: { name: "/aws/lambda/shop" } },
      aws_iam_role: {
        fn: { name: "shop-fn", assume_role_policy: trustOf({ Service: "lambda.amazonaws.com" }) },
        stock: { name: "shop-stock", assume_role_policy: trustOf({ AWS: "123456789012" }) },
      },
      aws_iam_role_policy: {
        fn: policyOf("${aws_iam_role.fn.name}", {
          Effect: "Allow",
          Action: "logs:PutLogEvents",
          Resource: "${aws_cloudwatch_log_group.fn.arn}:*",
        }),
        user: policyOf(
          `\${${remote}.cross-stack-output-aws_iam_roleusername}`,
          { Effect: "Allow", Action: "execute-api:Invoke", Resource: arn("GET/pets", "GET/pets/*") },
          { Effect: "Deny", Action: "execute-api:Invoke", Resource: arn("GET/pets/secret") },
        ),
        stock: policyOf("${aws_iam_role.stock.name}", {
          Effect: "Allow",
          Action: "execute-api:Invoke",
          Resource: arn("GET/stock"),
          Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
        }),
      },
    },
  };
}

function trustOf(Principal: object): string {
  return text([{ Effect: "Allow", Principal, Action: "sts:AssumeRole" }]);
}

function policyOf(role: string, ...statements: readonly object[]): object {
  return { name: "policy", role, policy: text(statements) };
}

function arn(...paths: readonly string[]): string[] {
  return paths.map(
    (path) =>
      `\${aws_api_gateway_rest_api.shop.execution_arn}/\${aws_api_gateway_stage.dev.stage_name}/${path}`,
  );
}
