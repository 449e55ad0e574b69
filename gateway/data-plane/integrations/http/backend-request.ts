import { hasDotSegments } from "../../../../terraform/access/decide";
import type { HttpForwarding, OtherIntegration } from "../../../../terraform/model";
import { headerSet } from "../../../http/header-names";
import { type Header, headerValues, withoutWhiteSpace } from "../../../http/message";
import type { OutgoingRequest } from "../../../http/send";
import { forwardedHeaders, isAdded } from "../../event/event";
import { mapped, type Variables, variablesOf } from "../../event/variables";
import { isHeader } from "../../gateway-response/response-headers";
import type { Refused } from "../../gateway-response/responses";
import { lockOf } from "../../locks";
import type { Authenticated } from "../../locks/lock";
import type { MethodCall } from "../../method-call";
import { misconfigured, notServed } from "../integration";
import { isProgram, requestTemplateFor } from "../templates";
import { type Address, addressOf } from "./backends";
import { isOfConnection, type MappedParameter, mappedParameters } from "./mappings";

/**
 * The request to a backend, addressed to its origin in the Terraform. A proxy gets the client's headers, query and
 * body, in which mapped parameters replace those of the same name. Any other backend gets the mapped parameters only.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function backendRequest(
  call: MethodCall,
  who: Authenticated,
  integration: OtherIntegration,
  http: HttpForwarding,
): OutgoingRequest | Refused {
  const { address, type, uri } = integration;
  const where = addressOf(uri, call.stage.variables);
  const parameters = mappedParameters(http);
  if (typeof where === "string") return misconfigured(`${address}: ${where}`);
  if (typeof parameters === "string") return notServed(`${address}: ${parameters}`);
  const variables = variablesOf(call, who);
  const path = pathOf(where, parameters, variables);
  const body = bodyOf(call, address, http);
  if (typeof path !== "string") return path;
  if (!Buffer.isBuffer(body)) return body;
  const own = parameters.filter(({ place }) => place === "header");
  const values = own.flatMap(({ mapping, name }): Header[] => {
    const value = mapped(mapping, variables);
    return value === undefined ? [] : [[name, value]];
  });
  // Without the header, a backend could take the caller for another one.
  const unsendable = values.find((header) => !isHeader(header));
  if (unsendable)
    return misconfigured(`${address}: the value for the header ${unsendable[0]} cannot be sent`);
  const query = queryOf(call, where, parameters, variables, type === "HTTP_PROXY");
  return {
    verb: http.verb === "ANY" ? call.request.verb : http.verb,
    origin: where.origin,
    target: query === "" ? path : `${path}?${query}`,
    headers: headersOf(call, type === "HTTP_PROXY", own, values, where.host, body),
    body,
  };
}

function pathOf(
  { path }: Address,
  parameters: readonly MappedParameter[],
  variables: Variables,
): string | Refused {
  let refused: Refused | undefined;
  const filled = path.replace(/\{([^}]*)\}/g, (_, name: string) => {
    const parameter = parameters.find((one) => one.place === "path" && one.name === name);
    const value = parameter && mapped(parameter.mapping, variables);
    if (!parameter || value === undefined) {
      refused ??= misconfigured(`No request parameter gives the path's {${name}} a value`);
      return "";
    }
    // A path parameter is passed on as it was sent; any other value is encoded.
    const isPath = parameter.mapping.startsWith("method.request.path.");
    const segment = isPath ? value.replaceAll("#", "%23") : encodeURIComponent(value);
    // The backend would see another path than the one that was authorized.
    if (hasDotSegments(segment)) refused ??= refusedDotSegments(name);
    return segment;
  });
  return refused ?? filled;
}

function queryOf(
  { request }: MethodCall,
  { query }: Address,
  parameters: readonly MappedParameter[],
  variables: Variables,
  isProxy: boolean,
): string {
  const own = parameters.filter(({ place }) => place === "querystring");
  const names = new Set(own.map(({ name }) => name.toLowerCase()));
  const sent = isProxy
    ? request.query.split("&").filter((part) => part !== "" && !names.has(nameIn(part).toLowerCase()))
    : [];
  const values = own.flatMap(({ mapping, name }) => {
    const value = mapped(mapping, variables);
    return value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`];
  });
  return [...(query === "" ? [] : [query]), ...sent, ...values].join("&").replaceAll("#", "%23");
}

function nameIn(part: string): string {
  const [name = ""] = part.replaceAll("+", " ").split("=");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function headersOf(
  call: MethodCall,
  isProxy: boolean,
  own: readonly MappedParameter[],
  values: readonly Header[],
  host: string,
  body: Buffer,
): Header[] {
  const { api, ids, method, request } = call;
  // A header that is mapped is never taken from the client, not even where the mapping has no value.
  const taken = headerSet(...own.map(({ name }) => name));
  const ofConnection = nominated(call);
  const contentType = headerValues(request, "content-type")[0];
  const added: Header[] = isProxy
    ? [["x-amzn-apigateway-api-id", api.id]]
    : [
        ["Accept", "application/json"],
        ["User-Agent", `AmazonAPIGateway_${api.id}`],
        ["X-Amzn-Trace-Id", ids.traceId],
        ["x-amzn-apigateway-api-id", api.id],
        ...(body.length > 0 ? [["Content-Type", contentType ?? "application/json"] as const] : []),
      ];
  const passed = (isProxy ? forwardedHeaders(call) : []).filter(
    ([name]) =>
      !isOfConnection(name) &&
      (!ofConnection.has(name) || isAdded(name)) &&
      !GATEWAYS_OWN.has(name) &&
      (lockOf(method).forwardsAuthorization || name.toLowerCase() !== "authorization"),
  );
  const unmapped = [...passed, ...added].filter(([name]) => !taken.has(name));
  const length: Header[] =
    body.length > 0 || ["PATCH", "POST", "PUT"].includes(request.verb)
      ? [["Content-Length", String(body.length)]]
      : [];
  return [...(taken.has("host") ? [] : [["Host", host] as const]), ...unmapped, ...values, ...length];
}

const GATEWAYS_OWN = headerSet("host", "x-amzn-apigateway-api-id");

/** Headers that the client's Connection header names as the connection's own (RFC 9110, 7.6.1). */
function nominated({ request }: MethodCall) {
  return headerSet(
    ...headerValues(request, "connection").flatMap((value) => value.split(",").map(withoutWhiteSpace)),
  );
}

/** The request template for the body's type, or the body as it was sent. A template with variables is not evaluated. */
function bodyOf({ request }: MethodCall, address: string, { answers }: HttpForwarding): Buffer | Refused {
  if (!answers) return request.body;
  const found = requestTemplateFor(request, answers, address);
  if ("response" in found) return found;
  const { template, type } = found;
  if (template === undefined) return request.body;
  return isProgram(template)
    ? notServed(`${address}: its request template for ${type} has variables`)
    : Buffer.from(template);
}

function refusedDotSegments(name: string): Refused {
  return {
    response: "BAD_REQUEST_PARAMETERS",
    reason: `The path parameter ${name} has the segment . or .., which would lead the backend to another path`,
  };
}
