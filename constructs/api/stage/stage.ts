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

/** The protection of a stage. Each part is configured or explicitly `"off"`. */
export interface StageProtection extends StageLimits {
  /** The log group of the access log, which has a line of JSON for every request. */
  readonly accessLog: LogGroupRef | "off";
  /** API Gateway's log of errors, without headers and bodies. It needs the account's role, of the bootstrap stack. */
  readonly executionLog: { readonly key: KeyRef | "aws-owned"; readonly retention?: number } | "off";
  /** The firewall before the stage. */
  readonly webAcl: WebAclRef | "off";
  /** Whether calls are traced by X-Ray, which is billed by the trace. @default true */
  readonly tracing?: boolean;
  /** Percentage of calls that the newest deployment gets; the others get the last one. @default all */
  readonly canary?: number;
  /** The client certificate that API Gateway presents to HTTP backends. @default none */
  readonly clientCertificateId?: string;
}

export interface StageProps extends StageProtection {
  readonly api: SecuredApi;
  readonly deployment: ApiGatewayDeployment;
  readonly canaryDeployment?: ApiGatewayDeployment;
  /** What must exist before the stage serves a new deployment. */
  readonly waitsFor: readonly ITerraformDependable[];
}

/** Creates a stage in `scope` with its settings, log and firewall, under the ids `stage`, `settings`, … */
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

// API Gateway would create the group on first use, without encryption and expiry. The name is fixed by the service.
function executionLogGroup(scope: Construct, props: StageProps): LogGroup | undefined {
  if (props.executionLog === "off") return undefined;
  return new LogGroup(scope, "execution-log", {
    name: `API-Gateway-Execution-Logs_${props.api.id}/${props.api.stageName}`,
    key: props.executionLog.key,
    ...(props.executionLog.retention !== undefined && { retention: props.executionLog.retention }),
  });
}
