/** What production is billed for, counted in its Terraform, and which setting takes each part away. */
import type { Environment } from "../../stacks/environment";
import { type PriceName, prices } from "./prices";
import type { Resources } from "./production";

/** Units of one price: whatever happens, once the API is called in every hour, for a million calls, for a user. */
export interface Quantity {
  readonly price: PriceName;
  readonly idle?: number;
  readonly inUse?: number;
  readonly million?: number;
  readonly user?: number;
}

export const columns = ["idle", "inUse", "million", "user"] as const;
export type Column = (typeof columns)[number];

export interface Part {
  readonly name: string;
  /** The one setting of the environment without which the part is gone. Left out: it serves the calls themselves. */
  readonly off?: Partial<Environment>;
  /** Settings that must go along, since what they stand for needs this part. */
  readonly with?: Partial<Environment>;
  readonly quantities: (resources: Resources) => readonly Quantity[];
}

const CALLS = 1_000_000;

/** What no Terraform says. */
export const assumed = {
  /** Seconds that a function runs for a call. */
  seconds: 0.02,
  /** Bytes of a firewall's log for a call: headers and the rules that matched. */
  firewallLine: 1500,
  /** Bytes that Lambda itself logs of a call: START, END, REPORT. */
  functionLines: 400,
  /** Uses of keys for a million calls; services keep what they unwrapped for minutes. */
  keyUses: 100_000,
} as const;

/** Metrics that API Gateway counts for each method, once detailed metrics are on; a cache adds two. */
const METHOD_METRICS = ["Count", "4XXError", "5XXError", "Latency", "IntegrationLatency"];

export const parts: readonly Part[] = [
  {
    name: "API Gateway, REST",
    quantities: (resources) => [
      { price: "apiCall", million: CALLS * sign(resources, "aws_api_gateway_stage") },
    ],
  },
  {
    name: "Functions",
    quantities: (resources) => [
      { price: "invocation", million: CALLS * sign(resources, "aws_lambda_function") },
      { price: "gbSecond", million: CALLS * assumed.seconds * memoryGb(resources) },
    ],
  },
  {
    name: "Functions' own logs",
    quantities: (resources) => [
      { price: "logIn", million: gb(assumed.functionLines) * sign(resources, "aws_lambda_function") },
    ],
  },
  {
    name: "Tables, one read a call",
    quantities: (resources) => [
      { price: "tableRead", million: CALLS * sign(resources, "aws_dynamodb_table") },
    ],
  },
  {
    name: "Firewalls",
    off: { firewall: "off" },
    quantities: (resources) => {
      const acls = all(resources, "aws_wafv2_web_acl");
      return [
        { price: "webAcl", idle: acls.length },
        { price: "rule", idle: sum(acls.map((acl) => acl.rule.length)) },
        { price: "inspection", million: CALLS * Math.min(1, inStack("api", resources, "aws_wafv2_web_acl")) },
      ];
    },
  },
  {
    name: "Firewalls' logs",
    off: { firewall: "off" },
    quantities: (resources) => {
      const logged = inStack("api", resources, "aws_wafv2_web_acl_logging_configuration");
      return [{ price: "logIn", million: gb(assumed.firewallLine) * Math.min(1, logged) }];
    },
  },
  {
    name: "Keys of the API and the user pool",
    off: { encryption: "aws-owned" },
    with: { alarms: "off" },
    quantities: (resources) => {
      const keys = inStack("api", resources, "aws_kms_key") + inStack("identity", resources, "aws_kms_key");
      return [
        { price: "key", idle: keys },
        { price: "keyUse", million: assumed.keyUses * Math.min(1, keys) },
      ];
    },
  },
  {
    name: "Keys of the state and the trail",
    off: { bootstrap: "elsewhere" },
    quantities: (resources) => [{ price: "key", idle: inStack("bootstrap", resources, "aws_kms_key") }],
  },
  {
    name: "Access log",
    off: { logs: "off" },
    with: { alarms: "off" },
    quantities: (resources) => [
      // A line is about as long as its format: names of fields, with values in the variables' places.
      {
        price: "logIn",
        million: sum(
          all(resources, "aws_api_gateway_stage").map((stage) =>
            gb(stage.access_log_settings?.format.length ?? 0),
          ),
        ),
      },
    ],
  },
  {
    name: "Alarms, and the metrics they count in the access log",
    off: { alarms: "off" },
    quantities: (resources) => [
      { price: "alarmMetric", idle: sum(all(resources, "aws_cloudwatch_metric_alarm").map(metricsOf)) },
      { price: "metric", inUse: all(resources, "aws_cloudwatch_log_metric_filter").length },
    ],
  },
  {
    name: "Metrics of each method",
    off: { alarms: "off" },
    quantities: (resources) => {
      const detailed = all(resources, "aws_api_gateway_method_settings").some(
        ({ settings }) => settings.metrics_enabled,
      );
      const methods = detailed ? all(resources, "aws_api_gateway_method").length : 0;
      return [{ price: "metric", inUse: methods * METHOD_METRICS.length }];
    },
  },
  {
    name: "Traces",
    off: { tracing: "off" },
    // X-Ray takes the first call of every second and 5 % of the others: at a million calls a month, nearly all.
    quantities: (resources) => [
      {
        price: "trace",
        million: CALLS * Math.min(1, all(resources, "aws_api_gateway_stage").filter(isTraced).length),
      },
    ],
  },
  {
    name: "Users, tier Plus",
    off: { userPool: { selfSignUp: true } },
    quantities: (resources) => [
      {
        price: "plusUser",
        user: all(resources, "aws_cognito_user_pool").filter((pool) => pool.user_pool_tier === "PLUS").length,
      },
    ],
  },
];

/** USD of a part, by column. */
export function costOf(quantities: readonly Quantity[], column: Column): number {
  return sum(quantities.map((quantity) => (quantity[column] ?? 0) * prices[quantity.price].usd));
}

// biome-ignore lint/suspicious/noExplicitAny: what Terraform holds is looked at, not typed
type Body = any;

function all(resources: Resources, type: string): Body[] {
  return Object.values(resources[type] ?? {});
}

function inStack(stack: string, resources: Resources, type: string): number {
  return Object.keys(resources[type] ?? {}).filter((address) => address.startsWith(`${stack}-`)).length;
}

/** 1 where there is such a resource: calls cost once, however many there are. */
function sign(resources: Resources, type: string): 0 | 1 {
  return all(resources, type).length > 0 ? 1 : 0;
}

/** Of the average function behind the API. */
function memoryGb(resources: Resources): number {
  const sizes = all(resources, "aws_lambda_function").map((lambda) => lambda.memory_size / 1024);
  return sizes.length > 0 ? sum(sizes) / sizes.length : 0;
}

/** An alarm over an expression is billed for each metric in it. */
function metricsOf(alarm: Body): number {
  return alarm.metric_query?.filter((query: Body) => query.metric).length ?? 1;
}

function isTraced(stage: Body): boolean {
  return stage.xray_tracing_enabled === true;
}

/** GB for a million calls of which each leaves so many bytes. */
function gb(bytes: number): number {
  return (bytes * CALLS) / 1e9;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
