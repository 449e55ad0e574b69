type Attributes = Readonly<Record<string, readonly string[]>>;

const restApi: Attributes = { aws_api_gateway_rest_api: ["id"] };
const userPool: Attributes = { aws_cognito_user_pool: ["id"] };
const role: Attributes = { aws_iam_role: ["name", "id", "arn"] };
const invoked: Attributes = { aws_lambda_function: ["invoke_arn", "qualified_invoke_arn"] };
const policy: Attributes = { aws_iam_policy: ["arn", "id"] };
const resource: Attributes = {
  aws_api_gateway_resource: ["id"],
  aws_api_gateway_rest_api: ["root_resource_id"],
};

/** Those of the arguments below that are lists or maps: each element names a resource, the whole does not. */
export const plural: ReadonlySet<string> = new Set([
  "provider_arns",
  "roles",
  "users",
  "groups",
  "managed_policy_arns",
]);

/**
 * Arguments that name another resource and nothing else, with the attributes by which they do. A plan says of an
 * unknown argument only which attributes its expression refers to, not what it makes of them; of these it can
 * make nothing but the attribute itself.
 */
export const links: Readonly<Record<string, Attributes>> = {
  rest_api_id: restApi,
  api_id: restApi,
  resource_id: resource,
  parent_id: resource,
  http_method: { aws_api_gateway_method: ["http_method"] },
  authorizer_id: { aws_api_gateway_authorizer: ["id"] },
  deployment_id: { aws_api_gateway_deployment: ["id"] },
  stage: { aws_api_gateway_stage: ["stage_name"] },
  stage_name: { aws_api_gateway_stage: ["stage_name"] },
  uri: invoked,
  authorizer_uri: invoked,
  key_id: { aws_api_gateway_api_key: ["id"] },
  usage_plan_id: { aws_api_gateway_usage_plan: ["id"] },
  provider_arns: { aws_cognito_user_pool: ["arn"] },
  user_pool_id: userPool,
  identity_pool_id: { aws_cognito_identity_pool: ["id"] },
  client_id: { aws_cognito_user_pool_client: ["id"] },
  provider_name: { aws_cognito_user_pool: ["endpoint"] },
  role,
  roles: role,
  role_arn: { aws_iam_role: ["arn"] },
  user: { aws_iam_user: ["name", "id"] },
  users: { aws_iam_user: ["name", "id"] },
  group: { aws_iam_group: ["name", "id"] },
  groups: { aws_iam_group: ["name", "id"] },
  policy_arn: policy,
  managed_policy_arns: policy,
  permissions_boundary: policy,
  function_name: { aws_lambda_function: ["function_name", "arn", "id"] },
  lambda_arn: { aws_lambda_function: ["arn"] },
  pre_token_generation: { aws_lambda_function: ["arn"] },
};
