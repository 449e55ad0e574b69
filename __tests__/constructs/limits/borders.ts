/** For each limit of AWS, Terraform that has exactly `n` of what the limit counts. */

import type { Document } from "../../../constructs/limits/synthesized-app";
import type { FixedLimit, RaisableLimit } from "../../../contract/aws-limits";
import {
  API,
  capacity,
  dashboard,
  environment,
  functionPolicy,
  list,
  many,
  methodArn,
  named,
  one,
  POOL,
  policy,
  pool,
  tags,
  x,
} from "./counted";

export const BORDERS: Readonly<Record<FixedLimit | RaisableLimit, (n: number) => Document>> = {
  rolePolicyCharacters: (n) => ({
    resource: {
      // By its name, by reference, and in the role itself: IAM counts all of them together, without the blanks.
      aws_iam_role: { r: { name: "app", inline_policy: [{ name: "c", policy: policy(100) }] } },
      aws_iam_role_policy: {
        a: { name: "a", role: "app", policy: JSON.stringify(JSON.parse(policy(200)), null, 4) },
        b: { name: "b", role: "${aws_iam_role.r.name}", policy: policy(n - 300) },
      },
    },
  }),
  groupPolicyCharacters: (n) =>
    many("aws_iam_group_policy", 2, (i) => ({
      name: `p${i}`,
      group: "g",
      policy: policy(i ? 100 : n - 100),
    })),
  userPolicyCharacters: (n) => one("aws_iam_user_policy", { name: "p", user: "u", policy: policy(n) }),
  roleNameCharacters: named("aws_iam_role"),
  policyNameCharacters: (n) => one("aws_iam_role_policy", { name: x(n), role: "r", policy: policy(100) }),
  samlProviderNameCharacters: named("aws_iam_saml_provider"),
  roleDescriptionCharacters: (n) => one("aws_iam_role", { name: "r", description: `$\${é}${x(n - 4)}` }),
  functionPolicyBytes: functionPolicy,
  functionEnvironmentBytes: environment,
  functionNameCharacters: named("aws_lambda_function", "function_name"),
  statementIdCharacters: (n) =>
    one("aws_lambda_permission", { function_name: "f", statement_id: x(n), principal: "a.b" }),
  apiKeysPerRegion: (n) => many("aws_api_gateway_api_key", n, (i) => ({ name: `k${i}` })),
  modelSchemaBytes: (n) => one("aws_api_gateway_model", { name: "m", rest_api_id: API, schema: x(n) }),
  methodArnBytes: methodArn,
  accessLogFormatBytes: (n) =>
    one("aws_api_gateway_stage", {
      rest_api_id: API,
      stage_name: "s",
      access_log_settings: { format: x(n) },
    }),
  mappingTemplateBytes: (n) =>
    one("aws_api_gateway_integration", { request_templates: { "application/json": x(n) } }),
  stageNameCharacters: named("aws_api_gateway_stage", "stage_name"),
  apiNameCharacters: named("aws_api_gateway_rest_api"),
  groupsPerUserPool: pool("aws_cognito_user_group"),
  scopesPerResourceServer: (n) =>
    one("aws_cognito_resource_server", {
      name: "shop",
      user_pool_id: POOL,
      scope: list(n, (i) => ({ scope_name: `s${i}`, scope_description: "A scope" })),
    }),
  scopesPerClient: (n) =>
    one("aws_cognito_user_pool_client", { name: "c", allowed_oauth_scopes: list(n, (i) => `a/${i}`) }),
  callbackUrlsPerClient: (n) =>
    one("aws_cognito_user_pool_client", { name: "c", callback_urls: list(n, (i) => `https://a.b/${i}`) }),
  logoutUrlsPerClient: (n) =>
    one("aws_cognito_user_pool_client", { name: "c", logout_urls: list(n, (i) => `https://a.b/${i}`) }),
  customAttributesPerUserPool: (n) =>
    one("aws_cognito_user_pool", { name: "p", schema: list(n, (i) => ({ name: `a${i}` })) }),
  brandingStylesPerUserPool: pool("aws_cognito_managed_login_branding", "client_id"),
  roleMappingsPerIdentityPool: (n) =>
    one("aws_cognito_identity_pool_roles_attachment", { role_mapping: list(n, () => ({ type: "Token" })) }),
  rulesPerRoleMapping: (n) =>
    one("aws_cognito_identity_pool_roles_attachment", {
      role_mapping: [{ type: "Rules", mapping_rule: list(n, () => ({ claim: "c" })) }],
    }),
  identityPoolNameCharacters: named("aws_cognito_identity_pool", "identity_pool_name"),
  userPoolNameCharacters: named("aws_cognito_user_pool"),
  groupNameCharacters: named("aws_cognito_user_group"),
  groupDescriptionCharacters: (n) => one("aws_cognito_user_group", { name: "g", description: x(n) }),
  clientNameCharacters: named("aws_cognito_user_pool_client"),
  resourceServerNameCharacters: named("aws_cognito_resource_server"),
  identityProviderNameCharacters: named("aws_cognito_identity_provider", "provider_name"),
  scopeDescriptionCharacters: (n) =>
    one("aws_cognito_resource_server", { name: "s", scope: [{ scope_description: x(n) }] }),
  logGroupNameCharacters: named("aws_cloudwatch_log_group"),
  logResourcePoliciesPerRegion: (n) =>
    many("aws_cloudwatch_log_resource_policy", n, (i) => ({
      policy_name: `p${i}`,
      policy_document: policy(100),
    })),
  logResourcePolicyCharacters: (n) =>
    one("aws_cloudwatch_log_resource_policy", { policy_name: "p", policy_document: policy(n) }),
  metricFiltersPerLogGroup: (n) =>
    many("aws_cloudwatch_log_metric_filter", n, (i) => ({ name: `f${i}`, log_group_name: "g" })),
  alarmNameCharacters: named("aws_cloudwatch_metric_alarm", "alarm_name"),
  alarmDescriptionCharacters: (n) =>
    one("aws_cloudwatch_metric_alarm", { alarm_name: "a", alarm_description: x(n) }),
  dashboardNameCharacters: named("aws_cloudwatch_dashboard", "dashboard_name"),
  widgetsPerDashboard: (n) => dashboard(list(n, () => ({ type: "metric" }))),
  metricsPerWidget: (n) => dashboard([{ properties: { metrics: list(n, () => ["AWS/Lambda", "Errors"]) } }]),
  capacityPerWebAcl: capacity,
  rateRulesPerWebAcl: (n) =>
    one("aws_wafv2_web_acl", {
      name: "shop",
      rule: list(n, () => ({ statement: { rate_based_statement: { limit: 100 } } })),
    }),
  countriesPerRule: (n) =>
    one("aws_wafv2_web_acl", {
      name: "shop",
      rule: {
        statement: {
          not_statement: {
            statement: [{ geo_match_statement: { country_codes: list(n, () => "DE") } }],
          },
        },
      },
    }),
  webAclNameCharacters: named("aws_wafv2_web_acl"),
  tableNameCharacters: named("aws_dynamodb_table"),
  topicNameCharacters: named("aws_sns_topic"),
  topicPolicyBytes: (n) => one("aws_sns_topic_policy", { policy: policy(n) }),
  keyAliasCharacters: named("aws_kms_alias", "name", "alias/"),
  keyDescriptionCharacters: (n) => one("aws_kms_key", { description: x(n) }),
  keyPolicyBytes: (n) => one("aws_kms_key", { policy: policy(n) }),
  bucketPolicyBytes: (n) => one("aws_s3_bucket_policy", { policy: policy(n) }),
  trailNameCharacters: named("aws_cloudtrail"),
  tagsPerResource: (n) => tags(Object.fromEntries(list(n, (i) => [`t${i}`, "v"]))),
  tagKeyCharacters: (n) => tags({ [x(n)]: "v" }),
  tagValueCharacters: (n) => tags({ team: x(n) }),

  audiencesPerAuthorizer: (n) =>
    one("aws_apigatewayv2_authorizer", { api_id: "a", jwt_configuration: { audience: list(n, String) } }),
  scopesPerRoute: (n) =>
    one("aws_apigatewayv2_route", { api_id: "a", authorization_scopes: list(n, String) }),
  routesPerHttpApi: (n) => many("aws_apigatewayv2_route", n, () => ({ api_id: "a" })),
  authorizersPerHttpApi: (n) => many("aws_apigatewayv2_authorizer", n, () => ({ api_id: "a" })),
  resourcesPerApi: (n) =>
    many("aws_api_gateway_resource", n, (i) => ({ rest_api_id: API, parent_id: "r", path_part: `p${i}` })),
  authorizersPerApi: (n) => many("aws_api_gateway_authorizer", n, () => ({ rest_api_id: API })),
  stagesPerApi: (n) => many("aws_api_gateway_stage", n, (i) => ({ rest_api_id: API, stage_name: `s${i}` })),
  resourcePolicyBytes: (n) => one("aws_api_gateway_rest_api_policy", { rest_api_id: API, policy: policy(n) }),
  usagePlansPerRegion: (n) => many("aws_api_gateway_usage_plan", n, (i) => ({ name: `p${i}` })),
  usagePlansPerKey: (n) =>
    many("aws_api_gateway_usage_plan_key", n, (i) => ({ key_id: "k", usage_plan_id: `p${i}` })),
  vpcLinksPerRegion: (n) => many("aws_api_gateway_vpc_link", n, (i) => ({ name: `l${i}` })),
  trustPolicyCharacters: (n) => one("aws_iam_role", { name: "r", assume_role_policy: policy(n) }),
  clientsPerUserPool: pool("aws_cognito_user_pool_client"),
  providersPerUserPool: pool("aws_cognito_identity_provider", "provider_name"),
  resourceServersPerUserPool: pool("aws_cognito_resource_server"),
  clientsPerIdentityPool: (n) =>
    one("aws_cognito_identity_pool", {
      identity_pool_name: "p",
      cognito_identity_providers: list(n, (i) => ({ client_id: `c${i}` })),
    }),
  webAclsPerRegion: (n) => many("aws_wafv2_web_acl", n, (i) => ({ name: `a${i}` })),
};
