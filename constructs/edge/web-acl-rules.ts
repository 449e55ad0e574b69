/**
 * The rules of a web ACL, as data.
 *
 * The provider's bindings type `statement` as `any` and write it unchanged, so its keys are Terraform's, in snake_case.
 * The other keys of a rule are in camelCase.
 */

import type { Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { literals } from "../arguments/literal";
import { DeclarationError } from "../declaration/errors";

/** The managed rule groups of AWS that every web ACL has, by a short name. */
export const MANAGED_GROUPS = {
  "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
  "anonymous-ip": "AWSManagedRulesAnonymousIpList",
  core: "AWSManagedRulesCommonRuleSet",
  "known-bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
  sqli: "AWSManagedRulesSQLiRuleSet",
} as const;

/** A rule group that AWS maintains. */
export type ManagedGroup = keyof typeof MANAGED_GROUPS;

/** A rule of your own, evaluated before the managed groups. */
export interface OwnRule {
  /** Name of the rule, and of its metric. */
  readonly name: string;
  /** 100 to 999; the rules of the construct are below that. Rules with lower numbers are evaluated first. */
  readonly priority: number;
  /** What happens to a request that matches. `count` only counts it. */
  readonly action: "block" | "count" | "allow";
  /** A WAFv2 statement with Terraform's keys: `{ ip_set_reference_statement: { arn } }`. */
  readonly statement: Readonly<Record<string, unknown>>;
}

export interface WebAclRuleProps {
  /** What the web ACL protects. All calls of a user pool's API are a POST to `/`. */
  readonly protects: "api" | "user-pool";
  /** `count` blocks nothing and counts what `block` would block, for the first weeks. @default "block" */
  readonly mode?: "block" | "count";
  /** Rules of managed groups that only count: `{ core: ["SizeRestrictions_BODY"] }`. @default none */
  readonly onlyCount?: Partial<Record<ManagedGroup, readonly string[]>>;
  /**
   * Callers from the networks of hosting providers: servers, uptime monitors, other clouds and bots. Programs call an API
   * from there, and users rarely sign in from there. @default "count" for an API, "block" for a user pool
   */
  readonly hostingProviders?: "block" | "count";
  /** Requests in five minutes from one address, 10 to 2,000,000,000. @default 2000 */
  readonly requestsPerIp?: number;
  /** user-pool: calls in five minutes from one address to one operation of sign-in or sign-up. @default 100 */
  readonly signInsPerIp?: number;
  /** ISO 3166 alpha-2 codes of the only countries that are served, or of those that are not. @default all are served */
  readonly countries?: { readonly only: readonly string[] } | { readonly except: readonly string[] };
  /** Largest body in bytes, at most what WAF inspects. @default 8 KB, the limit of the core rule group */
  readonly largestBody?: number;
  /** Further rules. @default none */
  readonly own?: readonly OwnRule[];
}

/** @throws DeclarationError `WAF_PRIORITY_TAKEN`, `WAF_PRIORITY_INVALID`, `WAF_NAME_TAKEN`, `WAF_LIMIT_INVALID`, `COUNTRY_INVALID`, `BODY_LIMIT_INVALID` */
export function webAclRules(props: WebAclRuleProps): Wafv2WebAclRule[] {
  const counting = props.mode === "count";
  const rules: Wafv2WebAclRule[] = [
    ...(props.countries ? [countries(props.countries, counting)] : []),
    rateLimit(props, counting),
    ...(props.protects === "user-pool" ? [signInLimit(props, counting)] : []),
    ...(props.largestBody === undefined ? [] : [bodyLimit(props.largestBody, counting)]),
    ...managed(props, counting),
    ...(props.own ?? []).map((rule) => own(rule, counting)),
  ];
  checkUnique(rules);
  return rules.sort((a, b) => a.priority - b.priority);
}

function rule(
  name: string,
  priority: number,
  statement: Readonly<Record<string, unknown>>,
  action: Pick<Wafv2WebAclRule, "action" | "overrideAction">,
): Wafv2WebAclRule {
  return {
    name,
    priority,
    statement,
    ...action,
    visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: name, sampledRequestsEnabled: true },
  };
}

const blocking = (counting: boolean) => ({ action: counting ? { count: {} } : { block: {} } });

function countries(wanted: NonNullable<WebAclRuleProps["countries"]>, counting: boolean): Wafv2WebAclRule {
  const codes = "only" in wanted ? wanted.only : wanted.except;
  const wrong = codes.find((code) => !/^[A-Z]{2}$/.test(code));
  if (wrong !== undefined || codes.length === 0) {
    throw new DeclarationError(
      "COUNTRY_INVALID",
      `The web ACL's countries hold "${wrong ?? ""}"; expected ISO 3166 codes of two capitals, such as "DE".`,
    );
  }
  const match = { geo_match_statement: { country_codes: [...codes] } };
  const statement = "only" in wanted ? { not_statement: { statement: [match] } } : match;
  return rule("countries", 0, statement, blocking(counting));
}

