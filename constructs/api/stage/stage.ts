import type { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayMethodSettings } from "@cdktf/provider-aws/lib/api-gateway-method-settings";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { WebAclRef } from "../../edge/web-acl";
import { ACCESS_LOG_FORMAT } from "../../observe/access-log-format";
import { LogGroup, type LogGroupRef } from "../../observe/log-group";
import type { KeyRef } from "../../state/encryption-key";
import type { SecuredApi } from "../secured-api";
import { methodSettings, type StageLimits } from "./method-settings";

/** What stands around a stage. Each part is on, or switched off in so many words. */
export interface StageProtection extends StageLimits {
  /** A line of JSON for every request: who, which route, which refusal. */
  readonly accessLog: LogGroupRef | "off";
  /** API Gateway's own log of errors, without headers and bodies. Needs the account's role, from bootstrap. */
  readonly executionLog: { readonly key: KeyRef | "aws-owned"; readonly retention?: number } | "off";
  readonly webAcl: WebAclRef | "off";
  /** Whether X-Ray records calls, paid by the trace. @default true */
  readonly tracing?: boolean;
  /** Share of calls, in percent, that the newest deployment gets; the rest stay with the last. @default all */
  readonly canary?: number;
  /** Certificate that API Gateway shows to HTTP backends. @default none */
  readonly clientCertificateId?: string;
}

export interface StageProps extends StageProtection {
  readonly api: SecuredApi;
  readonly deployment: ApiGatewayDeployment;
  readonly canaryDeployment?: ApiGatewayDeployment;
  /** What must be there before the stage takes a new deployment. */
  readonly waitsFor: readonly ITerraformDependable[];
}

/** Builds a stage in `scope`, with its settings, log and firewall; ids `stage`, `settings`, … */
export function buildStage(scope: Construct, props: StageProps): ApiGatewayStage {
  const executionLog = executionLogGroup(scope, props);
  const stage = new ApiGatewayStage(scope, "stage", {
    restApiId: props.api.id,
    deploymentId: props.deployment.id,
    stageName: props.api.stageName,
    xrayTracingEnabled: props.tracing ?? true,
    ...(props.accessLog !== "off" && {
      accessLogSettings: { destinationArn: props.accessLog.arn, format: ACCESS_LOG_FORMAT },
    }),
    ...(props.cache && { cacheClusterEnabled: true, cacheClusterSize: props.cache.sizeGb }),
    ...(props.canaryDeployment &&
      props.canary !== undefined && {
        canarySettings: {
          deploymentId: props.canaryDeployment.id,
          percentTraffic: props.canary,
          useStageCache: false,
        },
      }),
    ...(props.clientCertificateId && { clientCertificateId: props.clientCertificateId }),
    dependsOn: [...(executionLog ? [executionLog.resource] : []), ...props.waitsFor],
  });
  const routes = props.api.routes.map(({ key }) => key);
  const cacheable = props.api.routes.filter((route) => route.isCacheable).map(({ key }) => key);
  for (const { id, path, settings } of methodSettings(props, routes, cacheable)) {
    new ApiGatewayMethodSettings(scope, id, {
      restApiId: props.api.id,
      stageName: stage.stageName,
      methodPath: path,
      settings:
        props.executionLog === "off"
          ? settings
          : { ...settings, loggingLevel: "ERROR", dataTraceEnabled: false },
    });
  }
  if (props.webAcl !== "off") {
    new Wafv2WebAclAssociation(scope, "firewall", { webAclArn: props.webAcl.arn, resourceArn: stage.arn });
  }
  return stage;
}

// API Gateway would make it on first use, unencrypted and kept for ever; the name is the service's.
function executionLogGroup(scope: Construct, props: StageProps): LogGroup | undefined {
  if (props.executionLog === "off") return undefined;
  return new LogGroup(scope, "execution-log", {
    name: `API-Gateway-Execution-Logs_${props.api.id}/${props.api.stageName}`,
    key: props.executionLog.key,
    ...(props.executionLog.retention !== undefined && { retention: props.executionLog.retention }),
  });
}
