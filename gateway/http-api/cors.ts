import type { Cors } from "../../terraform/model";
import { type Header, type HttpRequest, type HttpResponse, headerValues } from "../http/message";
import { idHeaders } from "./refusals";
import type { HttpStageCall } from "./route-call";

/**
 * The answer to a preflight that no route takes: the service gives it, without an authorizer and without a backend. To
 * an origin that is not allowed it says nothing.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export function preflightAnswer({ api: { cors }, ids, request }: HttpStageCall): HttpResponse | undefined {
  const headers = preflightHeaders(cors, request);
  return headers && { status: 204, headers: [...headers, ...idHeaders(ids)], body: "" };
}

/** What a preflight is told, which is nothing where its origin is not allowed; undefined for every other request. */
export function preflightHeaders(
  cors: Cors | undefined,
  request: HttpRequest,
): readonly Header[] | undefined {
  const [origin] = headerValues(request, "origin");
  const [wanted] = headerValues(request, "access-control-request-method");
  if (!cors || request.verb !== "OPTIONS" || origin === undefined || wanted === undefined) return undefined;
  return isAllowed(origin, cors) ? [...ofOrigin(origin, cors), ...ofPreflight(cors)] : [];
}

/** An integration's answer with the headers of the API in place of those that the backend sets. */
export function withCors(
  response: HttpResponse,
  { api: { cors }, request }: { readonly api: { readonly cors?: Cors }; readonly request: HttpRequest },
): HttpResponse {
  if (!cors) return response;
  const own = response.headers.filter(([name]) => !/^access-control-/i.test(name));
  const [origin] = headerValues(request, "origin");
  const added = origin !== undefined && isAllowed(origin, cors) ? ofOrigin(origin, cors) : [];
  return { ...response, headers: [...own, ...added] };
}

function isAllowed(origin: string, { origins }: Cors): boolean {
  return origins.some((allowed) => {
    if (allowed === "*" || allowed === origin) return true;
    return /^https?:\/\/\*$/.test(allowed) && origin.startsWith(allowed.slice(0, -1));
  });
}

/** Of answers to all requests. */
function ofOrigin(origin: string, { allowsCredentials, exposed, origins }: Cors): Header[] {
  return [
    ["access-control-allow-origin", origins.includes("*") ? "*" : origin],
    ...(allowsCredentials ? [["access-control-allow-credentials", "true"] as const] : []),
    ...listed("access-control-expose-headers", exposed),
  ];
}

function ofPreflight({ headers, maxAge, methods }: Cors): Header[] {
  return [
    ...listed("access-control-allow-methods", methods),
    ...listed("access-control-allow-headers", headers),
    ...(maxAge === undefined ? [] : [["access-control-max-age", String(maxAge)] as const]),
  ];
}

function listed(name: string, values: readonly string[]): Header[] {
  return values.length === 0 ? [] : [[name, values.join(",")]];
}
