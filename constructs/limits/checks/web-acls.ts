import { CAPACITY_IN_BASE_PRICE } from "../../../contract/aws-limits";
import type { Limits } from "../limits";
import { type Body, blocks, type SynthesizedApp } from "../synthesized-app";

/**
 * Web ACL capacity units of AWS's managed rule groups.
 * Source: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html and the pages beside it
 */
const MANAGED: Readonly<Record<string, number>> = {
  AWSManagedRulesCommonRuleSet: 700,
  AWSManagedRulesAdminProtectionRuleSet: 100,
  AWSManagedRulesKnownBadInputsRuleSet: 200,
  AWSManagedRulesSQLiRuleSet: 200,
  AWSManagedRulesLinuxRuleSet: 200,
  AWSManagedRulesUnixRuleSet: 100,
  AWSManagedRulesWindowsRuleSet: 200,
  AWSManagedRulesPHPRuleSet: 100,
  AWSManagedRulesWordPressRuleSet: 100,
  AWSManagedRulesAmazonIpReputationList: 25,
  AWSManagedRulesAnonymousIpList: 50,
  AWSManagedRulesBotControlRuleSet: 50,
  AWSManagedRulesATPRuleSet: 50,
  AWSManagedRulesACFPRuleSet: 50,
};

/** @throws DeclarationError `LIMIT_EXCEEDED` */
export function checkWebAcls(app: SynthesizedApp, limits: Limits): void {
  for (const { body, address } of app.resources("aws_wafv2_web_acl")) {
    const statements = blocks(body.rule).flatMap(({ statement }) => blocks(statement));
    limits.hold("rateRulesPerWebAcl", {
      found: statements.filter(({ rate_based_statement }) => rate_based_statement).length,
      place: `The rules of ${address}`,
      wayOut: "Let one rule count by several keys.",
    });
    for (const countries of statements.flatMap(countryLists)) {
      limits.hold("countriesPerRule", {
        found: countries,
        place: `A rule of ${address}`,
        wayOut: "Name the countries that are served instead of those that are not, or write two rules.",
      });
    }
    const capacity = statements.reduce((sum, statement) => sum + capacityOf(statement), 0);
    limits.hold("capacityPerWebAcl", {
      found: capacity,
      place: `The rules of ${address}`,
      wayOut: "Leave out rules, or look for less in each.",
    });
    if (capacity > CAPACITY_IN_BASE_PRICE) {
      limits.warn(
        `${address}: its rules take ${capacity} capacity units or more; above ${CAPACITY_IN_BASE_PRICE}, every request costs more (https://aws.amazon.com/waf/pricing/).`,
      );
    }
  }
}

function countryLists(statement: Body): readonly number[] {
  return nested(statement).flatMap(({ geo_match_statement }) =>
    blocks(geo_match_statement).map(({ country_codes }) =>
      Array.isArray(country_codes) ? country_codes.length : 0,
    ),
  );
}

/** A statement and all those inside of it. */
function nested(statement: Body): readonly Body[] {
  const inner = [
    "and_statement",
    "or_statement",
    "not_statement",
    "rate_based_statement",
    "managed_rule_group_statement",
  ]
    .flatMap((kind) => blocks(statement[kind]))
    .flatMap((group) => [...blocks(group.statement), ...blocks(group.scope_down_statement)]);
  return [statement, ...inner.flatMap(nested)];
}

/**
 * Capacity units as AWS documents them for each kind of statement. This is a lower bound: rule groups that are created
 * elsewhere and statements that are not in the table count as 0.
 */
function capacityOf(statement: Body): number {
  return nested(statement).reduce((sum, one) => sum + ownCapacity(one), 0);
}

function ownCapacity(statement: Body): number {
  return Object.entries(statement).reduce(
    (sum, [kind, value]) =>
      sum + blocks(value).reduce((inner, body) => inner + (COSTS[kind]?.(body) ?? 0), 0),
    0,
  );
}

const COSTS: Readonly<Record<string, (body: Body) => number>> = {
  geo_match_statement: () => 1,
  asn_match_statement: () => 1,
  ip_set_reference_statement: () => 1,
  label_match_statement: () => 1,
  size_constraint_statement: (body) => inspected(body, 1),
  byte_match_statement: (body) =>
    inspected(body, String(body.positional_constraint).startsWith("CONTAINS") ? 10 : 2),
  regex_match_statement: (body) => inspected(body, 3),
  regex_pattern_set_reference_statement: (body) => inspected(body, 25),
  sqli_match_statement: (body) => inspected(body, body.sensitivity_level === "HIGH" ? 30 : 20),
  xss_match_statement: (body) => inspected(body, 40),
  rate_based_statement: (body) => 2 + 30 * blocks(body.custom_key).length,
  managed_rule_group_statement: (body) => MANAGED[String(body.name)] ?? 0,
};

/** The capacity of a statement grows with the field that it inspects and with text transformations. */
function inspected(body: Body, base: number): number {
  const [field] = blocks(body.field_to_match);
  const transformations = blocks(body.text_transformation).filter(({ type }) => type !== "NONE").length;
  const arguments_ = field?.all_query_arguments === undefined ? 0 : 10;
  return base * (field?.json_body === undefined ? 1 : 2) + arguments_ + 10 * transformations;
}
