import { define, own } from "../../../terraform/language/expression";
import type { RestApi } from "../../../terraform/model";
import { headerSet } from "../../http/header-names";
import { type Header, type HttpRequest, headerValues } from "../../http/message";
import type { Incoming, MethodCall, StageCall } from "../method-call";
import type { Identity } from "./identity";

/** The common parts of events of the proxy integration and of REQUEST authorizers. */

type Single = Record<string, string>;
type Multiple = Record<string, string[]>;

export function requestContext(place: StageCall | MethodCall, identity: Identity): Record<string, unknown> {
  const { api, domain, ids, request, stage } = place;
  const { accountId, domainName } = placeOfApi(api);
  // Spreading into an object of this size takes ten times as long.
  const context: Record<string, unknown> = {
    httpMethod: request.verb,
    extendedRequestId: ids.extendedRequestId,
    requestTime: commonLogTime(ids.time),
    path: place.stagePath,
    accountId,
    protocol: "HTTP/1.1",
    stage: stage.name,
    domainPrefix: domain ? domain.host.split(".")[0] : api.id,
    requestTimeEpoch: ids.time.getTime(),
    requestId: ids.requestId,
    identity,
    domainName: domain?.host ?? domainName,
    deploymentId: stage.deploymentId,
    apiId: api.id,
  };
  if ("method" in place) {
    context.resourceId = place.method.resourceId;
    context.resourcePath = place.method.path;
  }
  return context;
}

interface PlaceOfApi {
  readonly accountId: string | undefined;
  readonly domainName: string;
}

const places = new WeakMap<RestApi, PlaceOfApi>();

function placeOfApi(api: RestApi): PlaceOfApi {
  const known = places.get(api);
  if (known) return known;
  const [, , , region, accountId] = api.executionArn.split(":");
  const place = { accountId, domainName: `${api.id}.execute-api.${region}.amazonaws.com` };
  places.set(api, place);
  return place;
}

/** The client's headers and those that API Gateway adds. */
export function forwardedHeaders({ ids, request }: Pick<Incoming, "ids" | "request">): Header[] {
  const port = headerValues(request, "host")[0]?.split(":").at(-1) ?? "";
  const { scheme = "http" } = request;
  const before = headerValues(request, "x-forwarded-for");
  return [
    ...request.headers.filter(([name]) => !isAdded(name)),
    ["X-Amzn-Trace-Id", headerValues(request, "x-amzn-trace-id")[0] ?? ids.traceId],
    ["X-Forwarded-For", [...before, request.sourceIp].join(", ")],
    ["X-Forwarded-Port", /^\d+$/.test(port) ? port : scheme === "https" ? "443" : "80"],
    ["X-Forwarded-Proto", scheme],
  ];
}

const ADDED = headerSet("x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto");

/** Whether API Gateway itself writes a header, in any spelling. */
export function isAdded(name: string): boolean {
  return ADDED.has(name);
}

/** Names and values of the query, decoded: `+` is a space, and an invalid percent sequence stays as it is. */
export function queryPairs({ query }: Pick<HttpRequest, "query">): Header[] {
  return query
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const mark = part.indexOf("=");
      return mark < 0 ? [decode(part), ""] : [decode(part.slice(0, mark)), decode(part.slice(mark + 1))];
    });
}

/** One value for each name: the last. */
export function lastValues(pairs: readonly Header[]): Single {
  const single: Single = {};
  for (const [name, value] of pairs) define(single, name, value);
  return single;
}

/** All values for each name, in order. */
export function allValues(pairs: readonly Header[]): Multiple {
  const all: Multiple = {};
  for (const [name, value] of pairs) {
    const known = own(all, name);
    if (known) known.push(value);
    else define(all, name, [value]);
  }
  return all;
}

function decode(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

/** `17/Jun/2024:15:02:03 +0000`; calls of one second have one text. */
export function commonLogTime(time: Date): string {
  const second = Math.floor(time.getTime() / 1_000);
  if (last?.second === second) return last.text;
  const [, day, month, year, clock] = time.toUTCString().split(" ");
  last = { second, text: `${day}/${month}/${year}:${clock} +0000` };
  return last.text;
}

let last: { readonly second: number; readonly text: string } | undefined;

/** What a client sent, as events of the payload format 1.0 have it: `null` for what there is none of. */
export function sentValues(sent: {
  readonly headers: readonly Header[];
  readonly query: readonly Header[];
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
}) {
  const { headers, pathParameters, query, stageVariables } = sent;
  return {
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: orNull(lastValues(query)),
    multiValueQueryStringParameters: orNull(allValues(query)),
    pathParameters: orNull(pathParameters),
    stageVariables: orNull(stageVariables),
  };
}

function orNull<T extends object>(map: T): T | null {
  return Object.keys(map).length > 0 ? map : null;
}
