import { BodyError, type ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import type { DataPlane } from "./data-plane";
import { denialOf, questionOf } from "./denial";
import { makeIds, type RequestIds } from "./event/ids";
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
import { refusedByChecks } from "./validation/request-checks";

/** Answers a request to the API. */
export async function answerApiRequest(
  request: HttpRequest,
  readBody: ReadBody,
  dataPlane: DataPlane,
): Promise<HttpResponse> {
  const ids = makeIds(dataPlane.now());
  const invoked: string[] = [];
  let outcome: Outcome;
  try {
    outcome = await run({ request, ids, invoked }, readBody, dataPlane);
  } catch (error) {
    outcome = failed(error, ids);
  }
  const { refused, response } = outcome;
  const { path, verb } = request;
  const { status } = response;
  const record = { requestId: ids.requestId, verb, path, status, invoked };
  dataPlane.onCall(refused ? { ...record, refusal: refused.response, reason: refused.reason } : record);
  dataPlane.log(`${verb} ${path} ${status}${refused ? ` ${refused.response}: ${refused.reason}` : ""}`);
  return response;
}

interface Outcome {
  readonly response: HttpResponse;
  readonly refused?: Refused;
}

/** An unexpected error is a refusal: it is answered, logged and recorded like any other. */
function failed(error: unknown, ids: RequestIds): Outcome {
  const { message, stack = message } = error as Error;
  const refused: Refused = {
    response: "API_CONFIGURATION_ERROR",
    reason: error instanceof BodyError ? message : `The gate failed: ${stack}`,
  };
  if (!(error instanceof BodyError)) return { response: gatewayResponse(refused, ids), refused };
  const headers = [["Content-Type", "text/plain"], ...idHeaders(ids)] as const;
  return { response: { status: error.status, headers, body: message }, refused };
}

/**
 * All checks of a request, in API Gateway's order: stage, web ACL, route, length, authentication, decision (resource
 * policy and API key included), limits, request validation. Then the integration answers.
 */
async function run(incoming: Incoming, readBody: ReadBody, dataPlane: DataPlane): Promise<Outcome> {
  const { ids } = incoming;
  const stageCall = routeToStage(incoming, dataPlane);
  // The API's gateway responses do not apply before the API is reached.
  if ("response" in stageCall) return { response: gatewayResponse(stageCall, ids), refused: stageCall };
  if (stageCall.stage.firewall) {
    const filtered = await refusedByFirewall(stageCall, stageCall.stage.firewall, readBody, dataPlane);
    if (filtered?.response) return { response: filtered.response, refused: filtered.refused };
    if (filtered) return refusal(filtered.refused, stageCall);
  }
  const bare = routeToMethod(stageCall);
  if ("response" in bare) return refusal(bare, stageCall);
  const tooLong = refusedByLength(bare);
  if (tooLong) return { response: gatewayResponse(tooLong, ids), refused: tooLong };
  const lock = lockOf(bare.method);
  const who = await lock.authenticate(bare, dataPlane, readBody);
  if ("response" in who) return refusal(who, bare);
  const key = presentedKey(bare, who, dataPlane);
  const question = questionOf(bare, dataPlane.now());
  const decision = dataPlane.decide(key ? { ...question, apiKey: key.id } : question)(who.caller);
  if (decision.outcome !== "allow")
    return refusal(denialOf(decision, bare, { who, byOwnPolicy: lock.deniedByOwnPolicy }), bare, who);
  const limited = await refusedByLimits(bare, key?.id, dataPlane);
  if (limited) return refusal(limited, bare, who);
  // The body is read only for callers who may make the request; a signature covers it, and is verified before.
  const call = withBody(bare, await readBody());
  const invalid = refusedByChecks(call, dataPlane);
  if (invalid) return refusal(invalid, call, who);
  const caller = key && call.method.apiKeyRequired ? withKey(who, key) : who;
  const answer = await integrate(call, caller, dataPlane);
  return "response" in answer ? refusal(answer, bare, who) : { response: answer };
}

/** A refusal, as the API's gateway responses have it. */
function refusal(refused: Refused, place: StageCall | MethodCall, who?: Authenticated): Outcome {
  return { response: refusedAnswer(refused, place, who), refused };
}
