import { isPlainRecord, type Plain, type PlainRecord } from "./compare/plain";

/** Types of resources that have tags, as far as they have something to do with trust. */
const TAGGED: readonly RegExp[] = [
  /^aws_iam_(role|user|policy|openid_connect_provider|saml_provider)$/,
  /^aws_rolesanywhere_/,
  /^aws_lambda_(function|code_signing_config)$/,
  /^aws_api_gateway_(rest_api|stage|domain_name|usage_plan|api_key)$/,
  /^aws_apigatewayv2_(api|stage|domain_name)$/,
  /^aws_cognito_(user|identity)_pool$/,
  /^aws_wafv2_(web_acl|ip_set|regex_pattern_set|rule_group)$/,
  /^aws_(s3_bucket|s3_object|ssm_parameter|secretsmanager_secret|dynamodb_table|kms_key|ecr_repository|vpc_endpoint)$/,
];

/**
 * The values of a resource with the tags that its provider gives in addition, which its own tags override. A plan and a
 * state have them together in `tags_all`.
 */
export function withDefaultTags(type: string, plain: PlainRecord, given: Plain | undefined): PlainRecord {
  if (isPlainRecord(plain.tags_all)) return { ...plain, tags: plain.tags_all };
  if (given === undefined || !TAGGED.some((one) => one.test(type))) return plain;
  const { tags = {} } = plain;
  const isKnown = isPlainRecord(given) && isPlainRecord(tags);
  return { ...plain, tags: isKnown ? { ...given, ...tags } : [given, tags] };
}
