import { hasDotSegments } from "../../../../terraform/access/decide/path-readings";
import type { HttpForwarding, OtherIntegration } from "../../../../terraform/model/integration";
import { headerSet } from "../../../http/header-names";
import { type Header, headerValues, withoutWhiteSpace } from "../../../http/message";
import type { OutgoingRequest } from "../../../http/send";
import { forwardedHeaders, isAdded } from "../../event/event";
import { mapped, type Variables, variablesOf } from "../../event/variables";
import { isHeader } from "../../gateway-response/response-headers";
import type { Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import { mediaTypeOf } from "../../media-type";
import type { Call } from "../../method-request";
import { isProgram } from "../mock";
import { type Address, addressOf } from "./backends";
import { isOfConnection, type MappedParameter, mappedParameters } from "./mappings";

/**
 * The request that a backend gets, addressed to the origin that the Terraform has for it. A proxy is handed the
 * client's headers, query and body, and what is mapped in place of their namesakes; any other backend gets what is mapped,
 * and no header of the client's besides.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export function backendRequest(
  call: Call,
  who: Authenticated,
  integration: OtherIntegration,
  http: HttpForwarding,
): OutgoingRequest | Refused {
  const { address, type, uri } = integration;
  const where = addressOf(uri, call.stage.variables);
  const parameters = mappedParameters(http);
  if (typeof where === "string") return misconfigured(`${address}: ${where}`);
  if (typeof parameters === "string") return misconfigured(`${address}: ${parameters}`);
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
  // To leave out who calls would let a backend take nobody for somebody.
  const unsendable = values.find((header) => !isHeader(header));
  if (unsendable)
    return misconfigured(`${address}: the value for the header ${unsendable[0]} cannot be sent`);
  const query = queryOf(call, where, parameters, variables, type === "HTTP_PROXY");
  return {
    verb: http.verb === "ANY" ? call.request.verb : http.verb,
    origin: where.origin,
    target: query === "" ? path : `${path}?${query}`,
    headers: headersOf(call, who, type === "HTTP_PROXY", own, values, where.host, body),
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
    // A path is handed on as it was sent; anything else is a text that becomes part of one.
    const isPath = parameter.mapping.startsWith("method.request.path.");
    const segment = isPath ? value.replaceAll("#", "%23") : encodeURIComponent(value);
    // To the backend it would be another path than the one that was authorized.
    if (hasDotSegments(segment)) refused ??= climbing(name);
    return segment;
  });
  return refused ?? filled;
}

function queryOf(
  { request }: Call,
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
  call: Call,
  { caller }: Authenticated,
  isProxy: boolean,
  own: readonly MappedParameter[],
  values: readonly Header[],
  host: string,
  body: Buffer,
): Header[] {
  const { api, ids, request } = call;
  // What is mapped is the gate's to say, also where it has no value.
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
      // A signature is used up by the gateway; a token still reaches the backend.
      !(caller.kind === "iam" && name.toLowerCase() === "authorization"),
  );
  const unmapped = [...passed, ...added].filter(([name]) => !taken.has(name));
  const length: Header[] =
    body.length > 0 || ["PATCH", "POST", "PUT"].includes(request.verb)
      ? [["Content-Length", String(body.length)]]
      : [];
  return [...(taken.has("host") ? [] : [["Host", host] as const]), ...unmapped, ...values, ...length];
}

const GATEWAYS_OWN = headerSet("host", "x-amzn-apigateway-api-id");

/** What the client's Connection header says is for this connection only (RFC 9110, 7.6.1). */
function nominated({ request }: Call) {
  return headerSet(
    ...headerValues(request, "connection").flatMap((value) => value.split(",").map(withoutWhiteSpace)),
  );
}

/** The body as it was sent, or the template for its type. One that is a program is not run here. */
function bodyOf({ request }: Call, address: string, { answers }: HttpForwarding): Buffer | Refused {
  if (!answers) return request.body;
  const { passthrough, requestTemplates } = answers;
  const type = mediaTypeOf(headerValues(request, "content-type").join()) ?? "application/json";
  const template = Object.entries(requestTemplates).find(([name]) => name.toLowerCase() === type)?.[1];
  if (template !== undefined)
    return isProgram(template)
      ? misconfigured(`${address}: its request template for ${type} has variables`)
      : Buffer.from(template);
  const some = Object.keys(requestTemplates).length > 0;
  if (passthrough === "NEVER" || (passthrough === "WHEN_NO_TEMPLATES" && some))
    return { response: "UNSUPPORTED_MEDIA_TYPE", reason: `${address} has no template for ${type}` };
  return request.body;
}

function climbing(name: string): Refused {
  return {
    response: "BAD_REQUEST_PARAMETERS",
    reason: `The path parameter ${name} has the segment . or .., which would lead the backend to another path`,
  };
}

function misconfigured(reason: string): Refused {
  return { response: "API_CONFIGURATION_ERROR", reason };
}
