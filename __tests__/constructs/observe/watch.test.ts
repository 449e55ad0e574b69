import { ACCESS_LOG_FORMAT } from "../../../constructs/observe/access-log-format";
import { AlarmTopic } from "../../../constructs/observe/alarm-topic";
import { ApiAlarms } from "../../../constructs/observe/api-alarms";
import { ApiDashboard } from "../../../constructs/observe/api-dashboard";
import { LogGroup } from "../../../constructs/observe/log-group";
import { EncryptionKey } from "../../../constructs/state/encryption-key";
import { all, only, statements, terraformOf } from "../terraform";

const api = { name: "shop", stageName: "live" };

test("the access log says who, which route and which refusal, and has no token, body or free text", () => {
  const fields = JSON.parse(ACCESS_LOG_FORMAT) as Record<string, string>;
  expect(fields).toMatchObject({
    route: "$context.resourcePath",
    status: "$context.status",
    refusal: "$context.error.responseType",
    principal: "$context.authorizer.principalId",
    userArn: "$context.identity.userArn",
  });
  for (const value of Object.values(fields)) {
    expect(value).toMatch(/^\$context\.[A-Za-z.]+$/);
    expect(value).not.toMatch(
      /apiKey$|error\.message|userAgent|requestOverride|\.path$|context\.requestId$/i,
    );
  }
  expect(fields.requestId).toBe("$context.extendedRequestId");
});

test("a key rotates, cannot be destroyed by a plan, and serves this account's logs and alarms only", () => {
  const terraform = terraformOf((stack) => {
    new EncryptionKey(stack, "key", {
      name: "shop",
      description: "",
      users: ["logs", "alarms", "cloudtrail"],
    });
  });
  const key = only(terraform, "aws_kms_key");
  expect(key).toMatchObject({ enable_key_rotation: true, lifecycle: { prevent_destroy: true } });
  const [account, ...services] = statements(key.policy);
  expect(account?.Principal).toEqual({ AWS: expect.stringMatching(/:root$/) });
  expect(services).toHaveLength(3);
  for (const service of services) expect(Object.keys(service.Condition)).toHaveLength(1);
});

test("alarms go by mail over an encrypted topic that only this account's alarms publish to", () => {
  const terraform = terraformOf((stack) => {
    const key = new EncryptionKey(stack, "key", { name: "shop", description: "", users: ["alarms"] });
    new AlarmTopic(stack, "topic", { name: "shop", key, emails: ["ops@example.com"] });
  });
  expect(only(terraform, "aws_sns_topic").kms_master_key_id).toMatch(/aws_kms_key/);
  const [allow, deny] = statements(only(terraform, "aws_sns_topic_policy").policy);
  expect(allow).toMatchObject({ Effect: "Allow", Principal: { Service: "cloudwatch.amazonaws.com" } });
  expect(allow?.Condition.StringEquals).toHaveProperty(["aws:SourceAccount"]);
  expect(deny).toMatchObject({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } });
  expect(only(terraform, "aws_sns_topic_subscription")).toMatchObject({
    protocol: "email",
    endpoint: "ops@example.com",
  });
});

const alarms = terraformOf((stack) => {
  const accessLog = new LogGroup(stack, "log", { name: "/shop", key: "aws-owned" });
  new ApiAlarms(stack, "alarms", {
    name: "shop",
    api,
    accessLog,
    authorizer: "gate",
    webAcl: { metricName: "shop" },
    topic: { arn: "arn:aws:sns:eu-central-1:111111111111:ops" },
    thresholds: { "429": 3 },
  });
});

test("rates of 401, 403, 429 and 5xx, the authorizer's errors and latency, and blocks each have an alarm", () => {
  expect(
    all(alarms, "aws_cloudwatch_metric_alarm")
      .map((alarm) => alarm.alarm_name)
      .sort(),
  ).toEqual([
    "shop-authorizer-errors",
    "shop-authorizer-latency",
    "shop-rate-401",
    "shop-rate-403",
    "shop-rate-429",
    "shop-rate-5xx",
    "shop-waf-blocks",
  ]);
  for (const alarm of all(alarms, "aws_cloudwatch_metric_alarm")) {
    expect(alarm).toMatchObject({
      treat_missing_data: "notBreaching",
      alarm_actions: ["arn:aws:sns:eu-central-1:111111111111:ops"],
    });
    // A query and a metric of its own exclude each other.
    expect("metric_query" in alarm).toBe(!("metric_name" in alarm));
  }
});

test("a rate is a share of all calls of the stage, counted in its access log", () => {
  const alarm = all(alarms, "aws_cloudwatch_metric_alarm").find(
    (each) => each.alarm_name === "shop-rate-429",
  );
  expect(alarm).toMatchObject({ threshold: 3 });
  const [, refused, calls] = alarm?.metric_query ?? [];
  expect(refused.metric).toMatchObject({ namespace: "Gatehouse/shop", metric_name: "Status429" });
  expect(calls.metric).toMatchObject({ dimensions: { ApiName: "shop", Stage: "live" } });
  const filter = all(alarms, "aws_cloudwatch_log_metric_filter").find((each) => each.name === "shop-429");
  expect(filter).toMatchObject({
    pattern: '{ $.status = "429" }',
    log_group_name: expect.stringMatching(/aws_cloudwatch_log_group/),
  });
});

const REGION = /^\$\{data\.aws_region\.\w+\.region\}$/;

test("the firewall's alarm watches the region of the stack", () => {
  const alarm = all(alarms, "aws_cloudwatch_metric_alarm").find(
    (each) => each.alarm_name === "shop-waf-blocks",
  );
  expect(alarm?.dimensions).toEqual({ WebACL: "shop", Region: expect.stringMatching(REGION), Rule: "ALL" });
});

test("the dashboard is JSON that CloudWatch can read, and shows every function", () => {
  const terraform = terraformOf((stack) => {
    new ApiDashboard(stack, "board", {
      name: "shop",
      api,
      alarms: "shop",
      functions: ["gate", "pets"],
      webAcl: "shop",
    });
  });
  const { widgets } = JSON.parse(only(terraform, "aws_cloudwatch_dashboard").dashboard_body);
  expect(widgets).toHaveLength(5);
  const places = widgets.map((widget: { x: number; y: number }) => `${widget.x},${widget.y}`);
  expect(new Set(places).size).toBe(5);
  expect(JSON.stringify(widgets)).toMatch(/"FunctionName","pets"/);
  for (const { properties } of widgets) expect(properties.region).toMatch(REGION);
  expect(widgets.at(-1).properties.metrics[0].slice(4, 6)).toEqual(["Region", expect.stringMatching(REGION)]);
});
