import { answerCall, type CallKind, type Outcome } from "../data-plane/answer-call";
import { questionOf } from "../data-plane/denial";
import { failureOf, invokeBackend } from "../data-plane/integrations/invoke-backend";
import { type Incoming, requestWith } from "../data-plane/method-call";
import { callerText } from "../data-plane/trace/caller-text";
import type { Trace } from "../data-plane/trace/trace";
import type { BodyError, ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import { preflightHeaders, withCors } from "../http-api/cors";
import { functionAnswers } from "../http-api/integrations/function-answer";
import { urlEvent } from "./event";
import { type UrlAuthenticated, urlLocks } from "./locks";
import { idHeaders, refusedAnswer, type UrlRefusal, type UrlRefused } from "./refusals";
import { type UrlCall, urlCall } from "./url-call";
import type { UrlPlane } from "./url-plane";

/** Answers a request to the URL of a function. */
export function answerUrlRequest(
  request: HttpRequest,
  readBody: ReadBody,
  plane: UrlPlane,
): Promise<HttpResponse> {
  return answerCall(request, readBody, plane, urlCalls, {});
}

const OF_BODY: Readonly<Record<BodyError["status"], UrlRefusal>> = {
  400: "BAD_GATEWAY",
  413: "TOO_LARGE",
  503: "SERVICE_UNAVAILABLE",
};

const urlCalls: CallKind<UrlPlane, object> = {
  run,
  logLine: () => undefined,
  requestId: ({ requestId }) => requestId,
  failed: (_, ids) => refusedAnswer({ response: "BAD_GATEWAY" }, ids),
  withoutBody: ({ status }, ids) => refusedAnswer({ response: OF_BODY[status] }, ids),
};

/** Bytes of an event; Lambda's own limit. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const LONGEST_EVENT = 6_291_456;

/** All checks of a request. A URL has no stage, no routes, no web ACL, no rates and no validation. */
async function run(
  incoming: Incoming,
  readBody: ReadBody,
  plane: UrlPlane,
  { trace }: { readonly trace: Trace },
): Promise<Outcome> {
  const { api } = plane;
  const { ids } = incoming;
  const refusal = (refused: UrlRefused): Outcome => ({ response: refusedAnswer(refused, ids), refused });
  const bare = urlCall(incoming, plane);
  if ("response" in bare) return refusal(trace.refused(bare, api));
  const { route } = bare;
  trace.passed(`The URL of the function ${api.name}`, api);
  trace.passed("URLs of functions have no web ACL");
  // Asked without credentials, and so answered before them.
  const preflight = preflightHeaders(api.cors, bare.request);
  if (preflight) {
    trace.passed("The URL answers the preflight by its cors", api.cors);
    return { response: { status: 200, headers: [...preflight, ...idHeaders(ids)], body: "" } };
  }
  trace.passed("A URL takes every verb and every path", route);
  trace.passed("No length of the request line and the headers is documented");
  const who = await urlLocks[route.authorization].authenticate(bare, plane, readBody);
  if ("response" in who) return refusal(trace.refused(who, route));
  trace.passed(callerText(who.caller), route);
  const decision = plane.decide(questionOf(bare, plane.now()))(who.caller);
  const { reason, source = route } = decision;
  if (decision.outcome !== "allow")
    return refusal(trace.refused({ response: "FORBIDDEN", reason, rule: source }));
  if (api.halfPermitted !== undefined)
    return refusal(trace.refused({ response: "FORBIDDEN", reason: api.halfPermitted }, route));
  trace.passed(reason, source);
  trace.passed("URLs of functions have no rates");
  // The body is read only for callers who may make the request; a signature covers it, and is verified before.
  const call = { ...bare, request: requestWith(bare.request, await readBody()) };
  trace.passed("URLs of functions do not validate requests");
  const answer = await answerByFunction(call, who.known, plane);
  if ("reason" in answer) return refusal(trace.refused(answer, route.integration));
  trace.passed(`The function answers ${answer.status}`, route.integration);
  return { response: withCors(answer, call) };
}

async function answerByFunction(
  call: UrlCall,
  known: UrlAuthenticated["known"],
  plane: UrlPlane,
): Promise<HttpResponse | UrlRefused> {
  const { ids, route } = call;
  const failed = (reason: string): UrlRefused => ({ response: "BAD_GATEWAY", reason });
  const { integration } = route;
  if (integration.type !== "AWS_PROXY") return failed(`${integration.address} names no function`);
  const event = urlEvent(call, known);
  if (Buffer.byteLength(JSON.stringify(event)) > LONGEST_EVENT)
    return { response: "TOO_LARGE", reason: `The event has more than ${LONGEST_EVENT} bytes` };
  // The decision has asked the function's policy; no API stands for the caller.
  const result = await invokeBackend(call, integration, { event, sources: [] }, plane);
  if ("reason" in result) return failed(result.reason);
  if (result.kind !== "ok") return failed(`${integration.functionArn}: ${failureOf(result)}`);
  const answer = answerOf(result.payload);
  if (answer === undefined) return failed(`${integration.functionArn} returned a malformed reply`);
  return { ...answer, headers: [...answer.headers, ...idHeaders(ids)] };
}

/** As of an HTTP API, but that a text alone is JSON. */
function answerOf(reply: unknown): HttpResponse | undefined {
  if (typeof reply !== "string") return functionAnswers["2.0"](reply);
  return { status: 200, headers: [["content-type", "application/json"]], body: JSON.stringify(reply) };
}
