import type { FixedLimit } from "../../../contract/aws-limits";

export interface Naming {
  readonly argument: string;
  /** What messages call it. */
  readonly kind: string;
  readonly limit?: FixedLimit;
  /** At least this many characters. @default 1 */
  readonly least?: number;
  readonly form: RegExp;
  /** What `form` allows, for messages. */
  readonly allowed: string;
  /** Where the name must be unique: in the account, in the region, or in the resource that an argument names. */
  readonly uniqueIn?: "account" | "region" | { readonly argument: string };
  /** IAM does not tell `Admins` from `admins`. */
  readonly caseCounts?: false;
}

const IAM_NAME = { form: /^[\w+=,.@-]+$/, allowed: "letters, digits and _ + = , . @ -" };
/** The service accepts any text; `${` and `%{` are expressions to Terraform, so neither is accepted here. */
const ANY_TEXT = { form: /^[^$%]{1,1024}$/s, allowed: "up to 1,024 characters, without $ and %" };
const WORD = { form: /^[\w-]+$/, allowed: "letters, digits, _ and -" };
const COGNITO_NAME = { form: /^[\w\s+=,.@-]+$/, allowed: "letters, digits, blanks and _ + = , . @ -" };

/** The rules for names, by resource type. Whether a name exists already in the account shows at apply only. */
export const NAMINGS: Readonly<Record<string, Naming>> = {
  aws_iam_role: {
    ...IAM_NAME,
    argument: "name",
    kind: "IAM role",
    limit: "roleNameCharacters",
    uniqueIn: "account",
    caseCounts: false,
  },
  aws_iam_role_policy: {
    ...IAM_NAME,
    argument: "name",
    kind: "inline policy of an IAM role",
    limit: "policyNameCharacters",
    uniqueIn: { argument: "role" },
  },
  aws_iam_user_policy: {
    ...IAM_NAME,
    argument: "name",
    kind: "inline policy of an IAM user",
    limit: "policyNameCharacters",
    uniqueIn: { argument: "user" },
  },
  aws_iam_group_policy: {
    ...IAM_NAME,
    argument: "name",
    kind: "inline policy of an IAM group",
    limit: "policyNameCharacters",
    uniqueIn: { argument: "group" },
  },
  aws_iam_saml_provider: {
    form: /^[\w.-]+$/,
    allowed: "letters, digits and _ . -",
    argument: "name",
    kind: "SAML provider of IAM",
    limit: "samlProviderNameCharacters",
    uniqueIn: "account",
  },
  aws_lambda_function: {
    ...WORD,
    argument: "function_name",
    kind: "function",
    limit: "functionNameCharacters",
    uniqueIn: "region",
  },
  aws_cloudwatch_log_group: {
    form: /^[\w./#-]+$/,
    allowed: "letters, digits and _ . / # -",
    argument: "name",
    kind: "log group",
    limit: "logGroupNameCharacters",
    uniqueIn: "region",
  },
  aws_cloudwatch_log_resource_policy: {
    form: /^[^:*$%]+$/,
    allowed: "any character but : * $ %",
    argument: "policy_name",
    kind: "resource policy of CloudWatch Logs",
    uniqueIn: "region",
  },
  aws_cloudwatch_log_metric_filter: {
    form: /^[^:*$%]{1,512}$/,
    allowed: "up to 512 characters, without : * $ %",
    argument: "name",
    kind: "metric filter",
    uniqueIn: { argument: "log_group_name" },
  },
  aws_cloudwatch_metric_alarm: {
    form: /^[^:$%]+$/,
    allowed: "any character but : $ %",
    argument: "alarm_name",
    kind: "alarm",
    limit: "alarmNameCharacters",
    uniqueIn: "region",
  },
  aws_cloudwatch_dashboard: {
    ...WORD,
    argument: "dashboard_name",
    kind: "dashboard",
    limit: "dashboardNameCharacters",
    uniqueIn: "account",
  },
  aws_dynamodb_table: {
    form: /^[\w.-]+$/,
    allowed: "letters, digits and _ . -",
    argument: "name",
    kind: "table",
    limit: "tableNameCharacters",
    least: 3,
    uniqueIn: "region",
  },
  aws_kms_alias: {
    form: /^alias\/[\w/-]+$/,
    allowed: "letters, digits and _ / -",
    argument: "name",
    kind: "alias of a key",
    limit: "keyAliasCharacters",
    uniqueIn: "region",
  },
  aws_sns_topic: {
    ...WORD,
    argument: "name",
    kind: "topic",
    limit: "topicNameCharacters",
    uniqueIn: "region",
  },
  aws_s3_bucket: {
    form: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
    allowed: "3 to 63 small letters, digits, dots and hyphens",
    argument: "bucket",
    kind: "bucket",
    uniqueIn: "account",
  },
  aws_cloudtrail: {
    form: /^[A-Za-z0-9][\w.-]*[A-Za-z0-9]$/,
    allowed: "letters, digits and _ . -, a letter or digit at both ends",
    argument: "name",
    kind: "trail",
    limit: "trailNameCharacters",
    least: 3,
    uniqueIn: "region",
  },
  aws_wafv2_web_acl: {
    ...WORD,
    argument: "name",
    kind: "web ACL",
    limit: "webAclNameCharacters",
    uniqueIn: "region",
  },
  aws_api_gateway_rest_api: {
    ...ANY_TEXT,
    argument: "name",
    kind: "REST API",
    limit: "apiNameCharacters",
  },
  aws_api_gateway_usage_plan: { ...ANY_TEXT, argument: "name", kind: "usage plan" },
  aws_api_gateway_api_key: { ...ANY_TEXT, argument: "name", kind: "API key" },
  aws_api_gateway_stage: {
    ...WORD,
    argument: "stage_name",
    kind: "stage",
    limit: "stageNameCharacters",
    uniqueIn: { argument: "rest_api_id" },
  },
  aws_api_gateway_model: {
    form: /^[A-Za-z0-9]+$/,
    allowed: "letters and digits",
    argument: "name",
    kind: "model",
    uniqueIn: { argument: "rest_api_id" },
  },
  aws_cognito_user_pool: {
    ...COGNITO_NAME,
    argument: "name",
    kind: "user pool",
    limit: "userPoolNameCharacters",
  },
  aws_cognito_user_pool_client: {
    ...COGNITO_NAME,
    argument: "name",
    kind: "app client",
    limit: "clientNameCharacters",
  },
  aws_cognito_user_group: {
    form: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u,
    allowed: "letters, digits and signs without blanks",
    argument: "name",
    kind: "group of a user pool",
    limit: "groupNameCharacters",
    uniqueIn: { argument: "user_pool_id" },
  },
  aws_cognito_resource_server: {
    ...COGNITO_NAME,
    argument: "name",
    kind: "resource server",
    limit: "resourceServerNameCharacters",
    uniqueIn: { argument: "user_pool_id" },
  },
  aws_cognito_identity_provider: {
    form: /^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]*$|^[\p{L}\p{N}]$/u,
    allowed: "letters, digits and signs without blanks and _",
    argument: "provider_name",
    kind: "identity provider of a user pool",
    limit: "identityProviderNameCharacters",
    uniqueIn: { argument: "user_pool_id" },
  },
  aws_cognito_identity_pool: {
    ...COGNITO_NAME,
    argument: "identity_pool_name",
    kind: "identity pool",
    limit: "identityPoolNameCharacters",
  },
};
