/** What it means that something of a type is named by a resource that is not read. */
export type Naming =
  /** It lets its holder call, or change who may: the resource may hand it out. */
  | "credential"
  /** It holds code, rules or keys of what decides about callers: the resource may write there. */
  | "source"
  /** It is no secret, and the resource may send requests to it, or change it. */
  | "place";

interface ReliedType {
  readonly naming: Naming;
  /** Arguments in which its bare name stands for it; elsewhere a name may be that of anything. */
  readonly byName?: RegExp;
}

/** The types of what access relies on, by which a resource of another type has something to do with access. */
export const reliedTypes: Readonly<Record<string, ReliedType>> = {
  aws_iam_role: { naming: "credential", byName: /role/ },
  aws_iam_user: { naming: "credential", byName: /user/ },
  aws_iam_access_key: { naming: "credential" },
  aws_iam_instance_profile: { naming: "credential", byName: /profile/ },
  aws_api_gateway_api_key: { naming: "credential" },
  aws_lambda_function: { naming: "source", byName: /function|lambda/ },
  aws_lambda_alias: { naming: "source" },
  aws_lambda_layer_version: { naming: "source" },
  aws_s3_bucket: { naming: "source", byName: /bucket/ },
  aws_s3_object: { naming: "source" },
  aws_ecr_repository: { naming: "source", byName: /repository/ },
  aws_ssm_parameter: { naming: "source", byName: /parameter/ },
  aws_secretsmanager_secret: { naming: "source", byName: /secret/ },
  aws_dynamodb_table: { naming: "source", byName: /table/ },
  aws_kms_key: { naming: "source" },
  aws_verifiedpermissions_policy_store: { naming: "source" },
  aws_iam_policy: { naming: "place" },
  aws_iam_group: { naming: "place", byName: /group/ },
  aws_iam_openid_connect_provider: { naming: "place" },
  aws_iam_saml_provider: { naming: "place" },
  aws_cognito_user_pool: { naming: "place" },
  aws_cognito_identity_pool: { naming: "place" },
  aws_api_gateway_rest_api: { naming: "place" },
  aws_api_gateway_stage: { naming: "place" },
  aws_apigatewayv2_api: { naming: "place" },
  aws_apigatewayv2_stage: { naming: "place" },
  aws_api_gateway_domain_name: { naming: "place", byName: /^origin$/ },
  aws_apigatewayv2_domain_name: { naming: "place", byName: /^origin$/ },
  aws_lambda_function_url: { naming: "place" },
};

/** Arguments that name roles and users to let them use the resource itself, and hand out none. */
export const GRANTED = /polic|principal|grantee|trusted/;

/** Types without influence on who may call what, unless they name where code, rules or keys are. */
const WRITERS = ["aws_kms_", "aws_s3_", "aws_secretsmanager_"];

/** Types that name buckets, tables, functions or APIs, and that change nothing of what these hold or answer. */
const HARMLESS = [
  "aws_appautoscaling_",
  "aws_backup_",
  "aws_budgets_",
  "aws_ce_",
  "aws_config_",
  "aws_dynamodb_tag",
  "aws_ecr_lifecycle_policy",
  "aws_guardduty_",
  "aws_kms_alias",
  "aws_kms_key",
  "aws_macie2_",
  "aws_resourcegroups_",
  // API Gateway takes requests for the names of its domains, wherever these are resolved.
  "aws_route53_record",
  "aws_s3_bucket_accelerate_configuration",
  "aws_s3_bucket_analytics_configuration",
  "aws_s3_bucket_cors_configuration",
  "aws_s3_bucket_intelligent_tiering_configuration",
  "aws_s3_bucket_inventory",
  "aws_s3_bucket_lifecycle_configuration",
  "aws_s3_bucket_logging",
  "aws_s3_bucket_metadata_configuration",
  "aws_s3_bucket_metric",
  "aws_s3_bucket_notification",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_request_payment_configuration",
  "aws_s3_bucket_server_side_encryption_configuration",
  "aws_s3_bucket_versioning",
  "aws_s3_bucket_website_configuration",
  "aws_servicecatalogappregistry_",
  "aws_shield_",
];

export function isHarmless(type: string): boolean {
  return HARMLESS.some((prefix) => type.startsWith(prefix));
}

export function isWriter(type: string): boolean {
  return WRITERS.some((prefix) => type.startsWith(prefix));
}
