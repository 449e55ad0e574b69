import {
  type AwsLimit,
  CLOUDWATCH,
  COGNITO,
  docs,
  fixed,
  HTTP_API,
  IAM,
  LAMBDA,
  LOGS,
  REST_API,
  REST_NOTES,
  raisable,
  reference,
  WAF,
} from "./aws-limit";

/**
 * The limits of AWS that matter to what this project makes. Pure data, so that constructs, reader and gate use the same
 * numbers.
 *
 * The numbers are those of AWS's quota pages on the day in `CHECKED_ON`; where a page gives none, the API reference's
 * constraint on the field.
 */

export const CHECKED_ON = "2026-11-25";

/** Limits that no request to AWS changes: what exceeds one is refused at synth. */
export const FIXED_LIMITS = {
  // IAM counts no white space in the first three, and all inline policies of one holder together.
  rolePolicyCharacters: fixed("inline policies of one IAM role", 10_240, "characters", IAM),
  groupPolicyCharacters: fixed("inline policies of one IAM group", 5_120, "characters", IAM),
  userPolicyCharacters: fixed("inline policies of one IAM user", 2_048, "characters", IAM),
  roleNameCharacters: fixed("the name of an IAM role", 64, "characters", IAM),
  policyNameCharacters: fixed("the name of an inline policy", 128, "characters", IAM),
  samlProviderNameCharacters: fixed("the name of a SAML provider of IAM", 128, "characters", IAM),
  roleDescriptionCharacters: fixed(
    "the description of an IAM role",
    1_000,
    "characters",
    reference("IAM", "CreateRole"),
  ),

  functionPolicyBytes: fixed("the resource-based policy of one function", 20_480, "bytes", LAMBDA),
  functionEnvironmentBytes: fixed("the environment variables of one function", 4_096, "bytes", LAMBDA),
  functionNameCharacters: fixed(
    "the name of a function",
    64,
    "characters",
    reference("lambda", "CreateFunction"),
  ),
  statementIdCharacters: fixed(
    "the id of a statement of a function's policy",
    100,
    "characters",
    reference("lambda", "AddPermission"),
  ),

  apiKeysPerRegion: fixed("API keys of one account and region", 10_000, "items", REST_API),
  modelSchemaBytes: fixed("the schema of one model of a REST API", 409_600, "bytes", REST_API),
  methodArnBytes: fixed("the ARN of a method with authorization", 1_600, "bytes", REST_API),
  accessLogFormatBytes: fixed("the access log's template", 3_072, "bytes", REST_API),
  mappingTemplateBytes: fixed("one mapping template", 307_200, "bytes", REST_NOTES),
  stageNameCharacters: fixed("the name of a stage", 128, "characters", REST_NOTES),
  apiNameCharacters: fixed("the name of a REST API, a metric's dimension", 255, "characters", REST_NOTES),

  audiencesPerAuthorizer: fixed("audiences of one JWT authorizer", 50, "items", HTTP_API),
  scopesPerRoute: fixed("scopes of one route of an HTTP API", 10, "items", HTTP_API),

  groupsPerUserPool: fixed("groups of one user pool", 10_000, "items", COGNITO),
  scopesPerResourceServer: fixed("scopes of one resource server", 100, "items", COGNITO),
  scopesPerClient: fixed("scopes of one app client", 50, "items", COGNITO),
  callbackUrlsPerClient: fixed("callback URLs of one app client", 100, "items", COGNITO),
  logoutUrlsPerClient: fixed("logout URLs of one app client", 100, "items", COGNITO),
  customAttributesPerUserPool: fixed("custom attributes of one user pool", 50, "items", COGNITO),
  brandingStylesPerUserPool: fixed("managed login styles of one user pool", 20, "items", COGNITO),
  roleMappingsPerIdentityPool: fixed(
    "identity providers of one identity pool that map roles",
    10,
    "items",
    COGNITO,
  ),
  rulesPerRoleMapping: fixed("rules of one role mapping", 25, "items", COGNITO),
  identityPoolNameCharacters: fixed("the name of an identity pool", 128, "characters", COGNITO),
  userPoolNameCharacters: fixed(
    "the name of a user pool",
    128,
    "characters",
    reference("cognito-user-identity-pools", "CreateUserPool"),
  ),
  groupNameCharacters: fixed(
    "the name of a group of a user pool",
    128,
    "characters",
    reference("cognito-user-identity-pools", "CreateGroup"),
  ),
  groupDescriptionCharacters: fixed(
    "the description of a group of a user pool",
    2_048,
    "characters",
    reference("cognito-user-identity-pools", "CreateGroup"),
  ),
  clientNameCharacters: fixed(
    "the name of an app client",
    128,
    "characters",
    reference("cognito-user-identity-pools", "CreateUserPoolClient"),
  ),
  resourceServerNameCharacters: fixed(
    "the name of a resource server",
    256,
    "characters",
    reference("cognito-user-identity-pools", "CreateResourceServer"),
  ),
  identityProviderNameCharacters: fixed(
    "the name of an identity provider of a user pool",
    32,
    "characters",
    reference("cognito-user-identity-pools", "CreateIdentityProvider"),
  ),
  scopeDescriptionCharacters: fixed(
    "the description of a scope",
    256,
    "characters",
    reference("cognito-user-identity-pools", "ResourceServerScopeType"),
  ),

  logGroupNameCharacters: fixed(
    "the name of a log group",
    512,
    "characters",
    reference("AmazonCloudWatchLogs", "CreateLogGroup"),
  ),
  logResourcePoliciesPerRegion: fixed(
    "resource policies of CloudWatch Logs in one region",
    10,
    "items",
    LOGS,
  ),
  logResourcePolicyCharacters: fixed(
    "one resource policy of CloudWatch Logs",
    5_120,
    "characters",
    reference("AmazonCloudWatchLogs", "PutResourcePolicy"),
  ),
  metricFiltersPerLogGroup: fixed("metric filters of one log group", 100, "items", LOGS),
  alarmNameCharacters: fixed(
    "the name of an alarm",
    255,
    "characters",
    reference("AmazonCloudWatch", "PutMetricAlarm"),
  ),
  alarmDescriptionCharacters: fixed(
    "the description of an alarm",
    1_024,
    "characters",
    reference("AmazonCloudWatch", "PutMetricAlarm"),
  ),
  dashboardNameCharacters: fixed("the name of a dashboard", 255, "characters", CLOUDWATCH),
  widgetsPerDashboard: fixed("widgets of one dashboard", 500, "items", CLOUDWATCH),
  metricsPerWidget: fixed("metrics of one widget", 500, "items", CLOUDWATCH),

  capacityPerWebAcl: fixed("the rules of one web ACL", 5_000, "capacity units", WAF),
  rateRulesPerWebAcl: fixed("rate-based rules of one web ACL", 10, "items", WAF),
  countriesPerRule: fixed(
    "countries of one rule of a web ACL",
    50,
    "items",
    reference("waf", "GeoMatchStatement"),
  ),
  webAclNameCharacters: fixed("the name of a web ACL", 128, "characters", reference("waf", "CreateWebACL")),

  tableNameCharacters: fixed(
    "the name of a DynamoDB table",
    255,
    "characters",
    `${docs}/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html`,
  ),
  topicNameCharacters: fixed("the name of a topic", 256, "characters", reference("sns", "CreateTopic")),
  topicPolicyBytes: fixed("the policy of one topic", 30_720, "bytes", `${docs}/general/latest/gr/sns.html`),
  keyAliasCharacters: fixed("the alias of a key", 256, "characters", reference("kms", "CreateAlias")),
  keyDescriptionCharacters: fixed(
    "the description of a key",
    8_192,
    "characters",
    reference("kms", "CreateKey"),
  ),
  keyPolicyBytes: fixed(
    "the policy of one key",
    32_768,
    "bytes",
    `${docs}/kms/latest/developerguide/resource-limits.html`,
  ),
  bucketPolicyBytes: fixed(
    "the policy of one bucket",
    20_480,
    "bytes",
    `${docs}/AmazonS3/latest/userguide/bucket-policies.html`,
  ),
  trailNameCharacters: fixed(
    "the name of a trail",
    128,
    "characters",
    reference("awscloudtrail", "CreateTrail"),
  ),
  tagsPerResource: fixed(
    "tags of one resource",
    50,
    "items",
    `${docs}/tag-editor/latest/userguide/tagging.html`,
  ),
  tagKeyCharacters: fixed(
    "the key of a tag",
    128,
    "characters",
    `${docs}/tag-editor/latest/userguide/tagging.html`,
  ),
  tagValueCharacters: fixed(
    "the value of a tag",
    256,
    "characters",
    `${docs}/tag-editor/latest/userguide/tagging.html`,
  ),
} as const satisfies Readonly<Record<string, AwsLimit>>;