function rateLimit(props: WebAclRuleProps, counting: boolean): Wafv2WebAclRule {
  const limit = checkLimit(props.requestsPerIp ?? 2000, "requestsPerIp");
  return rule(
    "requests-per-ip",
    10,
    { rate_based_statement: { limit, aggregate_key_type: "IP" } },
    blocking(counting),
  );
}

const SIGN_IN_OPERATIONS = [
  "InitiateAuth",
  "RespondToAuthChallenge",
  "SignUp",
  "ConfirmSignUp",
  "ResendConfirmationCode",
  "ForgotPassword",
  "ConfirmForgotPassword",
];

function signInLimit(props: WebAclRuleProps, counting: boolean): Wafv2WebAclRule {
  const limit = checkLimit(props.signInsPerIp ?? 100, "signInsPerIp");
  const none = [{ priority: 0, type: "NONE" }];
  const operation = (name: string) => ({
    byte_match_statement: {
      field_to_match: { single_header: { name: "x-amz-target" } },
      positional_constraint: "EXACTLY",
      search_string: `AWSCognitoIdentityProviderService.${name}`,
      text_transformation: none,
    },
  });
  return rule(
    "sign-ins-per-ip",
    20,
    {
      rate_based_statement: {
        limit,
        // The header names the operation; path and method are the same for all of them.
        aggregate_key_type: "CUSTOM_KEYS",
        custom_key: [{ ip: {} }, { header: { name: "x-amz-target", text_transformation: none } }],
        scope_down_statement: { or_statement: { statement: SIGN_IN_OPERATIONS.map(operation) } },
      },
    },
    blocking(counting),
  );
}

function bodyLimit(bytes: number, counting: boolean): Wafv2WebAclRule {
  if (!Number.isInteger(bytes) || bytes < 1 || bytes > 65_536) {
    throw new DeclarationError(
      "BODY_LIMIT_INVALID",
      `The web ACL's largestBody is ${bytes}; expected 1 to 65536 bytes, the most that WAF inspects.`,
    );
  }
  return rule(
    "largest-body",
    30,
    {
      size_constraint_statement: {
        comparison_operator: "GT",
        size: bytes,
        // A body that is too large to inspect counts as too large.
        field_to_match: { body: { oversize_handling: "MATCH" } },
        text_transformation: [{ priority: 0, type: "NONE" }],
      },
    },
    blocking(counting),
  );
}

function managed(props: WebAclRuleProps, counting: boolean): Wafv2WebAclRule[] {
  return (Object.keys(MANAGED_GROUPS) as ManagedGroup[]).map((group, i) => {
    const onlyCount = new Set(props.onlyCount?.[group] ?? []);
    if (group === "anonymous-ip" && countsHosting(props)) onlyCount.add("HostingProviderIPList");
    if (group === "core" && props.largestBody !== undefined) onlyCount.add("SizeRestrictions_BODY");
    const overrides = [...onlyCount].map((name) => ({ name, action_to_use: { count: {} } }));
    return rule(
      group,
      40 + i * 10,
      {
        managed_rule_group_statement: {
          vendor_name: "AWS",
          name: MANAGED_GROUPS[group],
          ...(overrides.length > 0 && { rule_action_override: overrides }),
        },
      },
      { overrideAction: counting ? { count: {} } : { none: {} } },
    );
  });
}

function countsHosting({ hostingProviders, protects }: WebAclRuleProps): boolean {
  return (hostingProviders ?? (protects === "api" ? "count" : "block")) === "count";
}

function own(given: OwnRule, counting: boolean): Wafv2WebAclRule {
  if (!Number.isInteger(given.priority) || given.priority < 100 || given.priority > 999) {
    throw new DeclarationError(
      "WAF_PRIORITY_INVALID",
      `WAF rule "${given.name}" has priority ${given.priority}; expected 100 to 999.`,
    );
  }
  const action = counting && given.action === "block" ? { count: {} } : { [given.action]: {} };
  return rule(given.name, given.priority, literals(given.statement), { action });
}

function checkLimit(limit: number, field: string): number {
  if (Number.isInteger(limit) && limit >= 10 && limit <= 2_000_000_000) return limit;
  throw new DeclarationError(
    "WAF_LIMIT_INVALID",
    `The web ACL's ${field} is ${limit}; expected a whole number from 10 to 2,000,000,000.`,
  );
}

function checkUnique(rules: readonly Wafv2WebAclRule[]): void {
  const byPriority = new Map<number, string>();
  const names = new Set<string>();
  for (const { name, priority } of rules) {
    const other = byPriority.get(priority);
    if (other !== undefined) {
      throw new DeclarationError(
        "WAF_PRIORITY_TAKEN",
        `WAF rules "${other}" and "${name}" both have priority ${priority}; each needs its own.`,
      );
    }
    if (names.has(name)) throw new DeclarationError("WAF_NAME_TAKEN", `Two WAF rules are named "${name}".`);
    byPriority.set(priority, name);
    names.add(name);
  }
}
