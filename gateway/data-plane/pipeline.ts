import type { ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import { type RestProgress, restLogLine } from "./access-log/rest-log";
import { answerCall, type CallKind, type Outcome } from "./answer-call";
import type { DataPlane } from "./data-plane";
import { denialOf, questionOf } from "./denial";
import { refusedByFirewall } from "./firewall";
import { refusedAnswer } from "./gateway-response/customized-response";
import { gatewayResponse, idHeaders, type Refused } from "./gateway-response/responses";
import { integrate } from "./integrations";
import { refusedByLimits } from "./limits";
import { lockOf } from "./locks";
import { presentedKey, withKey } from "./locks/api-key";
import type { Authenticated } from "./locks/lock";
import { type Incoming, type MethodCall, type StageCall, withBody } from "./method-call";
import { refusedByLength, routeToMethod, routeToStage } from "./routing";
import { callerText } from "./trace/caller-text";
import type { Trace } from "./trace/trace";
import { refusedByChecks } from "./validation/request-checks";

/** Answers a request to a REST API. */
export function answerApiRequest(
  request: HttpRequest,
  readBody: ReadBody,
  dataPlane: DataPlane,
): Promise<HttpResponse> {
  return answerCall(request, readBody, dataPlane, restCalls, {});
}

const restCalls: CallKind<DataPlane, RestProgress> = {
  run,
  logLine: restLogLine,
  requestId: ({ requestId }) => requestId,
  failed: ({ reason }, ids) => gatewayResponse({ response: "API_CONFIGURATION_ERROR", reason }, ids),
  withoutBody: ({ message, status }, ids) => ({
    status,
    headers: [["Content-Type", "text/plain"], ...idHeaders(ids)],
    body: message,
  }),
};

/**
 * All checks of a request, in API Gateway's order: stage, web ACL, route, length, authentication, decision (resource
 * policy and API key included), limits, request validation. Then the integration answers.
 */
async function run(
  incoming: Incoming,
  readBody: ReadBody,
  dataPlane: DataPlane,
  { progress, trace }: { readonly trace: Trace; readonly progress: RestProgress },
): Promise<Outcome> {
  const { ids } = incoming;
  const { api } = dataPlane;
  const stageCall = routeToStage(incoming, dataPlane);
  // The API's gateway responses do not apply before the API is reached.
  if ("response" in stageCall)
    return { response: gatewayResponse(stageCall, ids), refused: trace.refused(stageCall, api) };
  progress.place = stageCall;
  const refusal = (refused: Refused, place: StageCall | MethodCall, who?: Authenticated): Outcome => {
    progress.refused = refused;
    return { response: refusedAnswer(refused, place, who), refused };
  };
  const { stage } = stageCall;
  const { firewall } = stage;
  trace.passed(`The stage ${stage.name} of ${api.name}`, stage);
  if (firewall) {
    const filtered = await refusedByFirewall(stageCall, firewall, readBody, dataPlane);
    if (filtered) trace.refused(filtered.refused, firewall);
    if (filtered) progress.refused = filtered.refused;
    if (filtered?.response) return { response: filtered.response, refused: filtered.refused };
    if (filtered) return refusal(filtered.refused, stageCall);
  }
  trace.passed(firewall ? `${firewall.name} allows it` : "The stage has no web ACL", firewall);
  const bare = routeToMethod(stageCall);
  if ("response" in bare) return refusal(trace.refused(bare, api), stageCall);
  const { method } = bare;
  progress.place = bare;
  trace.passed(`The method ${method.verb} ${method.path}`, method);
  const tooLong = refusedByLength(bare);
  if (tooLong) return { response: gatewayResponse(tooLong, ids), refused: trace.refused(tooLong) };
  trace.passed("Within the lengths of the service");
  const lock = lockOf(method);
  const authenticator = api.authorizers.find(({ id }) => id === method.authorizerId) ?? method;
  const who = await lock.authenticate(bare, dataPlane, readBody);
  if ("response" in who) return refusal(trace.refused(who, authenticator), bare);
  progress.who = who;
  trace.passed(callerText(who.caller), authenticator);
  const key = presentedKey(bare, who, dataPlane);
  const question = questionOf(bare, dataPlane.now());
  const decision = dataPlane.decide(key ? { ...question, apiKey: key.id } : question)(who.caller);
  if (decision.outcome !== "allow") {
    const denied = denialOf(decision, bare, { who, byOwnPolicy: lock.deniedByOwnPolicy });
    return refusal(trace.refused(denied, method), bare, who);
  }
  trace.passed(decision.reason, decision.source ?? method);
  const limited = await refusedByLimits(bare, key?.id, dataPlane);
  if (limited) return refusal(trace.refused(limited), bare, who);
  trace.passed("Within the rates and quotas that apply");
  // The body is read only for callers who may make the request; a signature covers it, and is verified before.
  const call = withBody(bare, await readBody());
  const { checks, integration } = method;
  const invalid = refusedByChecks(call, dataPlane);
  if (invalid) return refusal(trace.refused(invalid, checks ?? method), call, who);
  trace.passed(checks ? "The request has what is required" : "Nothing is required of the request", checks);
  const caller = key && method.apiKeyRequired ? withKey(who, key) : who;
  progress.who = caller;
  const asked = performance.now();
  const answer = await integrate(call, caller, dataPlane);
  progress.integrationMs = performance.now() - asked;
  if ("response" in answer) return refusal(trace.refused(answer, integration), bare, who);
  trace.passed(`The integration answers ${answer.status}`, integration);
  return { response: answer };
}