/** Limits that AWS raises on request: what exceeds one is a warning, until the raised number is given. */
export const RAISABLE_LIMITS = {
  resourcesPerApi: raisable("resources of one REST API", 300, "items", REST_API),
  authorizersPerApi: raisable("authorizers of one REST API", 10, "items", REST_API),
  stagesPerApi: raisable("stages of one REST API", 10, "items", REST_API),
  routesPerHttpApi: raisable("routes of one HTTP API", 300, "items", HTTP_API),
  authorizersPerHttpApi: raisable("authorizers of one HTTP API", 10, "items", HTTP_API),
  resourcePolicyBytes: raisable("the resource policy of one REST API", 8_192, "bytes", REST_API),
  usagePlansPerRegion: raisable("usage plans of one account and region", 300, "items", REST_API),
  usagePlansPerKey: raisable("usage plans of one API key", 10, "items", REST_API),
  vpcLinksPerRegion: raisable("VPC links of one account and region", 20, "items", REST_API),
  trustPolicyCharacters: raisable("the trust policy of one IAM role", 2_048, "characters", IAM, 8_192),
  clientsPerUserPool: raisable("app clients of one user pool", 1_000, "items", COGNITO, 10_000),
  providersPerUserPool: raisable("identity providers of one user pool", 300, "items", COGNITO, 1_000),
  resourceServersPerUserPool: raisable("resource servers of one user pool", 25, "items", COGNITO, 300),
  clientsPerIdentityPool: raisable("user pool clients of one identity pool", 50, "items", COGNITO, 1_000),
  webAclsPerRegion: raisable("web ACLs of one account and region", 100, "items", WAF),
} as const satisfies Readonly<Record<string, AwsLimit>>;

/** A limit that AWS never raises. */
export type FixedLimit = keyof typeof FIXED_LIMITS;
/** A limit that AWS raises on request. */
export type RaisableLimit = keyof typeof RAISABLE_LIMITS;

/** Numbers that AWS has raised for this account, by the limit: `{ resourcesPerApi: 600 }`. */
export type RaisedLimits = Readonly<Partial<Record<RaisableLimit, number>>>;

/** Up to here a web ACL's capacity is in the base price. Source: https://aws.amazon.com/waf/pricing/ */
export const CAPACITY_IN_BASE_PRICE = 1_500;
