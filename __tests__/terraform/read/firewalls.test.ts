import type { Document } from "../build/stacks";
import { model } from "./served";

/** Web ACLs in front of stages, as the gate reads them. */

const none = [{ priority: 0, type: "NONE" }];
const visibility = { cloudwatch_metrics_enabled: false, metric_name: "m", sampled_requests_enabled: false };

interface Written {
  readonly rules?: readonly object[];
  readonly acl?: object;
  readonly more?: Readonly<Record<string, object>>;
  readonly associated?: string;
}

function withFirewall({ acl, associated, more, rules = [] }: Written) {
  return (api: Document) => {
    Object.assign(api.resource, {
      aws_wafv2_web_acl: {
        acl: {
          name: "front",
          scope: "REGIONAL",
          default_action: { allow: {} },
          visibility_config: visibility,
          rule: rules.map((rule, i) => ({ priority: i, visibility_config: visibility, ...rule })),
          ...acl,
        },
      },
      aws_wafv2_web_acl_association: {
        association: {
          resource_arn: associated ?? "${aws_api_gateway_stage.dev.arn}",
          web_acl_arn: "${aws_wafv2_web_acl.acl.arn}",
        },
      },
      ...more,
    });
  };
}

function read(written: Written) {
  const { apis, notices } = model(withFirewall(written));
  const found = notices.filter(({ address }) => address.includes("wafv2"));
  return {
    firewall: apis[0]?.stages[0]?.firewall,
    notices: found.map(({ address, message }) => `${address}: ${message}`),
  };
}

const blocking = (statement: object) => ({ name: "r", action: { block: {} }, statement });

function statement(written: object, more: Written["more"] = {}) {
  const { firewall, notices } = read({ rules: [blocking(written)], more });
  const [rule] = firewall?.rules ?? [];
  return { notices, statement: rule?.kind === "statement" ? rule.statement : undefined };
}

const header = { single_header: { name: "x-tenant" } };
const inspected = { part: { of: "header", name: "x-tenant" }, transformations: ["NONE"] };

test("rules in the order of their priorities, with actions, labels and the default action", () => {
  const size = {
    size_constraint_statement: {
      comparison_operator: "GT",
      size: 8,
      field_to_match: { body: {} },
      text_transformation: none,
    },
  };
  const { firewall, notices } = read({
    rules: [
      { ...blocking(size), name: "last", priority: 9, action: { captcha: {} } },
      {
        ...blocking(size),
        name: "first",
        priority: 1,
        action: { count: {} },
        rule_label: [{ name: "large" }],
      },
      {
        ...blocking(size),
        name: "own",
        priority: 5,
        action: {
          block: {
            custom_response: {
              response_code: 418,
              custom_response_body_key: "tea",
              response_header: [{ name: "x-a", value: "b" }],
            },
          },
        },
      },
    ],
    acl: {
      default_action: { block: {} },
      custom_response_body: [{ key: "tea", content: "no", content_type: "TEXT_PLAIN" }],
      association_config: { request_body: { api_gateway: { default_size_inspection_limit: "KB_48" } } },
    },
  });
  expect(firewall).toMatchObject({ name: "front", defaultAction: { kind: "block" }, bodyLimit: 49_152 });
  expect(firewall?.labelPrefix).toMatch(/^awswaf:\d{12}:webacl:front:$/);
  expect(firewall?.rules).toMatchObject([
    { name: "first", action: { kind: "count" }, labels: ["large"] },
    {
      name: "own",
      action: {
        kind: "block",
        response: { status: 418, headers: [["x-a", "b"]], body: { type: "text/plain", text: "no" } },
      },
    },
    { name: "last", action: { kind: "captcha" } },
  ]);
  expect(notices).toEqual([]);
});

const bytes = (search: string) => ({
  byte_match_statement: {
    positional_constraint: "CONTAINS",
    search_string: search,
    field_to_match: header,
    text_transformation: none,
  },
});
const read1 = { is: "bytes", position: "CONTAINS", search: "a", ...inspected };

