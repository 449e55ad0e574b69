import { own } from "../../terraform/language/expression";
import {
  accessLogLine,
  type CallEnd,
  endVariables,
  integrationVariables,
} from "../data-plane/access-log/access-log";
import { contextVariables } from "./event/context-variables";
import type { KnownCaller } from "./locks/lock";
import { type HttpRefused, messageOf } from "./refusals";
import type { HttpStageCall, RouteCall } from "./route-call";

/** How far a call of an HTTP API came. */
export interface HttpProgress {
  place?: HttpStageCall | RouteCall;
  known?: KnownCaller;
  refused?: HttpRefused;
  integrationMs?: number;
}

/**
 * The line of the stage's access log; undefined where it has none, or no stage was reached.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function httpLogLine(
  { integrationMs, known, place, refused }: HttpProgress,
  end: CallEnd,
): string | undefined {
  if (place?.stage.accessLogFormat === undefined) return undefined;
  const variables: Readonly<Record<string, string>> = {
    ...contextVariables(place, known),
    ...endVariables({ ...end, integrationMs }),
    ...("route" in place && integrationVariables(place.route.integration.type, end)),
    ...(refused && errorVariables(refused)),
    ...(place.basePath && { "customDomain.basePathMatched": place.basePath.slice(1) }),
  };
  return accessLogLine(place.stage, (name) => own(variables, name));
}

function errorVariables({ authorizerError, response }: HttpRefused): Record<string, string> {
  const message = messageOf(response);
  return {
    "error.message": message,
    "error.messageString": JSON.stringify(message),
    ...(authorizerError !== undefined && { "authorizer.error": authorizerError }),
  };
}
