import { allValues, forwardedHeaders, isAdded, queryPairs, sentValues } from "../../data-plane/event/event";
import { headerSet } from "../../http/header-names";
import type { Header } from "../../http/message";
import type { EventCall, RouteCall } from "../route-call";

/** Headers of the connection. */
const REMOVED = headerSet(
  "connection",
  "expect",
  "keep-alive",
  "proxy-authenticate",
  "proxy-authorization",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
);

/** What a client sent, as events of the payload format 2.0 have it. What there is none of is absent. */
export function partsV2(call: EventCall, forwardsAuthorization: boolean): Record<string, unknown> {
  const { pathParameters, rawPath, request, route, stage } = call;
  const headers: Header[] = [];
  const cookies: string[] = [];
  for (const [name, value] of sentHeaders(call, forwardsAuthorization))
    if (name.toLowerCase() === "cookie") cookies.push(...value.split(/; */).filter((one) => one !== ""));
    else headers.push([name.toLowerCase(), value]);
  const query = queryPairs(request);
  return {
    routeKey: route.key,
    rawPath,
    rawQueryString: request.query,
    ...(cookies.length > 0 && { cookies }),
    headers: joined(headers),
    ...(query.length > 0 && { queryStringParameters: joined(query) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(Object.keys(stage.variables).length > 0 && { stageVariables: stage.variables }),
  };
}

/** The same for the payload format 1.0, with `null` for what there is none of. */
export function partsV1(call: RouteCall, forwardsAuthorization: boolean) {
  const { pathParameters, rawPath, request, route, stage } = call;
  const headers = sentHeaders(call, forwardsAuthorization).map(
    ([name, value]): Header => [capitalized(name), value],
  );
  const query = queryPairs(request);
  return {
    resource: route.path,
    path: rawPath,
    httpMethod: request.verb,
    ...sentValues({ headers, query, pathParameters, stageVariables: stage.variables }),
  };
}

/** A client's own values of headers that the service adds are not passed on. */
function sentHeaders(
  { ids, request }: Pick<EventCall, "ids" | "request">,
  forwardsAuthorization: boolean,
): Header[] {
  const headers = request.headers.filter(([name]) => !isAdded(name) && !REMOVED.has(name));
  return forwardedHeaders({ ids, request: { ...request, headers } }).filter(
    ([name]) => forwardsAuthorization || name.toLowerCase() !== "authorization",
  );
}

/** Values of one name with commas between them. */
function joined(pairs: readonly Header[]): Record<string, string> {
  return Object.fromEntries(
    Object.entries(allValues(pairs)).map(([name, values]) => [name, values.join(",")]),
  );
}

/** `X-Forwarded-For` */
function capitalized(name: string): string {
  return name.replace(/[^-]+/g, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
}
