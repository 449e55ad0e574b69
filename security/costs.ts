/** What production costs by list price while nobody calls, and for a million calls, counted in its Terraform. */
import type { Resources } from "./production";

/** Prices of us-east-1 in USD, from AWS's price pages as known on this day; look there before a decision. */
export const PRICES_AS_OF = "2026-11-21";

interface Item {
  readonly part: string;
  readonly switchedOffBy: string;
  /** USD a month, whatever happens. */
  readonly idle: (count: (type: string) => number, resources: Resources) => number;
  /** USD for a million calls. */
  readonly million: (count: (type: string) => number) => number;
  readonly priced: string;
  readonly page: string;
}

// One line of an access log, and of WAF's, in GB for a million calls.
const ACCESS_LOG_GB = 0.8;
const WAF_LOG_GB = 1.5;

const items: readonly Item[] = [
  {
    part: "API Gateway, REST",
    switchedOffBy: "",
    idle: () => 0,
    million: () => 3.5,
    priced: "3.50 a million calls",
    page: "aws.amazon.com/api-gateway/pricing",
  },
  {
    part: "Lambda, 256 MB, 20 ms, arm64",
    switchedOffBy: "",
    idle: () => 0,
    million: () => 0.2 + 1_000_000 * 0.02 * 0.25 * 0.0000133334,
    priced: "0.20 a million calls, 0.0000133334 a GB-second",
    page: "aws.amazon.com/lambda/pricing",
  },
  {
    part: "Firewalls (web ACLs, their rules and groups)",
    switchedOffBy: '`firewall: "off"`',
    idle: (count, resources) =>
      5 * count("aws_wafv2_web_acl") +
      Object.values(resources.aws_wafv2_web_acl ?? {}).reduce((sum, acl) => sum + acl.rule.length, 0),
    million: (count) => (count("aws_wafv2_web_acl") > 0 ? 0.6 : 0),
    priced: "5 an ACL and 1 a rule or group a month, 0.60 a million requests",
    page: "aws.amazon.com/waf/pricing",
  },
  {
    part: "KMS keys",
    switchedOffBy: '`encryption: "aws-owned"`, `bootstrap: "elsewhere"`',
    idle: (count) => count("aws_kms_key"),
    million: (count) => (count("aws_kms_key") > 0 ? 0.3 : 0),
    priced:
      "1 a key and month, and 1 more after each of the first two rotations; 0.03 for 10,000 uses, of which some 100,000 for a million calls",
    page: "aws.amazon.com/kms/pricing",
  },
  {
    part: "Logs: access, firewall, execution",
    switchedOffBy: '`logs: "off"`, `firewall: "off"`',
    idle: () => 0,
    million: (count) =>
      (count("aws_cloudwatch_log_metric_filter") > 0 ? ACCESS_LOG_GB * 0.5 : 0) +
      (count("aws_wafv2_web_acl_logging_configuration") > 0 ? WAF_LOG_GB * 0.5 : 0),
    priced: `0.50 a GB taken in, 0.03 a GB and month kept; about ${ACCESS_LOG_GB} GB and ${WAF_LOG_GB} GB for a million calls`,
    page: "aws.amazon.com/cloudwatch/pricing",
  },
  {
    part: "Alarms and the metrics they count",
    switchedOffBy: '`alarms: "off"`',
    // A rate is an alarm over two metrics.
    idle: (count) =>
      0.1 * (count("aws_cloudwatch_metric_alarm") + count("aws_cloudwatch_log_metric_filter")) +
      0.3 * count("aws_cloudwatch_log_metric_filter"),
    million: () => 0,
    priced:
      "0.10 a metric in an alarm, 0.30 a metric of one's own; three dashboards are free, further ones 3",
    page: "aws.amazon.com/cloudwatch/pricing",
  },
  {
    part: "X-Ray, one call in twenty",
    switchedOffBy: '`tracing: "off"`',
    idle: () => 0,
    million: (count) => (count("aws_api_gateway_stage") > 0 ? 0.25 : 0),
    priced: "5 a million traces; the first 100,000 a month are free",
    page: "aws.amazon.com/xray/pricing",
  },
  {
    part: "CloudTrail",
    switchedOffBy: '`bootstrap: "elsewhere"`',
    idle: () => 0,
    million: () => 0,
    priced: "the first trail's management events are free; its log group as logs above",
    page: "aws.amazon.com/cloudtrail/pricing",
  },
  {
    part: "Cognito, Plus",
    switchedOffBy: "`userPool: {}` (Essentials: 0.015 a user beyond the first 10,000)",
    idle: () => 0,
    million: () => 0,
    priced: "0.02 a user who is active in the month, from the first",
    page: "aws.amazon.com/cognito/pricing",
  },
  {
    part: "DynamoDB, one read a call",
    switchedOffBy: "",
    idle: () => 0,
    million: () => 0.125,
    priced: "0.125 a million reads, 0.625 a million writes",
    page: "aws.amazon.com/dynamodb/pricing",
  },
];

/** The table in docs/costs.md. */
export function costsDocument(resources: Resources): string {
  const count = (type: string) => Object.keys(resources[type] ?? {}).length;
  const usd = (value: number) => value.toFixed(2);
  const rows = items.map((item) => [
    item.part,
    usd(item.idle(count, resources)),
    usd(item.million(count)),
    item.switchedOffBy,
    `${item.priced} (${item.page})`,
  ]);
  const sum = (of: (item: Item) => number) => usd(items.reduce((total, item) => total + of(item), 0));
  const total = [
    "**all**",
    sum((item) => item.idle(count, resources)),
    sum((item) => item.million(count)),
    "",
    "",
  ];
  return `# What it costs

Production with everything on, in USD at the list prices of us-east-1 as known on ${PRICES_AS_OF}, without taxes, free
tiers and traffic. The counts come from the Terraform; \`UPDATE_DOCS=1 npx jest __tests__/stacks/controls\` writes this
page anew. Development has everything of this switched off that costs while nobody calls.

| part | idle, a month | a million calls | switched off by | price |
| --- | --- | --- | --- | --- |
${[...rows, total].map((row) => `| ${row.join(" | ")} |`).join("\n")}

Not in these stacks unless asked for: a cache (0.5 GB: 0.02 an hour), a VPC link's load balancer, text messages, SES,
a hosted zone (0.50 a month).
`;
}
