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
import type { MethodCall, StageCall } from "./method-call";
import { refusedByLength, routeToMethod, routeToStage } from "./routing";
import { refusedByChecks } from "./validation/request-checks";

/**
 * Answers a request to the API in API Gateway's order: stage, web ACL, route, authentication, decision (resource policy and API
 * key included), limits, request validation, integration.
 */
export async function answerApiRequest(
  request: HttpRequest,
  readBody: ReadBody,
  dataPlane: DataPlane,
): Promise<HttpResponse> {
  const ids = makeIds(dataPlane.now());
  const invoked: string[] = [];
  const invoke: DataPlane["invoke"] = (functionArn, event) => {
    invoked.push(functionArn);
    return dataPlane.invoke(functionArn, event);
  };
  const { refused, response } = await run(request, readBody, ids, { ...dataPlane, invoke }).catch(
    (error: unknown) => failed(error, ids),
  );
  const refusal = refused && { refusal: refused.response, reason: refused.reason };
  const { path, verb } = request;
  dataPlane.onCall({ requestId: ids.requestId, verb, path, status: response.status, invoked, ...refusal });
  dataPlane.log(
    `${verb} ${path} ${response.status}${refusal ? ` ${refusal.refusal}: ${refusal.reason}` : ""}`,
  );
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

async function run(
  request: HttpRequest,
  readBody: ReadBody,
  ids: RequestIds,
  dataPlane: DataPlane,
): Promise<Outcome> {
  const stageCall = routeToStage(request, ids, dataPlane);
  // The API's gateway responses do not apply before the API is reached.
  if ("response" in stageCall) return { response: gatewayResponse(stageCall, ids), refused: stageCall };
  const filtered = await refusedByFirewall(stageCall, readBody, dataPlane);
  if (filtered) {
    const { refused, response } = filtered;
    return response ? { response, refused } : outcome(refused, stageCall);
  }
  const call = routeToMethod(stageCall);
  if ("response" in call) return outcome(call, stageCall);
  const tooLong = refusedByLength(call);
  if (tooLong) return { response: gatewayResponse(tooLong, ids), refused: tooLong };
  const who = await lockOf(call.method).authenticate(call, dataPlane, readBody);
  if ("response" in who) return outcome(who, call);
  return outcome(await authorized(call, readBody, who, dataPlane), call, who);
}

function outcome(
  result: HttpResponse | Refused,
  place: StageCall | MethodCall,
  who?: Authenticated,
): Outcome {
  if (!("response" in result)) return { response: result };
  return { response: refusedAnswer(result, place, who), refused: result };
}

/** Decision, limits, validation and integration, for an authenticated caller. */
async function authorized(
  bare: MethodCall,
  readBody: ReadBody,
  who: Authenticated,
  dataPlane: DataPlane,
): Promise<HttpResponse | Refused> {
  const key = presentedKey(bare, who, dataPlane);
  const question = questionOf(bare, dataPlane.now());
  const decision = dataPlane.decide({ ...question, ...(key && { apiKey: key.id }) })(who.caller);
  if (decision.outcome !== "allow")
    return denialOf(decision, bare, { who, byOwnPolicy: lockOf(bare.method).deniedByOwnPolicy });
  const limited = await refusedByLimits(bare, key?.id, dataPlane);
  if (limited) return limited;
  // The body is read only for callers who may make the request; a signature covers it, and is verified before.
  const call = { ...bare, request: { ...bare.request, body: await readBody() } };
  const refused = refusedByChecks(call, dataPlane);
  return refused ?? integrate(call, key && call.method.apiKeyRequired ? withKey(who, key) : who, dataPlane);
}
