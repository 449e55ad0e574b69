import { type WebAclRuleProps, webAclRules } from "../../../constructs/edge/web-acl-rules";
import { AlarmTopic } from "../../../constructs/observe/alarm-topic";
import { LogGroup } from "../../../constructs/observe/log-group";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { LockedBucket } from "../../../constructs/state/locked-bucket";
import type { Build, Case } from "./case";

const waf =
  (change: Partial<WebAclRuleProps>): Build =>
  () =>
    webAclRules({ protects: "api", ...change });
const own = (name: string, priority: number) => ({ name, priority, action: "block" as const, statement: {} });
export const edgeCases: readonly Case[] = [
  // The edge
  ["WAF_PRIORITY_TAKEN", /"a" and "b" both have priority 100/, waf({ own: [own("a", 100), own("b", 100)] })],
  ["WAF_PRIORITY_INVALID", /"a" has priority 5; expected 100 to 999/, waf({ own: [own("a", 5)] })],
  ["WAF_NAME_TAKEN", /named "core"/, waf({ own: [own("core", 100)] })],
  ["WAF_LIMIT_INVALID", /requestsPerIp is 5; expected/, waf({ requestsPerIp: 5 })],
  ["WAF_LIMIT_INVALID", /signInsPerIp is 1\.5; expected/, waf({ protects: "user-pool", signInsPerIp: 1.5 })],
  ["COUNTRY_INVALID", /hold "Germany"/, waf({ countries: { only: ["Germany"] } })],
  ["COUNTRY_INVALID", /hold ""/, waf({ countries: { except: [] } })],
  ["BODY_LIMIT_INVALID", /largestBody is 100000; expected 1 to 65536/, waf({ largestBody: 100_000 })],
  // Watch and state
  [
    "RETENTION_INVALID",
    /"\/shop" is 0 days; CloudWatch Logs accepts 1, 3/,
    (scope) => new LogGroup(scope, "log", { name: "/shop", retention: 0, key: "aws-owned" }),
  ],
  [
    "EMAIL_INVALID",
    /"ops" cannot be told of alarms/,
    (scope) => new AlarmTopic(scope, "topic", { name: "ops", key: { arn: "k" }, emails: ["ops"] }),
  ],
  [
    "BUCKET_NAME_INVALID",
    /state names the bucket "My_Bucket"/,
    (scope) => new LockedBucket(scope, "state", { name: "My_Bucket", key: "s3", accessLog: "off" }),
  ],
  [
    "KEY_WINDOW_INVALID",
    /key "shop" would go 3 days after/,
    (scope) =>
      new EncryptionKey(scope, "key", { name: "shop", description: "", users: [], deletionWindow: 3 }),
  ],
];
