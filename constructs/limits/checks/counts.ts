import type { FixedLimit, RaisableLimit } from "../../../contract/aws-limits";
import type { Limits } from "../limits";
import { blocks, grouped, type Resource, type SynthesizedApp } from "../synthesized-app";

interface Count {
  readonly type: string;
  readonly limit: FixedLimit | RaisableLimit;
  /** What the resources are counted by: the argument that names their parent, or the region. */
  readonly per: { readonly argument: string } | "region";
  readonly wayOut: string;
}

/** Limits on the number of resources of one parent. */
const COUNTS: readonly Count[] = [
  {
    type: "aws_api_gateway_resource",
    limit: "resourcesPerApi",
    per: { argument: "rest_api_id" },
    wayOut: "Serve paths below a {proxy+}, or by two APIs.",
  },
  {
    type: "aws_api_gateway_authorizer",
    limit: "authorizersPerApi",
    per: { argument: "rest_api_id" },
    wayOut: "Let routes share authorizers.",
  },
  {
    type: "aws_api_gateway_stage",
    limit: "stagesPerApi",
    per: { argument: "rest_api_id" },
    wayOut: "Give each environment an API of its own.",
  },
  {
    type: "aws_apigatewayv2_route",
    limit: "routesPerHttpApi",
    per: { argument: "api_id" },
    wayOut: "Serve paths below a {proxy+}, or by two APIs.",
  },
  {
    type: "aws_apigatewayv2_authorizer",
    limit: "authorizersPerHttpApi",
    per: { argument: "api_id" },
    wayOut: "Let routes share authorizers.",
  },
  {
    type: "aws_api_gateway_usage_plan",
    limit: "usagePlansPerRegion",
    per: "region",
    wayOut: "Let callers with the same limits share a plan.",
  },
  {
    type: "aws_api_gateway_usage_plan_key",
    limit: "usagePlansPerKey",
    per: { argument: "key_id" },
    wayOut: "Give the caller another key.",
  },
  {
    type: "aws_api_gateway_api_key",
    limit: "apiKeysPerRegion",
    per: "region",
    wayOut: "Use tokens for single users, and keys for groups of them.",
  },
  {
    type: "aws_api_gateway_vpc_link",
    limit: "vpcLinksPerRegion",
    per: "region",
    wayOut: "Let APIs share VPC links.",
  },
  {
    type: "aws_cognito_user_group",
    limit: "groupsPerUserPool",
    per: { argument: "user_pool_id" },
    wayOut: "Declare fewer roles.",
  },
  {
    type: "aws_cognito_user_pool_client",
    limit: "clientsPerUserPool",
    per: { argument: "user_pool_id" },
    wayOut: "Let apps share clients.",
  },
  {
    type: "aws_cognito_identity_provider",
    limit: "providersPerUserPool",
    per: { argument: "user_pool_id" },
    wayOut: "Use a second user pool.",
  },
  {
    type: "aws_cognito_resource_server",
    limit: "resourceServersPerUserPool",
    per: { argument: "user_pool_id" },
    wayOut: "Let APIs share a resource server.",
  },
  {
    type: "aws_cognito_managed_login_branding",
    limit: "brandingStylesPerUserPool",
    per: { argument: "user_pool_id" },
    wayOut: "Give fewer clients pages of their own.",
  },
  {
    type: "aws_cloudwatch_log_metric_filter",
    limit: "metricFiltersPerLogGroup",
    per: { argument: "log_group_name" },
    wayOut: "Count by a metric's dimension.",
  },
  {
    type: "aws_wafv2_web_acl",
    limit: "webAclsPerRegion",
    per: "region",
    wayOut: "Let APIs share a web ACL.",
  },
  {
    type: "aws_cloudwatch_log_resource_policy",
    limit: "logResourcePoliciesPerRegion",
    per: "region",
    wayOut: "Let one policy name log groups by a pattern.",
  },
];

interface List {
  readonly type: string;
  readonly argument: string;
  readonly limit: FixedLimit | RaisableLimit;
  readonly what: string;
  readonly wayOut: string;
  /** The nested blocks that are counted, where it is not the blocks of `argument` themselves. */
  readonly within?: string;
}

/** Limits on lists within one resource. */
const LISTS: readonly List[] = [
  {
    type: "aws_cognito_resource_server",
    argument: "scope",
    limit: "scopesPerResourceServer",
    what: "The scopes",
    wayOut: "Each role is a scope: declare fewer roles.",
  },
  {
    type: "aws_cognito_user_pool_client",
    argument: "allowed_oauth_scopes",
    limit: "scopesPerClient",
    what: "The OAuth scopes",
    wayOut: "Give the client fewer scopes.",
  },
  {
    type: "aws_cognito_user_pool_client",
    argument: "callback_urls",
    limit: "callbackUrlsPerClient",
    what: "The callback URLs",
    wayOut: "Use a second client.",
  },
  {
    type: "aws_cognito_user_pool_client",
    argument: "logout_urls",
    limit: "logoutUrlsPerClient",
    what: "The logout URLs",
    wayOut: "Use a second client.",
  },
  {
    type: "aws_cognito_user_pool",
    argument: "schema",
    limit: "customAttributesPerUserPool",
    what: "The custom attributes",
    wayOut: "Keep what the pool need not know in a table.",
  },
  {
    type: "aws_cognito_identity_pool",
    argument: "cognito_identity_providers",
    limit: "clientsPerIdentityPool",
    what: "The clients",
    wayOut: "Let apps share clients.",
  },
  {
    type: "aws_cognito_identity_pool_roles_attachment",
    argument: "role_mapping",
    limit: "roleMappingsPerIdentityPool",
    what: "The role mappings, one a client or login,",
    wayOut: "Let apps share clients, or use a second identity pool.",
  },
  {
    type: "aws_cognito_identity_pool_roles_attachment",
    argument: "role_mapping",
    within: "mapping_rule",
    limit: "rulesPerRoleMapping",
    what: "The rules of a role mapping",
    wayOut: "Let the provider send a claim that stands for several.",
  },
];

/** @throws DeclarationError `LIMIT_EXCEEDED` */
export function checkCounts(app: SynthesizedApp, limits: Limits): void {
  for (const { type, limit, per, wayOut } of COUNTS) {
    const byParent = grouped(app.resources(type), (resource) => parentOf(app, resource, per));
    for (const resources of byParent.values()) {
      const place = `${type}, the first of them ${resources[0]?.address}`;
      limits.hold(limit, { found: resources.length, place, wayOut });
    }
  }
  for (const { type, argument, within, limit, what, wayOut } of LISTS) {
    for (const { body, address } of app.resources(type)) {
      const place = `${what} of ${address}`;
      const items = blocks(body[argument]);
      const counts = within === undefined ? [items.length] : items.map((item) => blocks(item[within]).length);
      for (const found of counts) limits.hold(limit, { found, place, wayOut });
    }
  }
}

function parentOf(app: SynthesizedApp, resource: Resource, per: Count["per"]): string {
  if (per === "region") return resource.region;
  return JSON.stringify([resource.region, app.text(resource, resource.body[per.argument])]);
}
