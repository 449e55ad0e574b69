/** Terraform that has exactly `n` of something. */

import type { Document } from "../../../constructs/limits/synthesized-app";

type Body = Record<string, unknown>;

export const x = (n: number) => "x".repeat(n);
const numbered = <T>(n: number, make: (i: number) => T): Record<string, T> =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`r${i}`, make(i)]));
export const list = <T>(n: number, make: (i: number) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(i));

const resources = (type: string, named: Record<string, Body>): Document => ({ resource: { [type]: named } });
export const one = (type: string, body: Body): Document => resources(type, { r: body });
export const many = (type: string, n: number, make: (i: number) => Body): Document =>
  resources(type, numbered(n, make));

/** A policy of `n` characters, blanks around its parts not counted. */
export function policy(n: number): string {
  const document = (sid: string) => ({ Version: "2012-10-17", Statement: [{ Sid: sid, Effect: "Allow" }] });
  return JSON.stringify(document(x(n - JSON.stringify(document("")).length)));
}

export const API = "${aws_api_gateway_rest_api.api.id}";
export const POOL = "${aws_cognito_user_pool.pool.id}";

/** A method below resources whose parts make its longest ARN `n` bytes. */
export function methodArn(n: number): Document {
  const arn = "arn:xxxxxxxxxx:execute-api:xxxxxxxxxxxxxxx:xxxxxxxxxxxx:xxxxxxxxxx/live/GET/x/";
  return {
    resource: {
      aws_api_gateway_stage: { s: { rest_api_id: API, stage_name: "live" } },
      aws_api_gateway_resource: {
        outer: { rest_api_id: API, parent_id: "root", path_part: "{id}" },
        inner: {
          rest_api_id: API,
          parent_id: "${aws_api_gateway_resource.outer.id}",
          path_part: x(n - arn.length),
        },
      },
      aws_api_gateway_method: {
        m: {
          rest_api_id: API,
          resource_id: "${aws_api_gateway_resource.inner.id}",
          http_method: "GET",
          authorization: "AWS_IAM",
        },
      },
    },
  };
}

/** Two permissions of one function; the policy that Lambda makes of them has `n` bytes. */
export function functionPolicy(n: number): Document {
  const frame = (arn: string) => ({
    Version: "2012-10-17",
    Id: "default",
    Statement: ["First", "Second"].map((Sid) => ({
      Sid,
      Effect: "Allow",
      Principal: { Service: "apigateway.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: `arn:${x(10)}:lambda:${x(15)}:${x(12)}:function:shop`,
      Condition: { ArnLike: { "AWS:SourceArn": Sid === "First" ? arn : "arn:b" } },
    })),
  });
  const arn = x(n - JSON.stringify(frame("")).length);
  const permission = (statement_id: string, source_arn: string) => ({
    statement_id,
    source_arn,
    action: "lambda:InvokeFunction",
    principal: "apigateway.amazonaws.com",
    function_name: "${aws_lambda_function.shop.function_name}",
  });
  return {
    resource: {
      aws_lambda_function: { shop: { function_name: "shop" } },
      aws_lambda_permission: { one: permission("First", arn), two: permission("Second", "arn:b") },
    },
  };
}

/** Rules that take `n` capacity units: regular expressions of 3 and countries of 1. */
export function capacity(n: number): Document {
  const rule = (statement: Body) => ({ statement });
  const regex = Math.floor((n - 1_175) / 3);
  const managed = [
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesSQLiRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
  ];
  return one("aws_wafv2_web_acl", {
    name: "shop",
    rule: [
      ...managed.map((name) => rule({ managed_rule_group_statement: { vendor_name: "AWS", name } })),
      ...list(regex, () => rule({ regex_match_statement: { regex_string: "a" } })),
      ...list(n - 1_175 - 3 * regex, () => rule({ ip_set_reference_statement: { arn: "a" } })),
    ],
  });
}

export const environment = (n: number) =>
  one("aws_lambda_function", {
    function_name: "shop",
    environment: { variables: { AB: x(n - JSON.stringify({ AB: "" }).length) } },
  });

export const dashboard = (widgets: readonly unknown[]) =>
  one("aws_cloudwatch_dashboard", {
    dashboard_name: "shop",
    dashboard_body: JSON.stringify({ widgets }),
  });

export const tags = (entries: Record<string, string>): Document => ({
  provider: { aws: [{ region: "eu-central-1", default_tags: [{ tags: entries }] }] },
});

export const pool =
  (type: string, argument = "name") =>
  (n: number) =>
    many(type, n, (i) => ({ user_pool_id: POOL, [argument]: `n${i}` }));
export const named =
  (type: string, argument = "name", before = "") =>
  (n: number) =>
    one(type, { [argument]: before + x(n - before.length) });
