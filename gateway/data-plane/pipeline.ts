import { climbs } from "../../terraform/access/decide/path-readings";
import { matchRoute, refusedByRoute } from "../../terraform/access/decide/route";
import { BodyError, type ReadBody } from "../http/body";
import { headerSet } from "../http/header-names";
import { type GateRequest, type GateResponse, headerValues, withoutWhiteSpace } from "../http/message";
import { isSigV4, notSigV4 } from "../sigv4/parse";
import type { Served } from "./data-plane";
import { questionOf, refusal } from "./denial";
import { makeIds, type RequestIds } from "./event/ids";
import { refusedAnswer } from "./gateway-response/customized-response";
import { gatewayResponse, idHeaders, type Refused } from "./gateway-response/responses";
import { integrate } from "./integrations/lambda-proxy/lambda-proxy";
import { refusedByLimits } from "./limits";
import { type Authenticated, authenticate } from "./locks/lock";
import { type Arrival, type Call, methodArn } from "./method-request";
import { refusedByChecks } from "./validation/request-checks";

/**
 * Answers a request to the API as API Gateway does, in its order: stage, route, authentication, decision
 * (resource policy and API key included), limits, request validation, integration.
 */
export async function answer(
  request: GateRequest,
  readBody: ReadBody,
  served: Served,
): Promise<GateResponse> {
  const ids = makeIds(served.now());
  const invoked: string[] = [];
  const invoke: Served["invoke"] = (functionArn, event) => {
    invoked.push(functionArn);
    return served.invoke(functionArn, event);
  };
  const { refused, response } = await run(request, readBody, ids, { ...served, invoke }).catch(
    (error: unknown) => failed(error, ids),
  );
  const refusal = refused && { refusal: refused.response, reason: refused.reason };
  const { path, verb } = request;
  served.onCall({ requestId: ids.requestId, verb, path, status: response.status, invoked, ...refusal });
  served.log(`${verb} ${path} ${response.status}${refusal ? ` ${refusal.refusal}: ${refusal.reason}` : ""}`);
  return response;
}

interface Outcome {
  readonly response: GateResponse;
  readonly refused?: Refused;
}

/** What nobody expected is a refusal like any other: answered, logged and recorded. */
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
  request: GateRequest,
  readBody: ReadBody,
  ids: RequestIds,
  served: Served,
): Promise<Outcome> {
  const arrival = arrive(request, ids, served);
  // What does not come as far as the API is not answered as the API says.
  if ("response" in arrival) return { response: gatewayResponse(arrival, ids), refused: arrival };
  const call = route(arrival);
  if ("response" in call) return outcome(call, arrival);
  const tooLong = refusedByLength(call);
  if (tooLong) return { response: gatewayResponse(tooLong, ids), refused: tooLong };
  const who = await authenticate(call, readBody, served);
  if ("response" in who) return outcome(who, call);
  return outcome(await admitted(call, readBody, who, served), call, who);
}

function outcome(result: GateResponse | Refused, place: Arrival | Call, who?: Authenticated): Outcome {
  if (!("response" in result)) return { response: result };
  return { response: refusedAnswer(result, place, who), refused: result };
}

/** What comes of a call once it is known who sends it. */
async function admitted(
  bare: Call,
  readBody: ReadBody,
  who: Authenticated,
  served: Served,
): Promise<GateResponse | Refused> {
  const key = apiKey(bare, who, served);
  const question = questionOf(bare, served.now());
  const decision = served.decide({ ...question, ...(key && { apiKey: key.id }) })(who.caller);
  if (decision.outcome !== "allow") return refusal(decision, bare, who);
  const limited = refusedByLimits(bare, key?.id, served);
  if (limited) return limited;
  // Only now: nobody who may not call has a body read, but for a signature, which covers it.
  const call = { ...bare, request: { ...bare.request, body: await readBody() } };
  const refused = refusedByChecks(call, served);
  return refused ?? integrate(call, key && call.method.apiKeyRequired ? withKey(who, key) : who, served);
}

