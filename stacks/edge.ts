import { Construct } from "constructs";
import type { StageProtection } from "../constructs/api/stage/stage";
import { WebAcl } from "../constructs/edge/web-acl";
import { AlarmTopic } from "../constructs/observe/alarm-topic";
import { ApiAlarms } from "../constructs/observe/api-alarms";
import { ApiDashboard } from "../constructs/observe/api-dashboard";
import { LogGroup } from "../constructs/observe/log-group";
import type { MeasuredApi } from "../constructs/observe/measured-api";
import { EncryptionKey } from "../constructs/state/encryption-key";
import type { Environment } from "./environments";

/** The parts around the API that an environment chooses: KMS key, logs and firewall. */
export class Edge extends Construct {
  readonly key: EncryptionKey | undefined;
  readonly accessLog: LogGroup | undefined;
  readonly webAcl: WebAcl | undefined;
  readonly protection: StageProtection;

  constructor(
    scope: Construct,
    id: string,
    private readonly environment: Environment,
    private readonly prefix: string,
  ) {
    super(scope, id);
    const { logs, firewall, throttle, tracing, alarms } = environment;
    this.key =
      environment.encryption === "own-key"
        ? new EncryptionKey(this, "key", {
            name: `${prefix}-api`,
            description: "Logs, functions and alarms of the API",
            users: ["logs", "alarms"],
            protection: environment.protection,
          })
        : undefined;
    const key = this.key ?? "aws-owned";
    const retention = logs === "off" ? 365 : logs.retention;
    if (logs !== "off") {
      this.accessLog = new LogGroup(this, "access-log", {
        name: `/gatehouse/${prefix}/access`,
        retention,
        key,
      });
    }
    this.webAcl =
      firewall === "off"
        ? undefined
        : new WebAcl(this, "firewall", {
            ...firewall,
            name: `${prefix}-api`,
            protects: "api",
            log: new LogGroup(this, "firewall-log", { name: `aws-waf-logs-${prefix}-api`, retention, key }),
          });
    this.protection = {
      accessLog: this.accessLog ?? "off",
      executionLog: logs === "off" ? "off" : { key, retention },
      webAcl: this.webAcl ?? "off",
      tracing: tracing === "on",
      methodMetrics: alarms !== "off",
      ...(throttle && { throttle }),
    };
  }

  /** Adds alarms and a dashboard for the API, where the environment has them. */
  watch(
    api: MeasuredApi,
    functions: { readonly authorizer: string; readonly handlers: readonly string[] },
  ): void {
    const { alarms } = this.environment;
    if (alarms === "off" || !this.key || !this.accessLog) return;
    const webAcl = this.webAcl && { metricName: this.webAcl.metricName };
    new ApiAlarms(this, "alarms", {
      name: this.prefix,
      api,
      accessLog: this.accessLog,
      authorizer: functions.authorizer,
      ...(webAcl && { webAcl }),
      topic: new AlarmTopic(this, "topic", {
        name: `${this.prefix}-alarms`,
        key: this.key,
        emails: alarms.emails,
      }),
    });
    new ApiDashboard(this, "dashboard", {
      name: this.prefix,
      api,
      alarms: this.prefix,
      functions: [functions.authorizer, ...functions.handlers],
      ...(webAcl && { webAcl: webAcl.metricName }),
    });
  }
}
