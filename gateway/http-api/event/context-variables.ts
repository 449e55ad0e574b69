import { commonLogTime } from "../../data-plane/event/event";
import { headerValues } from "../../http/message";
import type { KnownCaller } from "../locks/lock";
import { requestIdOf } from "../refusals";
import { domainOf, type HttpStageCall, type RouteCall } from "../route-call";

/**
 * `$context`, by the names of its variables without the `$context.`. What has no value is absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function contextVariables(
  call: HttpStageCall | RouteCall,
  known: KnownCaller = { by: "none" },
): Readonly<Record<string, string>> {
  const { api, ids, rawPath, request, stage } = call;
  const [, , , , accountId = ""] = api.executionArn.split(":");
  const route = "route" in call ? call.route : undefined;
  const agent = headerValues(request, "user-agent").at(-1);
  return {
    accountId,
    apiId: api.id,
    ...domainOf(call),
    extendedRequestId: requestIdOf(ids),
    httpMethod: request.verb,
    "identity.sourceIp": request.sourceIp,
    ...(agent !== undefined && { "identity.userAgent": agent }),
    path: rawPath,
    protocol: "HTTP/1.1",
    requestId: requestIdOf(ids),
    requestTime: commonLogTime(ids.time),
    requestTimeEpoch: String(ids.time.getTime()),
    ...(route && { routeKey: route.key }),
    stage: stage.name,
    ...ofCaller(known),
  };
}

function ofCaller(known: KnownCaller): Record<string, string> {
  switch (known.by) {
    case "none":
      return {};
    case "jwt":
      return prefixed("authorizer.claims.", known.claims);
    case "lambda":
      return {
        ...prefixed("authorizer.", known.context ?? {}),
        ...(known.principalId !== undefined && { "authorizer.principalId": known.principalId }),
      };
    case "iam": {
      const { apiKey: _, apiKeyId: __, sourceIp: ___, userAgent: ____, ...identity } = known.identity;
      return prefixed("identity.", identity);
    }
  }
}

/** Without what has no text, such as objects. */
function prefixed(prefix: string, values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      ["string", "number", "boolean"].includes(typeof value) ? [[prefix + name, String(value)]] : [],
    ),
  );
}
