import { type Decision, decide } from "../../terraform/decide";
import { matchRoute } from "../../terraform/route";
import { type GateRequest, type GateResponse, headerValues } from "../http/message";
import { isSigV4, notSigV4 } from "../sigv4/parse";
import { type Authenticated, authenticate } from "./authenticate";
import { type Call, methodArn } from "./call";
import { makeIds, type RequestIds } from "./ids";
import { integrate } from "./integration";
import { gatewayResponse, type Refused } from "./responses";
import type { Served } from "./served";

/**
 * Answers a request to the API as API Gateway does, in its order: stage, route, authentication, decision
 * (API key and usage plan included), integration.
 */
export async function answer(request: GateRequest, served: Served): Promise<GateResponse> {
  const ids = makeIds(served.now());
  const invoked: string[] = [];
  const invoke: Served["invoke"] = (functionArn, event) => {
    invoked.push(functionArn);
    return served.invoke(functionArn, event);
  };
  const result = await run(request, ids, { ...served, invoke });
  const response = "response" in result ? gatewayResponse(result, ids) : result;
  const refusal = "response" in result ? { refusal: result.response, reason: result.reason } : undefined;
  const { path, verb } = request;
  served.onCall({ requestId: ids.requestId, verb, path, status: response.status, invoked, ...refusal });
  served.log(`${verb} ${path} ${response.status}${refusal ? ` ${refusal.refusal}: ${refusal.reason}` : ""}`);
  return response;
}

async function run(request: GateRequest, ids: RequestIds, served: Served): Promise<GateResponse | Refused> {
  const call = route(request, ids, served);
  if ("response" in call) return call;
  const who = await authenticate(call, served);
  if ("response" in who) return who;
  const key = apiKey(call, who, served);
  const decision = decide(served.model, {
    api: call.api,
    stage: call.stage,
    match: { method: call.method, pathParameters: call.pathParameters },
    verb: request.verb,
    path: call.path,
    caller: who.caller,
    sourceIp: request.sourceIp,
    ...(key && { apiKey: key.id }),
  });
  if (decision.outcome !== "allow") return refusal(decision, call, who);
  return integrate(call, key && call.method.apiKeyRequired ? withKey(who, key) : who, served);
}

/** The method that a request is for. The path is matched as it was sent: nothing is decoded before. */
function route(request: GateRequest, ids: RequestIds, { api }: Served): Call | Refused {
  const [, name, rest] = /^\/+([^/]+)(.*)$/s.exec(request.path) ?? [];
  const stage = api.stages.find((candidate) => candidate.name === name);
  if (stage === undefined)
    return { response: "FORBIDDEN", reason: `The path names no stage of ${api.address}` };
  // API Gateway routes on it; to authorize one verb while a function acts on another would be a hole.
  if (headerValues(request, "x-http-method-override").length > 0)
    return { response: "FORBIDDEN", reason: "X-HTTP-Method-Override is not served here" };
  const path = `/${rest?.replace(/^\/+/, "") ?? ""}`;
  const match = matchRoute(api, request.verb, path);
  if (match === undefined) return unmatched(request);
  return { request, ids, api, stage, path, method: match.method, pathParameters: match.pathParameters };
}

/** With an Authorization header of another kind, the service takes an unknown route for a broken signature. */
function unmatched(request: GateRequest): Refused {
  const reason = "No method of the API has this path and verb";
  const authorization = headerValues(request, "authorization")[0];
  if (authorization === undefined || authorization.trim() === "" || isSigV4(authorization))
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

function refusal(decision: Decision, call: Call, who: Authenticated): Refused {
  const response = decision.refusal ?? "API_CONFIGURATION_ERROR";
  const message = response === "ACCESS_DENIED" ? accessDenied(decision, call, who) : undefined;
  return { response, reason: decision.reason, ...(message !== undefined && { message }) };
}

/** The service's own words; the account is masked but for its last four digits. */
function accessDenied(
  decision: Decision,
  call: Call,
  { caller, identity }: Authenticated,
): string | undefined {
  const { explicit } = decision;
  const suffix = " with an explicit deny in an identity-based policy";
  if (caller.kind === "policy")
    return explicit ? `User is not authorized to access this resource${suffix}` : undefined;
  if (caller.kind !== "iam") return undefined;
  const resource = methodArn(call).replace(/:\d{8}(\d{4}):/, ":********$1:");
  return (
    `User: ${identity.userArn} is not authorized to perform: execute-api:Invoke on resource: ${resource}` +
    (explicit ? suffix : " because no identity-based policy allows the execute-api:Invoke action")
  );
}
