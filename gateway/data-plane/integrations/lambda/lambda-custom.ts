import { wholeExpression } from "../../../../terraform/access/decide";
import type { MockAnswer, MockAnswers } from "../../../../terraform/model";
import { type HttpResponse, headerValues } from "../../../http/message";
import { variablesOf } from "../../event/variables";
import { mappedHeaders, replaced } from "../../gateway-response/customized-response";
import { idHeaders, type Refused } from "../../gateway-response/responses";
import type { Authenticated } from "../../locks/lock";
import { byMediaType } from "../../media-type";
import type { MethodCall } from "../../method-call";
import { type GateIntegration, misconfigured, notServed } from "../integration";
import { invoked } from "../lambda-proxy/lambda-proxy";
import { requestTemplateFor } from "../templates";
import { renderInput, unevaluated } from "./input-template";

/**
 * AWS, with the URI of a function: the request template makes the event, and the integration response that fits the
 * result's error maps it. Templates are evaluated as far as they have references and no directives. Other services of
 * AWS are not called.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-lambda-non-proxy-integration.html
 */
export const lambdaCustom: GateIntegration = {
  async respond(call, { address, lambda, timeoutMs, uri }, who, dataPlane) {
    if (!lambda)
      return notServed(`${address} calls ${uri ?? "a service of AWS"}, and only functions are called here`);
    const event = eventOf(call, who, address, lambda.answers);
    if ("response" in event) return event;
    const result = await invoked(call, { address, timeoutMs, ...lambda }, event.event, dataPlane);
    if ("response" in result) return result;
    // An error is a result too: its message chooses the response.
    const payload = result.kind === "ok" ? result.payload : errorOf(result);
    const message = result.kind === "ok" ? undefined : errorOf(result).errorMessage;
    return mappedResult(call, who, { address, answers: lambda.answers, message, payload });
  },
  differences({ lambda, uri }) {
    if (!lambda) return [`${uri ?? "the service of AWS"} is not called: calls get 501`];
    const templates = [
      ...Object.values(lambda.answers.requestTemplates),
      ...lambda.answers.responses.flatMap(({ templates }) => Object.values(templates)),
    ];
    const [first] = templates.flatMap((template) => unevaluated(template) ?? []);
    return first === undefined
      ? []
      : [`${first} of a mapping template is not evaluated: calls that need it get 501`];
  },
};

function eventOf(
  call: MethodCall,
  who: Authenticated,
  address: string,
  answers: MockAnswers,
): { readonly event: unknown } | Refused {
  const found = requestTemplateFor(call.request, answers, address);
  if ("response" in found) return found;
  const body = call.request.body.toString("utf8");
  const { template } = found;
  const problem = template === undefined ? undefined : unevaluated(template);
  if (problem !== undefined)
    return notServed(`${address}: ${problem} of its request template is not evaluated`);
  try {
    const text = template === undefined ? body : renderInput(template, body, variablesOf(call, who));
    return { event: JSON.parse(text.trim() === "" ? "{}" : text) };
  } catch (error) {
    const reason = `${address}: what its function would get is no JSON: ${(error as Error).message}`;
    const message = "Could not parse request body into json";
    return { response: "BAD_REQUEST_BODY", reason, message };
  }
}

function errorOf(result: {
  readonly kind: string;
  readonly errorMessage?: string;
  readonly errorType?: string;
}): {
  readonly errorMessage: string;
  readonly errorType?: string;
} {
  const { errorMessage = "Task timed out", errorType } = result;
  return { errorMessage, ...(errorType !== undefined && { errorType }) };
}

interface Mapped {
  readonly address: string;
  readonly answers: MockAnswers;
  /** Of an error. */
  readonly message: string | undefined;
  readonly payload: unknown;
}

function mappedResult(
  call: MethodCall,
  who: Authenticated,
  { address, answers, message, payload }: Mapped,
): HttpResponse | Refused {
  const response = responseFor(message, answers.responses);
  if (!response) return misconfigured(`${address} has no integration response for the function's result`);
  const body = JSON.stringify(payload ?? null);
  const template = byMediaType(response.templates, headerValues(call.request, "accept")[0]);
  const problem = template && unevaluated(template.value);
  if (problem !== undefined)
    return notServed(`${response.address}: ${problem} of its template is not evaluated`);
  const variables = variablesOf(call, who);
  const type = template?.type ?? "application/json";
  return {
    status: response.status,
    headers: [
      ...replaced([["Content-Type", type]], mappedHeaders(response.headers, variables)),
      ...idHeaders(call.ids),
      ["X-Amzn-Trace-Id", call.ids.traceId],
    ],
    body: template && template.value !== "" ? renderInput(template.value, body, variables) : body,
  };
}

/** The response whose pattern fits the error's message, else the one without a pattern, also for an error. */
function responseFor(message: string | undefined, responses: readonly MockAnswer[]): MockAnswer | undefined {
  const fits = ({ pattern }: MockAnswer) => {
    const expression = pattern === undefined || message === undefined ? undefined : wholeExpression(pattern);
    return expression !== undefined && "matches" in expression && expression.matches(message ?? "");
  };
  return responses.find(fits) ?? responses.find(({ pattern }) => pattern === undefined);
}
