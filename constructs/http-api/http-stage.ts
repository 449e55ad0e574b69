import { Apigatewayv2Stage, type Apigatewayv2StageConfig } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { RouteKey } from "../../access/model";
import { checkRouteThrottle, checkThrottle, STAGE_THROTTLE, type Throttle } from "../endpoint/throttle";
import { HTTP_ACCESS_LOG_FORMAT } from "../observe/access-log-format";
import type { LogGroupRef } from "../observe/log-group";

export interface HttpStageProps {
  /** The log group of the access log, which has a line of JSON for every request. */
  readonly accessLog: LogGroupRef | "off";
  /** The limit of each route for all callers together. @default 100 a second, 200 at once */
  readonly throttle?: Throttle;
  /** Limits of single routes. @default none */
  readonly throttles?: Readonly<Partial<Record<RouteKey, Throttle>>>;
}

/**
 * The stage `$default`, which serves every change as soon as it is made. It is created after the routes, since its settings
 * name them, and so that a new API answers once it is complete.
 *
 * @throws DeclarationError `THROTTLE_INVALID`, `THROTTLE_ROUTE_UNKNOWN`
 */
export function httpStage(
  scope: Construct,
  apiId: string,
  { accessLog, throttle = STAGE_THROTTLE, throttles = {} }: HttpStageProps,
  served: { readonly keys: readonly RouteKey[]; readonly after: readonly ITerraformDependable[] },
): Apigatewayv2Stage {
  checkThrottle(throttle, "The stage's throttle");
  const own = Object.entries(throttles).sort(([one], [other]) => (one < other ? -1 : 1));
  for (const [key, limit] of own) checkRouteThrottle(key as RouteKey, limit as Throttle, served.keys);
  return new Apigatewayv2Stage(scope, "stage", {
    apiId,
    name: "$default",
    autoDeploy: true,
    defaultRouteSettings: settingsOf(throttle),
    ...(own.length > 0 && {
      routeSettings: own.map(([routeKey, limit]) => ({ routeKey, ...settingsOf(limit as Throttle) })),
    }),
    ...(accessLog !== "off" && {
      accessLogSettings: { destinationArn: accessLog.arn, format: HTTP_ACCESS_LOG_FORMAT },
    }),
    dependsOn: [...served.after],
  });
}

/** Both numbers: the provider sends 0 for one that is left out, and every request gets 429. */
function settingsOf({ burst, rate }: Throttle): NonNullable<Apigatewayv2StageConfig["defaultRouteSettings"]> {
  return { throttlingBurstLimit: burst, throttlingRateLimit: rate };
}
