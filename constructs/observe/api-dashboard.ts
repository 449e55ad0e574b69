import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { Construct } from "constructs";
import * as v from "valibot";
import { checkProps, listOf, someText } from "../declaration";
import { dimensionsOf, failuresOf, type MeasuredApi, measuredApiSchema } from "./measured-api";

export interface ApiDashboardProps {
  /** Name of the dashboard. */
  readonly name: string;
  /** The API and stage whose metrics it shows. */
  readonly api: MeasuredApi;
  /** The prefix of the alarms' metrics, as given to ApiAlarms. */
  readonly alarms: string;
  /** Names of functions to show. @default none */
  readonly functions?: readonly string[];
  /** The web ACL's metric. @default none */
  readonly webAcl?: string;
}

/** A dashboard of calls and refusals, latency, functions and the firewall. */
export class ApiDashboard extends Construct {
  constructor(scope: Construct, id: string, props: ApiDashboardProps) {
    super(scope, id);
    checkProps(this, props, {
      name: someText,
      api: measuredApiSchema,
      alarms: someText,
      functions: v.exactOptional(listOf(someText)),
      webAcl: v.exactOptional(someText),
    });
    const { region } = new DataAwsRegion(this, "region");
    new CloudwatchDashboard(this, "dashboard", {
      dashboardName: props.name,
      dashboardBody: JSON.stringify({ widgets: widgets(props, region) }),
    });
  }
}

type Metric = readonly (string | Readonly<Record<string, string>>)[];

function widgets(props: ApiDashboardProps, region: string): unknown[] {
  const api = Object.entries(dimensionsOf(props.api)).flat();
  const counted = `Gatehouse/${props.alarms}`;
  const graphs: (readonly [title: string, stat: string, metrics: readonly Metric[]])[] = [
    [
      "Calls and failures",
      "Sum",
      ["Count", ...failuresOf(props.api)].map((name) => ["AWS/ApiGateway", name, ...api]),
    ],
    ["Refused", "Sum", ["Status401", "Status403", "Status429"].map((name) => [counted, name])],
    ["Latency, ms", "p95", ["Latency", "IntegrationLatency"].map((name) => ["AWS/ApiGateway", name, ...api])],
    [
      "Errors of functions",
      "Sum",
      (props.functions ?? []).map((name) => ["AWS/Lambda", "Errors", "FunctionName", name]),
    ],
    ...(props.webAcl
      ? ([
          [
            "Firewall",
            "Sum",
            ["AllowedRequests", "BlockedRequests", "CountedRequests"].map((name) => [
              "AWS/WAFV2",
              name,
              "WebACL",
              props.webAcl as string,
              "Region",
              region,
              "Rule",
              "ALL",
            ]),
          ],
        ] as const)
      : []),
  ];
  return graphs
    .filter(([, , metrics]) => metrics.length > 0)
    .map(([title, stat, metrics], i) => ({
      type: "metric",
      x: (i % 2) * 12,
      y: Math.floor(i / 2) * 6,
      width: 12,
      height: 6,
      properties: { title, stat, metrics, region, period: 300, view: "timeSeries" },
    }));
}
