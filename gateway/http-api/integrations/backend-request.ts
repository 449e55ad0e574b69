import { hasDotSegments } from "../../../terraform/access/decide";
import type { OtherIntegration } from "../../../terraform/model";
import { isHeader } from "../../data-plane/gateway-response/response-headers";
import { addressOf } from "../../data-plane/integrations/http/backends";
import { isOfConnection } from "../../data-plane/integrations/http/mappings";
import { headerSet } from "../../http/header-names";
import { type Header, headerValues, withoutWhiteSpace } from "../../http/message";
import type { OutgoingRequest } from "../../http/send";
import { httpLockOf } from "../locks";
import type { KnownCaller } from "../locks/lock";
import { type HttpRefused, misconfigured, notServed } from "../refusals";
import type { RouteCall } from "../route-call";
import { type Change, changesFor, headersWith, queryWith } from "./applied-changes";
import { parameterChanges } from "./parameter-mapping";

/**
 * The request to a backend, addressed to its origin in the Terraform: the client's headers, query and body, changed by the
 * integration's request parameters.
 */
export function backendRequest(
  call: RouteCall,
  { address, http, uri }: OtherIntegration,
  known: KnownCaller,
): OutgoingRequest | HttpRefused {
  const where = addressOf(uri, call.stage.variables);
  const parameters = parameterChanges(http?.parameters ?? {});
  if (typeof where === "string") return misconfigured(`${address}: ${where}`);
  if (typeof parameters === "string") return notServed(`${address}: ${parameters}`);
  const changes = changesFor(parameters, call, known);
  const path = pathOf(where.path, changes, call);
  if (typeof path !== "string") return path;
  const headers = headersOf(call, where.host, changes);
  const unsendable = headers.find((header) => !isHeader(header));
  // Without the header, a backend could take the caller for another one.
  if (unsendable)
    return misconfigured(`${address}: the value for the header ${unsendable[0]} cannot be sent`);
  const query = [where.query, queryWith(call.request.query, changes)].filter((part) => part !== "").join("&");
  const { body, verb } = call.request;
  return {
    verb: http === undefined || http.verb === "ANY" ? verb : http.verb,
    origin: where.origin,
    target: query === "" ? path : `${path}?${query.replaceAll("#", "%23")}`,
    headers: body.length > 0 ? [...headers, ["Content-Length", String(body.length)]] : headers,
    body,
  };
}

/** The path of the URI with the route's parameters in it, or the one that a request parameter gives. */
function pathOf(
  template: string,
  changes: readonly Change[],
  { pathParameters }: RouteCall,
): string | HttpRefused {
  const change = changes.find(({ place }) => place === "path");
  if (change) return safe(change.value === undefined ? "/" : encoded(`/${change.value.replace(/^\/+/, "")}`));
  let missing: string | undefined;
  const filled = template.replace(/\{([^}]*?)\+?\}/g, (_, name: string) => {
    const value = Object.hasOwn(pathParameters, name) ? pathParameters[name] : undefined;
    if (value === undefined) missing ??= name;
    return encoded(value ?? "");
  });
  return missing === undefined ? safe(filled) : misconfigured(`The route has no parameter {${missing}}`);
}

function encoded(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

/** The backend would see another path than the one that was authorized. */
function safe(path: string): string | HttpRefused {
  return hasDotSegments(path)
    ? { response: "NOT_FOUND", reason: "The backend's path would have a segment . or .." }
    : path;
}

/** Headers that API Gateway writes itself. */
const GATEWAYS_OWN = headerSet("content-length", "forwarded", "host", "via", "x-amzn-trace-id");

function headersOf(call: RouteCall, host: string, changes: readonly Change[]): Header[] {
  const { ids, request, route } = call;
  const { added, kept } = headersWith(
    [["Host", host], ...request.headers.filter(([name]) => !GATEWAYS_OWN.has(name))],
    changes,
  );
  const ofConnection = headerSet(
    ...headerValues(request, "connection").flatMap((value) => value.split(",").map(withoutWhiteSpace)),
  );
  const { forwardsAuthorization } = httpLockOf(route);
  const passed = kept.filter(
    ([name]) =>
      !isOfConnection(name) &&
      !ofConnection.has(name) &&
      (forwardsAuthorization || name.toLowerCase() !== "authorization"),
  );
  const sentHost = headerValues(request, "host")[0] ?? "";
  const { scheme = "http", sourceIp } = request;
  return [
    ...passed,
    ["Forwarded", `by=127.0.0.1;for=${sourceIp};host=${sentHost};proto=${scheme}`],
    ["Via", "HTTP/1.1 AmazonAPIGateway"],
    ["X-Amzn-Trace-Id", ids.traceId],
    ...added,
  ];
}
