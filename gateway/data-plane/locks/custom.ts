import { wholeExpression } from "../../../terraform/access/decide/java-expression";
import type { LambdaAuthorizer } from "../../../terraform/model/authorizer";
import { findFunction } from "../../lambda/find-function";
import { mayInvoke } from "../../lambda/permission";
import type { InvokeResult } from "../../lambda/worker";
import type { Served } from "../data-plane";
import { anonymousIdentity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import { identityValues, requestEvent, tokenEvent } from "../lambda-authorizer/authorizer-event";
import { type AuthorizerResult, parseAuthorizerResult } from "../lambda-authorizer/authorizer-result";
import type { Call } from "../method-request";
import type { Authenticated } from "./lock";

/**
 * CUSTOM: a function says who calls, and by a policy what they may call. The policy is kept for the
 * authorizer's TTL and evaluated anew for each call, so one that names a single method refuses the next.
 */
export async function authenticateByLambda(
  call: Call,
  authorizer: LambdaAuthorizer,
  served: Served,
): Promise<Authenticated | Refused> {
  const values = identityValues(call, authorizer);
  if (values === undefined)
    return { response: "UNAUTHORIZED", reason: `An identity source of ${authorizer.address} is missing` };
  if ("unreadable" in values)
    return misconfigured(authorizer, `its identity source ${values.unreadable} is not of a known form`);
  const refused = refusedByExpression(authorizer, values[0] ?? "");
  if (refused !== undefined) return refused;
  const key = JSON.stringify([call.stage.name, authorizer.id, ...values]);
  const known = authorizer.ttlSeconds > 0 ? served.policies.get(key, served.now()) : undefined;
  if (known !== undefined) return authenticated(call, known, 0);
  const started = performance.now();
  const result = await ask(call, authorizer, values, served);
  if ("response" in result) return result;
  if (authorizer.ttlSeconds > 0 && values.length > 0)
    served.policies.put(key, result, new Date(served.now().getTime() + authorizer.ttlSeconds * 1_000));
  return authenticated(call, result, Math.round(performance.now() - started));
}

/** The expression is on the whole value. */
function refusedByExpression(authorizer: LambdaAuthorizer, token: string): Refused | undefined {
  const { address, identityValidationExpression: text, type } = authorizer;
  if (type !== "TOKEN" || text === undefined || text === "") return undefined;
  const expression = wholeExpression(text);
  if ("unreadable" in expression)
    return misconfigured(authorizer, `its expression ${text} is not evaluated: ${expression.unreadable}`);
  if (expression.matches(token)) return undefined;
  return { response: "UNAUTHORIZED", reason: `The token does not match the expression of ${address}` };
}

async function ask(
  call: Call,
  authorizer: LambdaAuthorizer,
  values: readonly string[],
  served: Served,
): Promise<AuthorizerResult | Refused> {
  const target = findFunction(served.model, authorizer.functionArn);
  if (target === undefined) return misconfigured(authorizer, "its function is not there");
  const source = `${call.api.executionArn}/authorizers/${authorizer.id}`;
  if (!mayInvoke(target, "apigateway.amazonaws.com", source))
    return misconfigured(authorizer, `no aws_lambda_permission lets it invoke ${target.address}`);
  const event = authorizer.type === "TOKEN" ? tokenEvent(call, values[0] ?? "") : requestEvent(call);
  const result = await served.invoke(authorizer.functionArn, event);
  if (result.kind !== "ok") return failed(authorizer, result);
  const parsed = parseAuthorizerResult(result.payload);
  return typeof parsed === "string" ? misconfigured(authorizer, parsed) : parsed;
}

function authenticated({ request }: Call, result: AuthorizerResult, latency: number): Authenticated {
  const { context, document, principalId, usageIdentifierKey } = result;
  return {
    caller: { kind: "policy", principalId, document },
    identity: anonymousIdentity(request),
    authorizer: { ...context, principalId, integrationLatency: latency },
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
  };
}

/** Only this one text is an answer about the caller; everything else is a failure of the authorizer. */
function failed(
  { address }: LambdaAuthorizer,
  result: Exclude<InvokeResult, { kind: "ok" }> | { readonly kind: "missing" },
): Refused {
  if (result.kind === "error" && result.errorMessage === "Unauthorized")
    return { response: "UNAUTHORIZED", reason: `${address} answered Unauthorized` };
  const what = result.kind === "error" ? result.errorMessage : result.kind;
  return { response: "AUTHORIZER_FAILURE", reason: `${address} failed: ${what}` };
}

function misconfigured({ address }: LambdaAuthorizer, reason: string): Refused {
  return { response: "AUTHORIZER_CONFIGURATION_ERROR", reason: `${address}: ${reason}` };
}
