import { answerCall, type CallKind, type Outcome } from "../data-plane/answer-call";
import { questionOf } from "../data-plane/denial";
import { LIMIT_OF_ACCOUNT, limitOfStage, overRates } from "../data-plane/limits";
import { type Incoming, requestWith } from "../data-plane/method-call";
import { callerText } from "../data-plane/trace/caller-text";
import type { Trace } from "../data-plane/trace/trace";
import type { BodyError, ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import { type HttpProgress, httpLogLine } from "./access-log";
import { preflightAnswer, withCors } from "./cors";
import type { HttpDataPlane } from "./http-data-plane";
import { integrate } from "./integrations";
import { httpLockOf } from "./locks";
import {
  type HttpRefusal,
  type HttpRefused,
  misconfigured,
  refusedAnswer,
  refusedBy,
  requestIdOf,
} from "./refusals";
import { refusedByLength, routeToRoute, routeToStage } from "./routing";

/** Answers a request to an HTTP API. */
export function answerHttpApiRequest(
  request: HttpRequest,
  readBody: ReadBody,
  plane: HttpDataPlane,
): Promise<HttpResponse> {
  return answerCall(request, readBody, plane, httpCalls, {});
}

const OF_BODY: Readonly<Record<BodyError["status"], HttpRefusal>> = {
  400: "INTERNAL_SERVER_ERROR",
  413: "BODY_TOO_LARGE",
  503: "SERVICE_UNAVAILABLE",
};

const httpCalls: CallKind<HttpDataPlane, HttpProgress> = {
  run,
  logLine: httpLogLine,
  requestId: requestIdOf,
  failed: ({ reason }, ids) => refusedAnswer(misconfigured(reason), ids),
  withoutBody: ({ message, status }, ids) =>
    refusedAnswer({ response: OF_BODY[status], reason: message }, ids),
};

/**
 * All checks of a request, in API Gateway's order: stage, route or preflight, length, authentication, decision, rates. An
 * HTTP API has no web ACL, no API keys and no request validation.
 */
async function run(
  incoming: Incoming,
  readBody: ReadBody,
  plane: HttpDataPlane,
  { progress, trace }: { readonly trace: Trace; readonly progress: HttpProgress },
): Promise<Outcome> {
  const { ids } = incoming;
  const { api } = plane;
  const refusal = (refused: HttpRefused): Outcome => {
    progress.refused = refused;
    return { response: refusedAnswer(refused, ids), refused };
  };
  const stageCall = routeToStage(incoming, plane);
  if ("response" in stageCall) return refusal(trace.refused(stageCall, api));
  progress.place = stageCall;
  const { stage } = stageCall;
  trace.passed(`The stage ${stage.name} of ${api.name}`, stage);
  trace.passed("HTTP APIs have no web ACL");
  const bare = routeToRoute(stageCall);
  if (bare === undefined) {
    const preflight = preflightAnswer(stageCall);
    if (preflight) {
      trace.passed("The API answers the preflight by its cors_configuration", api.cors);
      return { response: preflight };
    }
    const { path, request } = stageCall;
    const reason = `No route of ${api.address} has ${request.verb} ${path}; paths to it begin with ${plane.prefix}`;
    return refusal(trace.refused({ response: "NOT_FOUND", reason }, api));
  }
  if ("response" in bare) return refusal(trace.refused(bare, api));
  progress.place = bare;
  const { route } = bare;
  trace.passed(`The route ${route.key}`, route);
  const tooLong = refusedByLength(bare);
  if (tooLong) return refusal(trace.refused(tooLong));
  trace.passed("Within the lengths of the service");
  const authenticator = api.authorizers.find(({ id }) => id === route.authorizerId) ?? route;
  const who = await httpLockOf(route).authenticate(bare, plane, readBody);
  if ("response" in who) return refusal(trace.refused(who, authenticator));
  progress.known = who.known;
  trace.passed(callerText(who.caller), authenticator);
  const decision = plane.decide(questionOf(bare, plane.now()))(who.caller);
  if (decision.outcome !== "allow") return refusal(trace.refused(refusedBy(decision), route));
  trace.passed(decision.reason, decision.source ?? route);
  const limited = limitOfStage({ api, stage, method: route, verb: route.verb });
  const over = overRates([limited, LIMIT_OF_ACCOUNT], plane);
  if (over) return refusal(trace.refused({ response: "THROTTLED", ...over }));
  trace.passed("Within the rates that apply");
  // The body is read only for callers who may make the request; a signature covers it, and is verified before.
  const call = { ...bare, request: requestWith(bare.request, await readBody()) };
  trace.passed("HTTP APIs do not validate requests");
  const asked = performance.now();
  const answer = await integrate(call, who.known, plane);
  progress.integrationMs = performance.now() - asked;
  if ("response" in answer) return refusal(trace.refused(answer, route.integration));
  trace.passed(`The integration answers ${answer.status}`, route.integration);
  return { response: withCors(answer, call) };
}
