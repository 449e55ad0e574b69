import { blocking, bytes, none, read, visibility } from "./firewall";
import { reading, type Stacks } from "./reading";

/** Web ACLs in front of stages, as the gate reads them. */

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

test("a second web ACL of a stage is refused by the gate, and said to readers", () => {
  const edit = ({ api }: Stacks) => {
    const association = (web_acl_arn: string) => ({
      resource_arn: "${aws_api_gateway_stage.dev.arn}",
      web_acl_arn,
    });
    api.resource.aws_wafv2_web_acl_association = {
      a: association("arn:aws:wafv2:us-east-1:123456789012:regional/webacl/strict/1"),
      b: association("arn:aws:wafv2:us-east-1:123456789012:regional/webacl/lax/2"),
    };
  };
  const message = "its stage's web ACL is also set by api/aws_wafv2_web_acl_association.a";
  expect(() => reading(edit)(true)).toThrow(
    expect.objectContaining({
      code: "DUPLICATE",
      where: "api/aws_wafv2_web_acl_association.b",
      message: expect.stringContaining(message),
    }),
  );
  expect(reading(edit)(false).notices).toContainEqual({
    address: "api/aws_wafv2_web_acl_association.b",
    message: `${message}, and the last to be applied is in force`,
    weight: "warning",
  });
});

test("a web ACL in front of something else is named, and is in front of no stage", () => {
  const { firewall, notices } = read({
    associated: "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_A",
  });
  expect(firewall).toBeUndefined();
  expect(notices).toEqual(["api/aws_wafv2_web_acl.acl: the web ACL is not evaluated"]);
});
