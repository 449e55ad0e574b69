import { WebAcl, type WebAclProps } from "../../../constructs/edge/web-acl";
import { MANAGED_GROUPS, webAclRules } from "../../../constructs/edge/web-acl-rules";
import { LogGroup } from "../../../constructs/observe/log-group";
import { all, only, refusal, terraformOf } from "../terraform";

const acl = (change: Partial<WebAclProps> = {}) =>
  terraformOf((stack) => {
    const log = new LogGroup(stack, "log", { name: "aws-waf-logs-shop", key: "aws-owned" });
    new WebAcl(stack, "firewall", { name: "shop", protects: "api", log, ...change });
  });
const rules = (change: Partial<WebAclProps> = {}) => only(acl(change), "aws_wafv2_web_acl").rule;

test("AWS's five managed groups block, and every rule has a priority of its own", () => {
  const managed = rules().filter((rule: never) => "override_action" in rule);
  expect(
    managed.map(
      (rule: { statement: never }) =>
        (rule.statement as { managed_rule_group_statement: { name: string } }).managed_rule_group_statement
          .name,
    ),
  ).toEqual(Object.values(MANAGED_GROUPS));
  for (const rule of managed) expect(rule.override_action).toEqual({ none: {} });
  const priorities = rules().map((rule: { priority: number }) => rule.priority);
  expect(new Set(priorities).size).toBe(priorities.length);
});

test("statements are written in Terraform's own words at every depth", () => {
  const keys = (value: unknown): string[] =>
    Array.isArray(value)
      ? value.flatMap(keys)
      : typeof value === "object" && value !== null
        ? Object.entries(value).flatMap(([key, inner]) => [key, ...keys(inner)])
        : [];
  const found = rules({
    protects: "user-pool",
    countries: { only: ["DE"] },
    largestBody: 20_000,
    onlyCount: { core: ["SizeRestrictions_URIPATH"] },
  }).flatMap((rule: { statement: unknown }) => keys(rule.statement));
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter((key: string) => !/^[a-z_]+$/.test(key))).toEqual([]);
});

test("mode count blocks nothing and counts what it would block", () => {
  for (const rule of rules({ mode: "count", countries: { except: ["AQ"] }, largestBody: 9_000 })) {
    expect(rule.action ?? rule.override_action).toEqual({ count: {} });
  }
});

test("a single rule of a group can count while the rest of it blocks", () => {
  const core = rules({ onlyCount: { core: ["CrossSiteScripting_BODY"] } }).find(
    (rule: { name: string }) => rule.name === "core",
  );
  expect(core.statement.managed_rule_group_statement.rule_action_override).toEqual([
    { name: "CrossSiteScripting_BODY", action_to_use: { count: {} } },
  ]);
  expect(core.override_action).toEqual({ none: {} });
});

test.each<[Partial<WebAclProps>, boolean]>([
  [{ protects: "api" }, true],
  [{ protects: "api", hostingProviders: "block" }, false],
  [{ protects: "user-pool" }, false],
  [{ protects: "user-pool", hostingProviders: "count" }, true],
])("with %j, callers from hosting providers are only counted: %s", (change, counted) => {
  const group = rules(change).find((rule: { name: string }) => rule.name === "anonymous-ip");
  const { rule_action_override: overrides = [] } = group.statement.managed_rule_group_statement;
  expect(overrides).toEqual(counted ? [{ name: "HostingProviderIPList", action_to_use: { count: {} } }] : []);
  // The rest of the group, Tor and anonymous proxies, blocks.
  expect(group.override_action).toEqual({ none: {} });
});

test("a larger body limit replaces that of the core rule group, and WAF inspects as much", () => {
  const made = only(acl({ largestBody: 20_000 }), "aws_wafv2_web_acl");
  const named = (name: string) => made.rule.find((rule: { name: string }) => rule.name === name);
  expect(named("largest-body").statement.size_constraint_statement).toMatchObject({
    comparison_operator: "GT",
    size: 20_000,
    field_to_match: { body: { oversize_handling: "MATCH" } },
  });
  expect(named("core").statement.managed_rule_group_statement.rule_action_override[0].name).toBe(
    "SizeRestrictions_BODY",
  );
  expect(made.association_config.request_body[0].api_gateway).toEqual({
    default_size_inspection_limit: "KB_32",
  });
});

test("before a user pool, sign-ins are counted by address and operation, which is a header", () => {
  const limit = rules({ protects: "user-pool", signInsPerIp: 50 }).find(
    (rule: { name: string }) => rule.name === "sign-ins-per-ip",
  );
  expect(limit.statement.rate_based_statement).toMatchObject({
    limit: 50,
    aggregate_key_type: "CUSTOM_KEYS",
  });
  expect(limit.statement.rate_based_statement.custom_key).toEqual([
    { ip: {} },
    { header: { name: "x-amz-target", text_transformation: [{ priority: 0, type: "NONE" }] } },
  ]);
  const operations = limit.statement.rate_based_statement.scope_down_statement.or_statement.statement;
  expect(operations).toHaveLength(7);
  expect(operations[0].byte_match_statement.search_string).toBe(
    "AWSCognitoIdentityProviderService.InitiateAuth",
  );
  expect(rules().some((rule: { name: string }) => rule.name === "sign-ins-per-ip")).toBe(false);
});

test("the log has no credentials in it", () => {
  const { redacted_fields } = only(acl(), "aws_wafv2_web_acl_logging_configuration");
  expect(redacted_fields).toEqual([
    { single_header: { name: "authorization" } },
    { single_header: { name: "cookie" } },
    { single_header: { name: "x-amz-security-token" } },
    { single_header: { name: "x-api-key" } },
    { query_string: {} },
  ]);
  expect(all(acl({ log: "off" }), "aws_wafv2_web_acl_logging_configuration")).toEqual([]);
});

test("rules are in the order of their priorities, whatever the order of the declaration", () => {
  const own = (name: string, priority: number) => ({
    name,
    priority,
    action: "block" as const,
    statement: {},
  });
  const names = (list: Parameters<typeof webAclRules>[0]["own"]) =>
    webAclRules({ protects: "api", ...(list && { own: list }) }).map((rule) => rule.name);
  expect(names([own("b", 200), own("a", 100)])).toEqual(names([own("a", 100), own("b", 200)]));
});

test("a log group with a name that WAF does not accept is refused", () => {
  const log = (scope: never) => new LogGroup(scope, "log", { name: "waf", key: "aws-owned" });
  expect(
    refusal((scope) => new WebAcl(scope, "acl", { name: "shop", protects: "api", log: log(scope as never) })),
  ).toEqual([
    "WAF_LOG_NAME",
    'The web ACL "shop" would log to "waf"; WAF requires a group whose name begins with "aws-waf-logs-".',
  ]);
});
