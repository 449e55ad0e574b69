import { bodyOf } from "../http-api/event/proxy-event";
import { requestContextV2 } from "../http-api/event/request-context";
import { partsV2 } from "../http-api/event/request-parts";
import { type UrlAuthenticated, urlLocks } from "./locks";
import type { UrlCall } from "./url-call";

/**
 * The event of a function that is called by its URL: the payload format 2.0, with the path as it was sent.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html
 */
export function urlEvent(call: UrlCall, known: UrlAuthenticated["known"]): Readonly<Record<string, unknown>> {
  const { api, ids, path, request, route, stage } = call;
  const [id = api.id] = api.host?.split(".") ?? [];
  const place = {
    request,
    ids,
    stage,
    api: { ...api, id },
    route: { key: "$default" },
    rawPath: path,
    pathParameters: {},
    ...(api.host !== undefined && { domain: api.host }),
  };
  const context = requestContextV2(place, withoutCognito(known));
  return {
    version: "2.0",
    ...partsV2(place, urlLocks[route.authorization].forwardsAuthorization),
    requestContext: {
      ...context,
      ...(known.by === "none" && { accountId: "anonymous" }),
      authentication: null,
      requestId: ids.requestId,
    },
    ...bodyOf(call),
  };
}

/** URLs do not tell the identity of an identity pool. */
function withoutCognito(known: UrlAuthenticated["known"]): UrlAuthenticated["known"] {
  if (known.by === "none") return known;
  return { by: "iam", identity: { ...known.identity, cognitoIdentityId: null } };
}
