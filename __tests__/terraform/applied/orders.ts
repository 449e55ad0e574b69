import { type Applied, planOf, stateOf } from "./show";

/**
 * An API of orders that is applied: clerks read orders, managers also write them and read reports, an authorizer's
 * function guards POST /admin, and an open ANY on {proxy+} answers all else.
 */

const api = "a1b2c3d4e5";
const account = "123456789012";
const execution = `arn:aws:execute-api:eu-west-1:${account}:${api}`;
const pool = "eu-west-1_Ab3dEf6hI";
const issuer = `cognito-idp.eu-west-1.amazonaws.com/${pool}`;
const identityPool = "eu-west-1:00000000-1111-4222-8333-444444444444";
const lambda = `arn:aws:lambda:eu-west-1:${account}:function:orders`;
const invoke = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${lambda}/invocations`;

const TRUST = JSON.stringify({
  Version: "2012-10-17",
  Statement: {
    Effect: "Allow",
    Principal: { Federated: "cognito-identity.amazonaws.com" },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { "cognito-identity.amazonaws.com:aud": identityPool },
      "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": "authenticated" },
    },
  },
});

const POOL = "aws_cognito_user_pool.main";
const CLIENT = "aws_cognito_user_pool_client.web";

const resources: readonly Applied[] = [
  {
    address: "aws_api_gateway_rest_api.api",
    values: {
      id: api,
      name: "orders",
      root_resource_id: "root000001",
      execution_arn: execution,
      api_key_source: "HEADER",
      endpoint_configuration: [{ types: ["REGIONAL"], ip_address_type: "ipv4", vpc_endpoint_ids: [] }],
    },
  },
  ...["orders", "reports", "admin", "{proxy+}"].map((part) => ({
    address: `aws_api_gateway_resource.path["${part}"]`,
    values: { id: idOf(part), rest_api_id: api, parent_id: "root000001", path_part: part, path: `/${part}` },
  })),
  ...method("list_orders", "GET", "orders", "AWS_IAM"),
  ...method("create_order", "POST", "orders", "AWS_IAM"),
  ...method("read_reports", "GET", "reports", "AWS_IAM"),
  ...method("post_admin", "POST", "admin", "CUSTOM"),
  ...method("any", "ANY", "{proxy+}", "NONE"),
  {
    address: "aws_api_gateway_authorizer.partner",
    values: {
      id: "auth01",
      rest_api_id: api,
      name: "partner",
      type: "TOKEN",
      authorizer_uri: invoke,
      authorizer_result_ttl_in_seconds: 300,
      identity_source: "method.request.header.Authorization",
    },
  },
  {
    address: "aws_api_gateway_deployment.d",
    values: { id: "depl01", rest_api_id: api, triggers: { hash: "1" } },
  },
  {
    address: "aws_api_gateway_stage.live",
    values: { rest_api_id: api, deployment_id: "depl01", stage_name: "live" },
  },
  {
    address: "aws_lambda_function.backend",
    values: {
      arn: lambda,
      id: "orders",
      function_name: "orders",
      handler: "index.handler",
      runtime: "nodejs24.x",
      role: roleArn("function"),
      invoke_arn: invoke,
      filename: "orders.zip",
      package_type: "Zip",
    },
  },
  {
    address: POOL,
    values: {
      id: pool,
      name: "orders",
      arn: `arn:aws:cognito-idp:eu-west-1:${account}:userpool/${pool}`,
      endpoint: issuer,
      deletion_protection: "INACTIVE",
      mfa_configuration: "OFF",
      admin_create_user_config: [{ allow_admin_create_user_only: true, invite_message_template: [] }],
      lambda_config: [],
    },
  },
  {
    address: CLIENT,
    values: {
      id: "client1",
      name: "web",
      user_pool_id: pool,
      generate_secret: false,
      token_validity_units: [],
    },
    references: { user_pool_id: [`${POOL}.id`, POOL] },
  },
  {
    address: "aws_cognito_identity_pool.main",
    values: {
      id: identityPool,
      identity_pool_name: "orders",
      allow_unauthenticated_identities: false,
      allow_classic_flow: false,
      cognito_identity_providers: [
        { client_id: "client1", provider_name: issuer, server_side_token_check: false },
      ],
    },
  },
  {
    address: "aws_cognito_identity_pool_roles_attachment.main",
    values: {
      identity_pool_id: identityPool,
      roles: { authenticated: roleArn("clerk") },
      role_mapping: [
        {
          identity_provider: `${issuer}:client1`,
          type: "Token",
          ambiguous_role_resolution: "Deny",
          mapping_rule: [],
        },
      ],
    },
  },
  ...role("clerk", ["GET/orders"]),
  ...role("manager", ["GET/orders", "POST/orders", "GET/reports"]),
];

export const state = stateOf(resources);

/** Clerks may write orders, and reports become public. Nothing is deployed anew. */
export const widening = planOf(resources, {
  'module.role["clerk"].aws_iam_policy.invoke': {
    values: { policy: policyOf(["GET/orders", "POST/orders"]) },
  },
  'aws_api_gateway_method.m["read_reports"]': { values: { authorization: "NONE" } },
});

/** The user pool gets another name, so it is replaced, with all that hangs on it. */
export const replacedPool = planOf(resources, {
  [POOL]: { values: { name: "orders-2" }, unknown: ["id", "arn", "endpoint"], replaced: true },
  [CLIENT]: { unknown: ["id", "user_pool_id"], replaced: true },
  ...Object.fromEntries(
    ["clerk", "manager"].map((name) => [
      `aws_cognito_user_group.group["${name}"]`,
      { unknown: ["id", "user_pool_id"], replaced: true },
    ]),
  ),
});

function idOf(part: string): string {
  return `r${part.replace(/\W/g, "")}`;
}

function method(name: string, verb: string, part: string, authorization: string): Applied[] {
  const place = { rest_api_id: api, resource_id: idOf(part), http_method: verb };
  return [
    {
      address: `aws_api_gateway_method.m["${name}"]`,
      values: {
        ...place,
        authorization,
        authorizer_id: authorization === "CUSTOM" ? "auth01" : "",
        authorization_scopes: [],
        api_key_required: false,
        request_models: {},
        request_parameters: {},
      },
      references: { authorization: ["each.value"] },
    },
    {
      address: `aws_api_gateway_integration.m["${name}"]`,
      values: {
        ...place,
        type: "AWS_PROXY",
        integration_http_method: "POST",
        uri: invoke,
        connection_type: "INTERNET",
        response_transfer_mode: "BUFFERED",
        timeout_milliseconds: 29000,
      },
    },
  ];
}

function roleArn(name: string): string {
  return `arn:aws:iam::${account}:role/orders-${name}`;
}

function role(name: string, paths: readonly string[]): Applied[] {
  const policy = `arn:aws:iam::${account}:policy/orders-${name}`;
  const module = `module.role["${name}"]`;
  return [
    {
      address: `${module}.aws_iam_role.this`,
      values: {
        id: `orders-${name}`,
        name: `orders-${name}`,
        arn: roleArn(name),
        path: "/",
        max_session_duration: 3600,
        assume_role_policy: TRUST,
        inline_policy: [],
        managed_policy_arns: [policy],
      },
    },
    {
      address: `${module}.aws_iam_policy.invoke`,
      values: { id: policy, arn: policy, name: `orders-${name}`, path: "/", policy: policyOf(paths) },
      references: { policy: ["data.aws_iam_policy_document.invoke.json"] },
    },
    {
      address: `${module}.aws_iam_role_policy_attachment.invoke`,
      values: { role: `orders-${name}`, policy_arn: policy },
    },
    {
      address: `aws_cognito_user_group.group["${name}"]`,
      values: { id: `${pool}/${name}`, user_pool_id: pool, name, role_arn: roleArn(name) },
      references: { user_pool_id: [`${POOL}.id`, POOL] },
    },
  ];
}

function policyOf(paths: readonly string[]): string {
  const Resource = paths.map((path) => `${execution}/live/${path}`);
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource }],
  });
}