test.each<[string, object, object, Written["more"]?]>([
  ["bytes, as one block", bytes("a"), read1],
  [
    "and, or, not, as lists of blocks",
    {
      and_statement: [
        {
          statement: [
            bytes("a"),
            { or_statement: [{ statement: [bytes("a"), { not_statement: [{ statement: [bytes("a")] }] }] }] },
          ],
        },
      ],
    },
    { is: "and", of: [read1, { is: "or", of: [read1, { is: "not", of: read1 }] }] },
  ],
  [
    "an IP set",
    { ip_set_reference_statement: { arn: "${aws_wafv2_ip_set.s.arn}" } },
    { is: "addresses", ranges: ["192.0.2.0/24"] },
    {
      aws_wafv2_ip_set: {
        s: { name: "s", scope: "REGIONAL", ip_address_version: "IPV4", addresses: ["192.0.2.0/24"] },
      },
    },
  ],
  [
    "an address in a header",
    {
      ip_set_reference_statement: {
        arn: "${aws_wafv2_ip_set.s.arn}",
        ip_set_forwarded_ip_config: {
          header_name: "X-Forwarded-For",
          fallback_behavior: "MATCH",
          position: "ANY",
        },
      },
    },
    { forwarded: { header: "X-Forwarded-For", fallback: "MATCH", position: "ANY" } },
    { aws_wafv2_ip_set: { s: { name: "s", scope: "REGIONAL", ip_address_version: "IPV4", addresses: [] } } },
  ],
  [
    "a pattern set",
    {
      regex_pattern_set_reference_statement: {
        arn: "${aws_wafv2_regex_pattern_set.s.arn}",
        field_to_match: { uri_path: {} },
        text_transformation: [
          { priority: 2, type: "URL_DECODE" },
          { priority: 1, type: "LOWERCASE" },
        ],
      },
    },
    {
      is: "patterns",
      patterns: ["^/a", "b$"],
      part: { of: "path" },
      transformations: ["LOWERCASE", "URL_DECODE"],
    },
    {
      aws_wafv2_regex_pattern_set: {
        s: {
          name: "s",
          scope: "REGIONAL",
          regular_expression: [{ regex_string: "^/a" }, { regex_string: "b$" }],
        },
      },
    },
  ],
  [
    "countries",
    { geo_match_statement: { country_codes: ["DE", "FR"] } },
    { is: "countries", codes: ["DE", "FR"] },
  ],
  [
    "a label",
    { label_match_statement: { key: "large", scope: "LABEL" } },
    { is: "label", key: "large", scope: "LABEL" },
  ],
  [
    "a rate by address",
    { rate_based_statement: { limit: 100, aggregate_key_type: "IP" } },
    { is: "rate", limit: 100, windowSeconds: 300, keys: [{ by: "address" }] },
  ],
  [
    "a rate by keys, of some requests",
    {
      rate_based_statement: {
        limit: 10,
        evaluation_window_sec: 60,
        aggregate_key_type: "CUSTOM_KEYS",
        custom_key: [
          { ip: {} },
          { header: { name: "x-tenant", text_transformation: none } },
          { http_method: {} },
        ],
        scope_down_statement: bytes("a"),
      },
    },
    {
      is: "rate",
      limit: 10,
      windowSeconds: 60,
      keys: [{ by: "address" }, { by: "text", ...inspected }, { by: "method" }],
      of: read1,
    },
  ],
])("%s", (...[, written, expected, more]) => {
  const found = statement(written, more);
  expect(found.statement).toMatchObject(expected);
  expect(found.notices).toEqual([]);
});

