import type { OtherIntegration } from "../../../../terraform/model";
import { type Header, type HttpResponse, headerValues } from "../../../http/message";
import type { Received } from "../../../http/send";
import { mapped, variablesOf } from "../../event/variables";
import { replaced } from "../../gateway-response/customized-response";
import { isHeader, sentHeaders } from "../../gateway-response/response-headers";
import { idHeaders, type Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import { byMediaType } from "../../media-type";
import type { MethodCall } from "../../method-call";
import { misconfigured, notServed } from "../integration";
import { type Rendered, renderTemplate } from "../template/render";
import { integrationResponseFor, unrendered } from "../templates";
import { isOfConnection } from "./mappings";

type Answer = Extract<Received, { kind: "answer" }>;

/** The answer to the client: a proxy's as it is, any other backend's as the integration responses map it. */
export function backendResponse(
  call: MethodCall,
  who: Authenticated,
  { address, http }: OtherIntegration,
  answer: Answer,
): HttpResponse | Refused {
  const own: Header[] = [...idHeaders(call.ids), ["X-Amzn-Trace-Id", call.ids.traceId]];
  if (!http?.answers) return { ...answer, headers: [...passedOn(answer.headers, own), ...own] };
  const response = integrationResponseFor(answer.status, http.answers.responses);
  if (!response)
    return misconfigured(`${address} has no integration response for the backend's ${answer.status}`);
  const template = byMediaType(response.templates, headerValues(call.request, "accept")[0]);
  const rendered = template && renderedOf(template.value, call, answer);
  if (typeof rendered === "string") return unrendered(rendered, response.address);
  const variables = variablesOf(call, who);
  const headers: Header[] = [];
  for (const [name, mapping] of Object.entries(response.headers)) {
    if (mapping.startsWith("integration.response.body"))
      return notServed(`${response.address} maps ${mapping}, which is not supported`);
    const source = /^integration\.response\.header\.(.+)$/.exec(mapping)?.[1];
    const value =
      source === undefined
        ? mapped(mapping, variables)
        : headerValues({ headers: answer.headers }, source).at(-1);
    if (value !== undefined && isHeader([name, value])) headers.push([name, value]);
  }
  const overridden = replaced(headers, (rendered?.overrides ?? []).filter(isHeader));
  return {
    status: response.status,
    headers: [
      ...replaced([["Content-Type", template?.type ?? "application/json"]], sentHeaders(overridden)),
      ...own,
    ],
    body: rendered?.text ?? answer.body,
  };
}

/** Renders a template, which takes every body as text. */
function renderedOf(template: string, { request }: MethodCall, { body }: Answer): Rendered | string {
  return renderTemplate(template, { body: Buffer.from(body).toString("utf8"), headers: request.headers });
}

/** Headers of the connection are dropped. Headers that API Gateway sets itself are passed on under another name. */
export function passedOn(headers: readonly Header[], own: readonly Header[]): Header[] {
  const taken = new Set(own.map(([name]) => name.toLowerCase()));
  return sentHeaders(
    headers.filter((header) => isHeader(header) && (!isOfConnection(header[0]) || isRemapped(header[0]))),
  ).map(([name, value]) => [taken.has(name.toLowerCase()) ? `x-amzn-Remapped-${name}` : name, value]);
}

function isRemapped(name: string): boolean {
  return ["connection", "content-length"].includes(name.toLowerCase());
}
