import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import * as v from "valibot";
import { checkProps, type Entries, fields, refWith, says, someText } from "../declaration";
import type { TopicRef } from "./alarm-topic";
import type { LogGroupRef } from "./log-group";
import { dimensionsOf, type MeasuredApi, measuredApiSchema } from "./measured-api";

export interface ApiAlarmsProps {
  /** Prefix of the alarms' names. */
  readonly name: string;
  /** The API and its stage: a REST API by its name, an HTTP API as `httpApiId`. */
  readonly api: MeasuredApi;
  /** The access log in the format of `ACCESS_LOG_FORMAT` or `HTTP_ACCESS_LOG_FORMAT`; 401, 403 and 429 are counted in it. */
  readonly accessLog: LogGroupRef;
  /** Name of the Lambda authorizer's function. @default none */
  readonly authorizer?: string;
  /** The firewall whose blocked requests are counted. @default none */
  readonly webAcl?: { readonly metricName: string };
  /** Where alarms are sent. */
  readonly topic: TopicRef;
  /** Percent of all calls in five minutes. @default 401: 20, 403: 20, 429: 5, 5xx: 1 */
  readonly thresholds?: Partial<Record<Rate, number>>;
}

/** Answers whose share of all calls has an alarm: refused tokens, refused callers, throttled calls, failures. */
export type Rate = "401" | "403" | "429" | "5xx";

const RATES: Readonly<
  Record<Rate, { readonly percent: number; readonly pattern: string; readonly means: string }>
> = {
  "401": { percent: 20, pattern: '{ $.status = "401" }', means: "tokens are refused" },
  "403": { percent: 20, pattern: '{ $.status = "403" }', means: "callers are refused" },
  "429": { percent: 5, pattern: '{ $.status = "429" }', means: "calls are throttled or over their quota" },
  "5xx": { percent: 1, pattern: '{ $.status = "5*" }', means: "the API fails" },
};

const below100 = says("a number from 0 to less than 100");
const percent = v.exactOptional(
  v.pipe(v.number(below100), v.minValue(0, below100), v.ltValue(100, below100)),
);

const PROPS = {
  name: someText,
  api: measuredApiSchema,
  accessLog: refWith("name", "arn"),
  authorizer: v.exactOptional(someText),
  webAcl: v.exactOptional(refWith("metricName")),
  topic: refWith("arn"),
  thresholds: v.exactOptional(
    fields({ "401": percent, "403": percent, "429": percent, "5xx": percent } satisfies Entries<
      Record<Rate, number>
    >),
  ),
} satisfies Entries<ApiAlarmsProps>;

/** Alarms on refused requests, failures, the authorizer, and requests that the firewall blocks. */
export class ApiAlarms extends Construct {
  constructor(scope: Construct, id: string, props: ApiAlarmsProps) {
    super(scope, id);
    checkProps(this, props, PROPS);
    for (const rate of Object.keys(RATES) as Rate[]) this.rate(rate, props);
    if (props.authorizer) this.authorizer(props.authorizer, props);
    if (props.webAcl) this.blocks(props.webAcl, props);
  }

  private rate(rate: Rate, props: ApiAlarmsProps): void {
    const { percent, pattern, means } = RATES[rate];
    const counted = { namespace: `Gatehouse/${props.name}`, name: `Status${rate}` };
    new CloudwatchLogMetricFilter(this, `count-${rate}`, {
      name: `${props.name}-${rate}`,
      logGroupName: props.accessLog.name,
      pattern,
      metricTransformation: { ...counted, value: "1", defaultValue: "0" },
    });
    const sum = { period: 300, stat: "Sum" };
    this.alarm(`rate-${rate}`, props, {
      alarmDescription: `More than ${props.thresholds?.[rate] ?? percent} % of calls are answered ${rate}: ${means}.`,
      comparisonOperator: "GreaterThanThreshold",
      threshold: props.thresholds?.[rate] ?? percent,
      evaluationPeriods: 2,
      metricQuery: [
        {
          id: "rate",
          expression: "IF(calls > 0, 100 * refused / calls, 0)",
          label: `${rate} %`,
          returnData: true,
        },
        {
          id: "refused",
          metric: { ...sum, namespace: counted.namespace, metricName: counted.name },
        },
        {
          id: "calls",
          metric: {
            ...sum,
            namespace: "AWS/ApiGateway",
            metricName: "Count",
            dimensions: dimensionsOf(props.api),
          },
        },
      ],
    });
  }

  private authorizer(functionName: string, props: ApiAlarmsProps): void {
    const metric = { namespace: "AWS/Lambda", dimensions: { FunctionName: functionName }, period: 300 };
    this.alarm("authorizer-errors", props, {
      ...metric,
      alarmDescription: "The authorizer fails: callers get 500 instead of an answer.",
      metricName: "Errors",
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      evaluationPeriods: 1,
    });
    this.alarm("authorizer-latency", props, {
      ...metric,
      alarmDescription: "The authorizer takes more than a second for one call in a hundred.",
      metricName: "Duration",
      extendedStatistic: "p99",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 1000,
      evaluationPeriods: 3,
    });
  }

  private blocks(webAcl: NonNullable<ApiAlarmsProps["webAcl"]>, props: ApiAlarmsProps): void {
    const { region } = new DataAwsRegion(this, "region");
    this.alarm("waf-blocks", props, {
      alarmDescription: "The firewall blocks more than a hundred requests in five minutes.",
      namespace: "AWS/WAFV2",
      metricName: "BlockedRequests",
      dimensions: { WebACL: webAcl.metricName, Region: region, Rule: "ALL" },
      period: 300,
      statistic: "Sum",
      comparisonOperator: "GreaterThanThreshold",
      threshold: 100,
      evaluationPeriods: 1,
    });
  }

  private alarm(
    id: string,
    props: ApiAlarmsProps,
    config: Omit<CloudwatchMetricAlarmConfig, "alarmName">,
  ): void {
    new CloudwatchMetricAlarm(this, id, {
      ...config,
      alarmName: `${props.name}-${id}`,
      // Without calls there is no data.
      treatMissingData: "notBreaching",
      actionsEnabled: true,
      alarmActions: [props.topic.arn],
      okActions: [props.topic.arn],
    });
  }
}