test.each<[string, object, RegExp]>([
  [
    "a managed rule group",
    { managed_rule_group_statement: { vendor_name: "AWS", name: "AWSManagedRulesCommonRuleSet" } },
    /AWSManagedRulesCommonRuleSet is a managed rule group$/,
  ],
  [
    "a label that AWS makes",
    { label_match_statement: { key: "awswaf:managed:aws:bot-control:", scope: "NAMESPACE" } },
    /the label awswaf:managed:aws:bot-control: is made by AWS$/,
  ],
  [
    "SQL injection, also among others",
    {
      not_statement: {
        statement: [{ sqli_match_statement: { field_to_match: header, text_transformation: none } }],
      },
    },
    /its statement is sqli_match_statement$/,
  ],
  [
    "a transformation",
    {
      byte_match_statement: {
        ...bytes("a").byte_match_statement,
        text_transformation: [{ priority: 0, type: "JS_DECODE" }],
      },
    },
    /the transformation JS_DECODE is not evaluated$/,
  ],
  [
    "a part of the request",
    {
      byte_match_statement: {
        ...bytes("a").byte_match_statement,
        field_to_match: { ja3_fingerprint: { fallback_behavior: "MATCH" } },
      },
    },
    /the part ja3_fingerprint of a request is not inspected here$/,
  ],
  [
    "an expression",
    { regex_match_statement: { regex_string: "(a)\\1", field_to_match: header, text_transformation: none } },
    /cannot be evaluated in bounded time/,
  ],
  [
    "a set of another Terraform",
    { ip_set_reference_statement: { arn: "arn:aws:wafv2:us-east-1:123456789012:regional/ipset/x/1" } },
    /its IP set is not in this Terraform$/,
  ],
  [
    "a value that is not known",
    {
      byte_match_statement: {
        ...bytes("a").byte_match_statement,
        search_string: "${aws_api_gateway_stage.dev.web_acl_arn}",
      },
    },
    /search_string decides about access, and is not known/,
  ],
])("%s is named as not evaluated", (_, written, because) => {
  const { notices } = statement(written);
  expect(notices).toHaveLength(1);
  expect(notices[0]).toMatch(/^api\/aws_wafv2_web_acl\.acl: the rule r is not evaluated: /);
  expect(notices[0]).toMatch(because);
});

const group = (rules: readonly object[]) => ({
  aws_wafv2_rule_group: {
    g: {
      name: "group",
      scope: "REGIONAL",
      capacity: 10,
      visibility_config: visibility,
      rule: rules.map((rule, i) => ({ priority: i, visibility_config: visibility, ...rule })),
    },
  },
});

test("a rule group with actions in place of its own, by a rule and by an association", () => {
  const { firewall, notices } = read({
    rules: [
      {
        name: "by-rule",
        override_action: { count: {} },
        statement: {
          rule_group_reference_statement: {
            arn: "${aws_wafv2_rule_group.g.arn}",
            rule_action_override: [{ name: "one", action_to_use: { count: {} } }],
          },
        },
      },
    ],
    more: {
      ...group([
        { ...blocking(bytes("a")), name: "two", priority: 2 },
        { ...blocking(bytes("a")), name: "one", priority: 1 },
      ]),
      aws_wafv2_web_acl_rule_group_association: {
        a: {
          rule_name: "by-association",
          priority: 7,
          web_acl_arn: "${aws_wafv2_web_acl.acl.arn}",
          rule_group_reference: [{ arn: "${aws_wafv2_rule_group.g.arn}" }],
        },
      },
    },
  });
  const actions = firewall?.rules.map(
    (rule) =>
      rule.kind === "group" && [
        rule.name,
        rule.onlyCounts,
        rule.rules.map(({ action, name }) => `${name} ${action.kind}`),
      ],
  );
  expect(actions).toEqual([
    ["by-rule", true, ["one count", "two block"]],
    ["by-association", false, ["one block", "two block"]],
  ]);
  expect(notices).toEqual([]);
});

test("headers that rules insert into requests are named as not inserted", () => {
  const handling = { custom_request_handling: { insert_header: { name: "a", value: "b" } } };
  const { notices } = read({
    rules: [{ name: "r", action: { count: handling }, statement: bytes("a") }],
    acl: { default_action: [{ allow: [handling] }] },
  });
  expect(notices).toEqual([
    "api/aws_wafv2_web_acl.acl: the headers that the rule r inserts into requests are not inserted here",
    "api/aws_wafv2_web_acl.acl: the headers that the default action inserts into requests are not inserted here",
  ]);
});

test("a web ACL in front of something else is named, and is in front of no stage", () => {
  const { firewall, notices } = read({
    associated: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_A",
  });
  expect(firewall).toBeUndefined();
  expect(notices).toEqual(["api/aws_wafv2_web_acl.acl: the web ACL is not evaluated"]);
});
