import { bytes, header, inspected, none, read1, statement, type Written } from "./firewall";

/** Statements of a web ACL's rules, as the gate reads them. */

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
