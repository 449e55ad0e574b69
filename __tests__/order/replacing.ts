import { allTypes, replacingNames } from "../../terraform/types";

/** Of types that the reader has no file for: arguments whose change makes a new resource in place of the old one. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  aws_acm_certificate: ["domain_name", "key_algorithm", "subject_alternative_names", "validation_method"],
  aws_acm_certificate_validation: ["certificate_arn", "validation_record_fqdns"],
  aws_cloudtrail: ["name"],
  aws_cloudwatch_dashboard: ["dashboard_name"],
  aws_cloudwatch_log_metric_filter: ["log_group_name", "name"],
  aws_cloudwatch_log_resource_policy: ["policy_name"],
  aws_cloudwatch_metric_alarm: ["alarm_name"],
  aws_cognito_identity_provider: ["user_pool_id", "provider_name", "provider_type"],
  aws_cognito_risk_configuration: ["user_pool_id", "client_id"],
  aws_kms_alias: ["name"],
  aws_kms_key: ["customer_master_key_spec", "key_usage", "multi_region"],
  aws_route53_record: ["name", "zone_id"],
  aws_s3_bucket: ["bucket", "object_lock_enabled"],
  aws_s3_bucket_lifecycle_configuration: ["bucket"],
  aws_s3_bucket_logging: ["bucket"],
  aws_s3_bucket_ownership_controls: ["bucket"],
  aws_s3_bucket_policy: ["bucket"],
  aws_s3_bucket_public_access_block: ["bucket"],
  aws_s3_bucket_server_side_encryption_configuration: ["bucket"],
  aws_s3_bucket_versioning: ["bucket"],
  aws_sns_topic: ["name", "fifo_topic"],
  aws_sns_topic_policy: ["arn"],
  aws_sns_topic_subscription: ["endpoint", "protocol", "topic_arn"],
  aws_wafv2_web_acl_association: ["resource_arn", "web_acl_arn"],
  aws_wafv2_web_acl_logging_configuration: ["log_destination_configs", "resource_arn"],
};

/** Types of which every argument changes in place: no change of a declaration replaces one. */
const NOTHING_REPLACES: readonly string[] = ["aws_api_gateway_account"];

/** Arguments whose change makes a new resource in place of the old one, as the provider's schema has it. */
export function replacingOf(type: string): readonly string[] {
  return OTHERS[type] ?? replacingNames(type);
}

/** Whether it is written of a type what replaces it, or that nothing does. */
export function isWritten(type: string): boolean {
  const places = [
    allTypes.some(({ name }) => name === type),
    type in OTHERS,
    NOTHING_REPLACES.includes(type),
  ];
  return places.filter((found) => found).length === 1;
}
