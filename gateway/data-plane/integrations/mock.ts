import type { MockAnswers } from "../../../terraform/model";
import { type HttpResponse, headerValues } from "../../http/message";
import { variablesOf } from "../event/variables";
import { mappedHeaders, replaced } from "../gateway-response/customized-response";
import { isHeader, sentHeaders } from "../gateway-response/response-headers";
import { idHeaders, type Refused } from "../gateway-response/responses";
import type { Authenticated } from "../locks/lock";
import { byMediaType } from "../media-type";
import type { MethodCall } from "../method-call";
import { type GateIntegration, misconfigured, notServed } from "./integration";
import { renderTemplate } from "./template/render";
import {
  integrationResponseFor,
  isProgram,
  requestTemplateFor,
  unrendered,
  unsupportedTemplate,
} from "./templates";

/**
 * MOCK: the request template names a status, and the integration response for that status is the answer. A request
 * template with variables or directives is not evaluated.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export const mock: GateIntegration = {
  respond: (call, { address, mock: answers }, who) =>
    answers ? answer(call, who, address, answers) : misconfigured(`${address} was not read completely`),
  differences({ mock: answers }) {
    if (!answers) return ["the MOCK integration was not read completely: calls get 500"];
    const statuses = Object.values(answers.requestTemplates).map(statusIn);
    if (Object.values(answers.requestTemplates).some(isProgram))
      return ["its request templates with variables are not evaluated: calls that need one get 501"];
    if (statuses.length === 0 || statuses.includes(undefined))
      return ["its request templates name no status that can be read: calls get 500"];
    return [unsupportedTemplate(answers.responses, "mock") ?? []].flat();
  },
};

function answer(
  call: MethodCall,
  who: Authenticated,
  address: string,
  answers: MockAnswers,
): HttpResponse | Refused {
  const { ids, request } = call;
  const found = requestTemplateFor(request, answers, address);
  if ("response" in found) return found;
  if (found.template === undefined)
    return misconfigured(`${address}: it has no template for ${found.type}, so no status is named`);
  const status = statusIn(found.template);
  if (status === undefined) {
    const reason = `${address}: its request template names no status that can be read`;
    return isProgram(found.template) ? notServed(reason) : misconfigured(reason);
  }
  const response = integrationResponseFor(status, answers.responses);
  if (!response) return misconfigured(`${address}: it has no integration response for the status ${status}`);
  const body = byMediaType(response.templates, headerValues(request, "accept")[0]);
  const rendered = renderTemplate(body?.value ?? "", { headers: request.headers });
  if (typeof rendered === "string") return unrendered(rendered, response.address);
  const headers = replaced(
    mappedHeaders(response.headers, variablesOf(call, who)),
    sentHeaders(rendered.overrides.filter(isHeader)),
  );
  return {
    status: response.status,
    headers: [...replaced([["Content-Type", body?.type ?? "application/json"]], headers), ...idHeaders(ids)],
    body: rendered.text,
  };
}

function statusIn(template: string): number | undefined {
  if (isProgram(template)) return undefined;
  const [, status] = /^\s*\{[^{}]*?["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(template) ?? [];
  return status === undefined ? undefined : Number(status);
}