/** The stage that a request is for. */
function arrive(request: GateRequest, ids: RequestIds, { api }: Served): Arrival | Refused {
  // Before the stage is looked for, which a climbing path could leave.
  if (climbs(request.path))
    return { response: "BAD_REQUEST_PARAMETERS", reason: "The path has a segment .. in one of its readings" };
  const name = STAGE_AND_REST.exec(request.path)?.[1];
  const stage = api.stages.find((candidate) => candidate.name === name);
  if (stage === undefined)
    return { response: "FORBIDDEN", reason: `The path names no stage of ${api.address}` };
  // API Gateway routes on the first of them, and servers obey the others; to authorize one verb while a function acts on another would be a hole.
  const overriding = request.headers.find(([name]) => OVERRIDING.has(name))?.[0];
  if (overriding !== undefined)
    return { response: "FORBIDDEN", reason: `${overriding} would name another verb, and is not served here` };
  return { request, ids, api, stage };
}

const OVERRIDING = headerSet("x-http-method-override", "x-http-method", "x-method-override");
const STAGE_AND_REST = /^\/+([^/]+)(.*)$/s;

/** The method that a request is for. The path is matched as it was sent: nothing is decoded before. */
function route(arrival: Arrival): Call | Refused {
  const { api, request } = arrival;
  const rest = STAGE_AND_REST.exec(request.path)?.[2];
  const path = `/${rest?.replace(/^\/+/, "") ?? ""}`;
  const match = matchRoute(api, request.verb, path);
  if (match === undefined) return unmatched(request);
  const { method, pathParameters } = match;
  const call = { ...arrival, path, match, method, pathParameters };
  const refused = refusedByRoute(match);
  return refused ? refusal(refused, call, undefined) : call;
}

/** Bytes of a method's ARN, where somebody is to be authorized for it, and characters of a URL. */
const LONGEST_ARN = 1_600;
const LONGEST_URL = 10_240;

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
function refusedByLength(call: Call): Refused | undefined {
  const { api, method, request } = call;
  const authorized = method.authorization !== "NONE" || api.policy !== undefined;
  const arn = Buffer.byteLength(methodArn(call));
  if (authorized && arn > LONGEST_ARN)
    return {
      response: "URI_TOO_LONG",
      reason: `The method's ARN has ${arn} bytes, more than ${LONGEST_ARN}`,
    };
  const url = request.path.length + request.query.length + 1;
  if (url <= LONGEST_URL) return undefined;
  return { response: "URI_TOO_LONG", reason: `The URL has ${url} characters, more than ${LONGEST_URL}` };
}

/** With an Authorization header of another kind, the service takes an unknown route for a broken signature. */
function unmatched(request: GateRequest): Refused {
  const reason = "No method of the API has this path and verb";
  const authorization = headerValues(request, "authorization")[0];
  if (authorization === undefined || withoutWhiteSpace(authorization) === "" || isSigV4(authorization))
    return { response: "MISSING_AUTHENTICATION_TOKEN", reason };
  const { message, problem } = notSigV4(authorization);
  return { response: "MISSING_AUTHENTICATION_TOKEN", errorType: problem, message, reason };
}

interface PresentedKey {
  readonly value: string;
  readonly id: string;
}

/** The API key that came along, where it is one of the Terraform's. */
function apiKey({ api, request }: Call, who: Authenticated, { apiKeyIds }: Served): PresentedKey | undefined {
  const values =
    api.apiKeySource === "AUTHORIZER" ? [who.usageIdentifierKey] : headerValues(request, "x-api-key");
  const value = values.length === 1 ? values[0] : undefined;
  const id = value === undefined ? undefined : apiKeyIds.get(value);
  return value !== undefined && id !== undefined ? { value, id } : undefined;
}

function withKey(who: Authenticated, { id, value }: PresentedKey): Authenticated {
  return { ...who, identity: { ...who.identity, apiKey: value, apiKeyId: id } };
}
