import type { Document } from "../build/stacks";

interface Stacks {
  readonly api: Document;
  readonly identity: Document;
}

/** What was changed in the shop, and the error that it must be: its code, and a part of its message. */
export const refused: readonly (readonly [
  name: string,
  edit: (stacks: Stacks) => void,
  code: string,
  says: string,
])[] = [
  [
    "an unknown resource type",
    ({ api }) => {
      api.resource.aws_api_gateway_wish = { p: {} };
    },
    "TYPE_UNKNOWN",
    "api/aws_api_gateway_wish.p: ",
  ],
  [
    "a resource policy that is none",
    ({ api }) => {
      api.resource.aws_api_gateway_rest_api.shop.policy = "{}";
    },
    "POLICY_MALFORMED",
    "api/aws_api_gateway_rest_api.shop: Statement is missing",
  ],
  [
    "a body that is no OpenAPI document",
    ({ api }) => {
      api.resource.aws_api_gateway_rest_api.shop.body = "{}";
    },
    "DOCUMENT_MALFORMED",
    "api/aws_api_gateway_rest_api.shop: body",
  ],
  [
    "an expression on tokens that cannot be evaluated in bounded time",
    ({ api }) => {
      const [authorizer] = Object.values(api.resource.aws_api_gateway_authorizer);
      (authorizer as Record<string, unknown>).identity_validation_expression = "^(?=Bearer )(.*)+$";
    },
    "ARGUMENT_UNSUPPORTED",
    "identity_validation_expression cannot be evaluated in bounded time (invalid or unsupported Perl syntax: `(?=`)",
  ],
  [
    "a role mapping with more rules than AWS takes",
    ({ identity }) => {
      const [roles] = Object.values(identity.resource.aws_cognito_identity_pool_roles_attachment);
      const rule = {
        claim: "sub",
        match_type: "Equals",
        value: "x",
        role_arn: "arn:aws:iam::123456789012:role/x",
      };
      (roles as Record<string, unknown>).role_mapping = [
        {
          identity_provider: "cognito-idp.us-east-1.amazonaws.com/us-east-1_X:app",
          type: "Rules",
          ambiguous_role_resolution: "Deny",
          mapping_rule: Array.from({ length: 26 }, () => rule),
        },
      ];
    },
    "ARGUMENT_UNSUPPORTED",
    "a role mapping has 26 rules; AWS takes 25",
  ],
  [
    "an unknown kind of endpoint",
    ({ api }) => {
      api.resource.aws_api_gateway_rest_api.shop.endpoint_configuration.types = ["MAGIC"];
    },
    "ARGUMENT_UNSUPPORTED",
    "endpoints of the type MAGIC",
  ],
  [
    "an unknown argument of a block",
    ({ identity }) => {
      identity.resource.aws_cognito_identity_pool.people.cognito_identity_providers[0].wish = 1;
    },
    "ARGUMENT_UNSUPPORTED",
    "cognito_identity_providers.wish",
  ],
  [
    "an unknown kind of integration",
    ({ api }) => {
      api.resource.aws_api_gateway_integration["get-pets"].type = "MAGIC";
    },
    "ARGUMENT_UNSUPPORTED",
    'type is "MAGIC", expected one of AWS_PROXY',
  ],
  [
    "an integration of no function",
    ({ api }) => {
      api.resource.aws_api_gateway_integration["get-pets"].uri = "https://example.com";
    },
    "ARGUMENT_UNSUPPORTED",
    "uri is https://example.com",
  ],
  [
    "an unknown kind of authorization",
    ({ api }) => {
      api.resource.aws_api_gateway_method["get-pets"].authorization = "MAGIC";
    },
    "ARGUMENT_UNSUPPORTED",
    'authorization is "MAGIC"',
  ],
  [
    "no authorization",
    ({ api }) => {
      delete api.resource.aws_api_gateway_method["get-pets"].authorization;
    },
    "ARGUMENT_MISSING",
    "authorization is missing",
  ],
  [
    "a method whose authorizer is missing",
    ({ api }) => {
      api.resource.aws_api_gateway_method["post-pets"].authorizer_id = "abc123";
    },
    "REFERENCE_MISSING",
    "api/aws_api_gateway_method.post-pets: authorizer_id is abc123",
  ],
  [
    "CUSTOM without an authorizer",
    ({ api }) => {
      delete api.resource.aws_api_gateway_method["post-pets"].authorizer_id;
    },
    "REFERENCE_MISSING",
    "authorizer_id is missing",
  ],
  [
    "CUSTOM with a Cognito authorizer",
    ({ api }) => {
      api.resource.aws_api_gateway_method["post-pets"].authorizer_id =
        "${aws_api_gateway_authorizer.id-tokens.id}";
    },
    "ARGUMENT_UNSUPPORTED",
    "id-tokens is of the type COGNITO_USER_POOLS",
  ],
  [
    "a reference to nothing",
    ({ api }) => {
      api.resource.aws_api_gateway_method["post-pets"].authorizer_id =
        "${aws_api_gateway_authorizer.gone.id}";
    },
    "REFERENCE_MISSING",
    "api/aws_api_gateway_method.post-pets: aws_api_gateway_authorizer.gone is referred to",
  ],
  [
    "a reference to an attribute that is not known",
    ({ api }) => {
      api.resource.aws_api_gateway_method["get-pets"].authorization = "${aws_cloudwatch_log_group.fn.wish}";
    },
    "VALUE_UNKNOWN",
    "api/aws_cloudwatch_log_group.fn.wish: known after apply",
  ],
  [
    "an output that leads to nothing",
    ({ api }) => {
      api.output = { url: { value: "${aws_api_gateway_stage.gone.invoke_url}" } };
    },
    "REFERENCE_MISSING",
    "api/output.url: ",
  ],
  [
    "an output that the other stack lacks",
    ({ identity }) => {
      delete identity.output.pool;
    },
    "REFERENCE_MISSING",
    "the stack identity has no output pool",
  ],
  [
    "a remote state that no stack keeps",
    ({ identity }) => {
      identity.terraform.backend.local.path = "../elsewhere.tfstate";
    },
    "VALUE_UNKNOWN",
    "output pool of the local state ../identity.tfstate: give that root too",
  ],
  [
    "two stacks of one state",
    ({ api }) => {
      api.terraform.backend.local.path = "../identity.tfstate";
    },
    "DUPLICATE",
    "keep their state in one place",
  ],
  [
    "a local that refers to itself",
    ({ api }) => {
      api.locals = { a: "${local.b}", b: "x${local.a}" };
      api.resource.aws_cloudwatch_log_group.fn.name = "${local.a}";
      api.resource.aws_api_gateway_stage.dev.stage_name = "${local.a}";
    },
    "REFERENCE_CYCLE",
    "api/local.a → api/local.b → api/local.a",
  ],
  [
    "a variable that is not declared",
    ({ api }) => {
      api.resource.aws_api_gateway_stage.dev.stage_name = "${var.stage}";
    },
    "REFERENCE_MISSING",
    "var.stage is not declared",
  ],
  [
    "a variable without a default",
    ({ api }) => {
      api.variable = { stage: {} };
      api.resource.aws_api_gateway_stage.dev.stage_name = "${var.stage}";
    },
    "VALUE_UNKNOWN",
    "api/var.stage: it has no default",
  ],
  [
    "an expression that does not parse",
    ({ api }) => {
      api.resource.aws_api_gateway_stage.dev.stage_name = "${var.}";
    },
    "EXPRESSION_MALFORMED",
    "api/aws_api_gateway_stage.dev: unexpected the end",
  ],
  [
    "count",
    ({ api }) => {
      api.resource.aws_api_gateway_method["get-pets"].count = 2;
    },
    "ARGUMENT_UNSUPPORTED",
    "count is not evaluated",
  ],
  [
    "for_each",
    ({ api }) => {
      api.resource.aws_iam_role.stock.for_each = {};
    },
    "ARGUMENT_UNSUPPORTED",
    "for_each is not evaluated",
  ],
  [
    "a provisioner",
    ({ api }) => {
      api.resource.aws_cloudwatch_log_group.fn.provisioner = [];
    },
    "ARGUMENT_UNSUPPORTED",
    "provisioner is not evaluated",
  ],
  [
    "a module",
    ({ api }) => {
      api.module = { m: { source: "./m" } };
    },
    "ARGUMENT_UNSUPPORTED",
    'api/module.m: modules are not evaluated: "./m" could hold any route or role',
  ],
  [
    "a method declared twice",
    ({ api }) => {
      const m = api.resource.aws_api_gateway_method;
      m.again = m["get-pets"];
    },
    "DUPLICATE",
    "api/aws_api_gateway_method.get-pets",
  ],
  [
    "a path declared twice",
    ({ api }) => {
      const r = api.resource.aws_api_gateway_resource;
      r.again = r.pets;
    },
    "DUPLICATE",
    "the path /pets is also that of",
  ],
  [
    "a resource below nothing",
    ({ api }) => {
      api.resource.aws_api_gateway_resource.pets.parent_id = "zzz";
    },
    "REFERENCE_MISSING",
    "parent_id is zzz",
  ],
  [
    "a stage without its deployment",
    ({ api }) => {
      api.resource.aws_api_gateway_stage.dev.deployment_id = "zzz";
    },
    "REFERENCE_MISSING",
    "deployment_id is zzz",
  ],
  [
    "a method of no API",
    ({ api }) => {
      api.resource.aws_api_gateway_method["get-pets"].rest_api_id = "zzz";
    },
    "REFERENCE_MISSING",
    "no REST API has it",
  ],
  [
    "a key of no usage plan",
    ({ api }) => {
      api.resource.aws_api_gateway_usage_plan_key.key.usage_plan_id = "zzz";
    },
    "REFERENCE_MISSING",
    "no usage plan has it",
  ],
  [
    "a group of no user pool",
    ({ identity }) => {
      identity.resource.aws_cognito_user_group.user.user_pool_id = "zzz";
    },
    "REFERENCE_MISSING",
    "no user pool has it",
  ],
  [
    "roles of no identity pool",
    ({ identity }) => {
      identity.resource.aws_cognito_identity_pool_roles_attachment.people.identity_pool_id = "zzz";
    },
    "REFERENCE_MISSING",
    "no identity pool has it",
  ],
  [
    "two sets of roles of one identity pool",
    ({ identity }) => {
      const a = identity.resource.aws_cognito_identity_pool_roles_attachment;
      a.again = a.people;
    },
    "DUPLICATE",
    "roles are also set by",
  ],
  [
    "a role mapping without a way out",
    ({ identity }) => {
      delete identity.resource.aws_cognito_identity_pool_roles_attachment.people.role_mapping[0]
        .ambiguous_role_resolution;
    },
    "ARGUMENT_MISSING",
    "role_mapping.ambiguous_role_resolution is missing",
  ],
  [
    "a permission for no function",
    ({ api }) => {
      api.resource.aws_lambda_permission.fn.function_name = "gone";
    },
    "REFERENCE_MISSING",
    "function_name is gone",
  ],
  [
    "a permission narrowed by what is not evaluated",
    ({ api }) => {
      api.resource.aws_lambda_permission.fn.event_source_token = "token";
    },
    "ARGUMENT_UNSUPPORTED",
    "the argument event_source_token",
  ],
  [
    "a policy that is none",
    ({ api }) => {
      api.resource.aws_iam_role_policy.stock.policy = '{"Statement": {}}';
    },
    "POLICY_MALFORMED",
    "api/aws_iam_role_policy.stock, statement 0: Effect is undefined",
  ],
  [
    "a trust policy that is none",
    ({ identity }) => {
      identity.resource.aws_iam_role.user.assume_role_policy = "{}";
    },
    "POLICY_MALFORMED",
    "identity/aws_iam_role.user: Statement is missing",
  ],
  [
    "a TOKEN authorizer of two sources",
    ({ api }) => {
      api.resource.aws_api_gateway_authorizer.lambda.identity_source =
        "method.request.header.A, method.request.header.B";
    },
    "ARGUMENT_UNSUPPORTED",
    "a TOKEN authorizer has exactly one",
  ],
  [
    "an expression on the audience that is none",
    ({ api }) => {
      api.resource.aws_api_gateway_authorizer["id-tokens"].identity_validation_expression = "(";
    },
    "ARGUMENT_UNSUPPORTED",
    "identity_validation_expression",
  ],
  [
    "a Cognito authorizer without pools",
    ({ api }) => {
      api.resource.aws_api_gateway_authorizer["id-tokens"].provider_arns = [];
    },
    "ARGUMENT_MISSING",
    "provider_arns is missing",
  ],
  [
    "two functions for one trigger",
    ({ identity }) => {
      identity.resource.aws_cognito_user_pool.people.lambda_config = {
        pre_token_generation: "a",
        pre_token_generation_config: { lambda_arn: "b", lambda_version: "V2_0" },
      };
    },
    "ARGUMENT_UNSUPPORTED",
    "two functions for pre-token generation",
  ],
  [
    "stacks in two regions",
    ({ api }) => {
      api.provider = { aws: { region: "eu-west-1" } };
    },
    "ARGUMENT_UNSUPPORTED",
    "several regions",
  ],
  [
    "no region",
    ({ api }) => {
      api.provider = {};
    },
    "VALUE_UNKNOWN",
    "has no region",
  ],
];
