/**
 * The longest text that a value can have which AWS determines at apply. Counts at synth must hold in every partition and
 * region.
 */

const fill = (length: number) => "x".repeat(length);

/** `aws-us-gov` */
const PARTITION = fill(10);
/** `us-isof-south-1` */
const REGION = fill(15);
const ACCOUNT = fill(12);
const UUID = fill(36);
/** The lengths of a value that is not in the table, such as a variable or an output of another team's state. */
const ANY_ARN = fill(256);
const ANY_TEXT = fill(64);

const arn = (service: string, rest: string, region = REGION) =>
  `arn:${PARTITION}:${service}:${region}:${ACCOUNT}:${rest}`;

type Known = Readonly<Record<string, (argument: (name: string) => string) => string>>;

const EXECUTION = arn("execute-api", fill(10));

/** By resource type and attribute; `argument` is the resource's own, in its longest form. */
const KNOWN: Readonly<Record<string, Known>> = {
  "data.aws_caller_identity": { account_id: () => ACCOUNT },
  "data.aws_partition": { partition: () => PARTITION },
  "data.aws_region": { region: () => REGION, name: () => REGION },
  aws_api_gateway_authorizer: { id: () => fill(6) },
  aws_api_gateway_deployment: { id: () => fill(6) },
  aws_api_gateway_resource: { id: () => fill(10) },
  aws_api_gateway_rest_api: {
    id: () => fill(10),
    root_resource_id: () => fill(10),
    execution_arn: () => EXECUTION,
  },
  aws_api_gateway_usage_plan: { id: () => fill(10) },
  aws_apigatewayv2_api: { id: () => fill(10), execution_arn: () => EXECUTION },
  aws_apigatewayv2_authorizer: { id: () => fill(6) },
  aws_apigatewayv2_integration: { id: () => fill(10) },
  aws_cloudtrail: { arn: (argument) => arn("cloudtrail", `trail/${argument("name")}`) },
  aws_cloudwatch_log_group: { arn: (argument) => arn("logs", `log-group:${argument("name")}`) },
  aws_cognito_identity_pool: { id: () => `${REGION}:${UUID}` },
  aws_cognito_user_pool: {
    id: () => `${REGION}_${fill(9)}`,
    arn: () => arn("cognito-idp", `userpool/${REGION}_${fill(9)}`),
    endpoint: () => `cognito-idp.${REGION}.amazonaws.com/${REGION}_${fill(9)}`,
  },
  aws_cognito_user_pool_client: { id: () => fill(26) },
  aws_dynamodb_table: { arn: (argument) => arn("dynamodb", `table/${argument("name")}`) },
  aws_iam_role: { arn: (argument) => arn("iam", `role/${argument("name")}`, "") },
  aws_iam_saml_provider: { arn: (argument) => arn("iam", `saml-provider/${argument("name")}`, "") },
  aws_kms_key: { arn: () => arn("kms", `key/${UUID}`), id: () => UUID },
  aws_lambda_function: { arn: (argument) => arn("lambda", `function:${argument("function_name")}`) },
  aws_s3_bucket: {
    id: (argument) => argument("bucket"),
    arn: (argument) => `arn:${PARTITION}:s3:::${argument("bucket")}`,
  },
  aws_sns_topic: { arn: (argument) => arn("sns", argument("name")) },
  aws_wafv2_web_acl: { arn: (argument) => arn("wafv2", `regional/webacl/${argument("name")}/${UUID}`) },
};

/** @param type of a resource, or of a data source with `data.` before it */
export function longestValue(
  type: string,
  attribute: string,
  argument: (name: string) => string = () => ANY_TEXT,
): string {
  return KNOWN[type]?.[attribute]?.(argument) ?? longestUnknown(attribute);
}

export function longestUnknown(expression: string): string {
  return /arn$/i.test(expression) ? ANY_ARN : ANY_TEXT;
}

/** The start of the ARN of a method of an API, with the slash before the stage. */
export const LONGEST_EXECUTION_ARN = EXECUTION;
