import { wholeExpression } from "../../../terraform/access/decide/java-expression";
import type { MockAnswer, MockAnswers, OtherIntegration } from "../../../terraform/model/integration";
import { type GateResponse, headerValues } from "../../http/message";
import { variablesOf } from "../event/variables";
import { mappedHeaders, replaced } from "../gateway-response/customized-response";
import { isHeader, sentHeaders } from "../gateway-response/response-headers";
import { idHeaders, type Refused } from "../gateway-response/responses";
import type { Authenticated } from "../locks/lock";
import { byMediaType, mediaTypeOf } from "../media-type";
import type { Call } from "../method-request";
import { problemOfTemplate } from "./template/parse";
import { renderTemplate } from "./template/render";

/**
 * Answers for a MOCK integration: the request template names a status, and the integration response for that
 * status is the answer. A request template is taken as it stands: one with variables or directives is refused.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-mock-integration.html
 */
export function answerMock(
  call: Call,
  who: Authenticated,
  address: string,
  mock: MockAnswers,
): GateResponse | Refused {
  const { ids, request } = call;
  const type = mediaTypeOf(headerValues(request, "content-type").join()) ?? "application/json";
  const template = Object.entries(mock.requestTemplates).find(([name]) => name.toLowerCase() === type)?.[1];
  if (template === undefined) return withoutTemplate(type, address, mock);
  const status = statusIn(template);
  if (status === undefined)
    return misconfigured(address, "its request template names no status that can be read");
  const answer = answerFor(status, mock.responses);
  if (!answer) return misconfigured(address, `it has no integration response for the status ${status}`);
  const body = byMediaType(answer.templates, headerValues(request, "accept")[0]);
  const rendered = renderTemplate(body?.value ?? "", { headers: request.headers });
  if (typeof rendered === "string")
    return misconfigured(address, `of the template of ${answer.address}, ${rendered}`);
  const headers = replaced(
    mappedHeaders(answer.headers, variablesOf(call, who)),
    sentHeaders(rendered.overrides.filter(isHeader)),
  );
  return {
    status: answer.status,
    headers: [...replaced([["Content-Type", body?.type ?? "application/json"]], headers), ...idHeaders(ids)],
    body: rendered.text,
  };
}

/** What of a MOCK integration cannot be answered, for people; `undefined` where all of it can. */
export function unservedMock({ mock, type }: OtherIntegration): string | undefined {
  if (type !== "MOCK" || !mock) return `integrations of the type ${type} are not served: calls get 500`;
  const statuses = Object.values(mock.requestTemplates).map(statusIn);
  if (statuses.length === 0 || statuses.includes(undefined))
    return "its request templates name no status that can be read: calls get 500";
  return unservedTemplates(mock.responses, type);
}

/** Which integration response has a template that is not evaluated, for people. */
export function unservedTemplates(
  answers: readonly MockAnswer[],
  of: OtherIntegration["type"],
): string | undefined {
  for (const { address, templates } of answers)
    for (const template of Object.values(templates)) {
      const problem = problemOfTemplate(template, of === "MOCK" ? "mock" : "backend");
      if (problem !== undefined)
        return `of the template of ${address}, ${problem}: calls that need it get 500`;
    }
  return undefined;
}

/** Without a template of its type a body is passed through, or the type is not taken. */
function withoutTemplate(
  type: string,
  address: string,
  { passthrough, requestTemplates }: MockAnswers,
): Refused {
  const some = Object.keys(requestTemplates).length > 0;
  if (passthrough === "NEVER" || (passthrough === "WHEN_NO_TEMPLATES" && some))
    return { response: "UNSUPPORTED_MEDIA_TYPE", reason: `${address} has no template for ${type}` };
  return misconfigured(address, `it has no template for ${type}, so no status is named`);
}

function statusIn(template: string): number | undefined {
  if (isProgram(template)) return undefined;
  const [, status] = /^\s*\{[^{}]*?["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(template) ?? [];
  return status === undefined ? undefined : Number(status);
}

/** A request template with Velocity in it. */
export function isProgram(template: string): boolean {
  return /[$#]/.test(template);
}

/** The first whose pattern fits the status; else the one without pattern. */
export function answerFor(status: number, answers: readonly MockAnswer[]): MockAnswer | undefined {
  const fits = ({ pattern }: MockAnswer) => {
    const expression = pattern === undefined ? undefined : wholeExpression(pattern);
    return expression !== undefined && "matches" in expression && expression.matches(String(status));
  };
  return answers.find(fits) ?? answers.find(({ pattern }) => pattern === undefined);
}

function misconfigured(address: string, reason: string): Refused {
  return { response: "API_CONFIGURATION_ERROR", reason: `${address}: ${reason}` };
}
