import type { GatewayResponse } from "../../../terraform/model";
import { type Header, type HttpResponse, headerValues } from "../../http/message";
import { mapped, rendered, type Variables, variablesOf } from "../event/variables";
import type { Authenticated } from "../locks/lock";
import { byMediaType } from "../media-type";
import type { MethodCall, StageCall } from "../method-call";
import { isHeader, sentHeaders } from "./response-headers";
import { errorContext, gatewayResponse, type Refused } from "./responses";

/**
 * The answer to a refused call, by the API's customized gateway responses. The entry of the response's type applies
 * alone; without one, the entry of its family does (DEFAULT_4XX, DEFAULT_5XX). A status or template that the entry
 * leaves out is that of the service.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
export function refusedAnswer(
  refused: Refused,
  place: StageCall | MethodCall,
  who: Authenticated | undefined,
): HttpResponse {
  const plain = gatewayResponse(refused, place.ids);
  // The service has no such answer, so the API does not customize it.
  if (refused.response === "NOT_SERVED") return plain;
  const entry = entryOf(refused.response, plain.status, place.api.gatewayResponses ?? []);
  if (!entry) return plain;
  const variables = variablesOf(place, who, { error: errorContext(refused) });
  const accept = headerValues(place.request, "accept")[0];
  const template = byMediaType(entry.templates, accept);
  const type: Header[] = template ? [["Content-Type", template.type]] : [];
  return {
    status: entry.status ?? plain.status,
    headers: replaced(plain.headers, [...type, ...mappedHeaders(entry.headers, variables)]),
    body: template ? rendered(template.value, variables) : plain.body,
  };
}

function entryOf(
  type: string,
  status: number,
  entries: readonly GatewayResponse[],
): GatewayResponse | undefined {
  const family = status < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX";
  return entries.find((entry) => entry.type === type) ?? entries.find((entry) => entry.type === family);
}

/** Headers from mappings. A header without a value, or with one that HTTP does not allow, is left out. */
export function mappedHeaders(mappings: Readonly<Record<string, string>>, variables: Variables): Header[] {
  const pairs = Object.entries(mappings).flatMap(([name, mapping]): Header[] => {
    const value = mapped(mapping, variables);
    return value === undefined ? [] : [[name, value]];
  });
  return sentHeaders(pairs.filter(isHeader));
}

/** The headers, in which those of `others` replace headers of the same name. */
export function replaced(headers: readonly Header[], others: readonly Header[]): Header[] {
  const last = new Map(others.map((header) => [header[0].toLowerCase(), header]));
  return [...headers.filter(([name]) => !last.has(name.toLowerCase())), ...last.values()];
}
