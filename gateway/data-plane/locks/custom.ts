import { refusedBeforeAuthorizer, wholeExpression } from "../../../terraform/access/decide";
import type { LambdaAuthorizer } from "../../../terraform/model";
import { findFunction } from "../../lambda/find-function";
import type { InvokeResult } from "../../lambda/worker";
import type { DataPlane } from "../data-plane";
import { denialOf, questionOf } from "../denial";
import { anonymousIdentity } from "../event/identity";
import type { Refused } from "../gateway-response/responses";
import { askFunction } from "../lambda-authorizer/ask-function";
import { identityValues, requestEvent, tokenEvent } from "../lambda-authorizer/authorizer-event";
import { type AuthorizerResult, parseAuthorizerResult } from "../lambda-authorizer/authorizer-result";
import type { MethodCall } from "../method-call";
import { type Authenticated, type GateLock, withoutAuthorizer } from "./lock";

/** CUSTOM: a Lambda authorizer names the caller, and its policy says what the caller may do. */
export const custom: GateLock = {
  presents: () => ({ credential: "third-party-token", unauthenticated: 401, denied: 403 }),
  authenticate(call, dataPlane) {
    const { api, method } = call;
    const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
    if (authorizer?.type !== "TOKEN" && authorizer?.type !== "REQUEST") return withoutAuthorizer(method);
    const refused = refusedBeforeAuthorizer(questionOf(call, dataPlane.now()));
    return refused ? denialOf(refused, call) : authenticateByLambda(call, authorizer, dataPlane);
  },
  isOpen: false,
  forwardsAuthorization: true,
  deniedByOwnPolicy({ byResource, explicit, sentence }) {
    if (byResource) return sentence;
    return explicit
      ? "User is not authorized to access this resource with an explicit deny in an identity-based policy"
      : undefined;
  },
  differences: (model, { authorizers, stages }) =>
    authorizers.flatMap((authorizer) =>
      "functionArn" in authorizer &&
      stages.some(({ variables }) => !findFunction(model, authorizer.functionArn, variables))
        ? [
            {
              address: authorizer.address,
              message: `its function ${authorizer.functionArn} is not in this Terraform: calls get 500`,
            },
          ]
        : [],
    ),
};

/**
 * The policy is kept for the authorizer's TTL and evaluated for each call, so that one that names a single method
 * refuses the next.
 */
async function authenticateByLambda(
  call: MethodCall,
  authorizer: LambdaAuthorizer,
  dataPlane: DataPlane,
): Promise<Authenticated | Refused> {
  const values = identityValues(call, authorizer);
  if (values === undefined)
    return { response: "UNAUTHORIZED", reason: `An identity source of ${authorizer.address} is missing` };
  if ("unreadable" in values)
    return misconfigured(authorizer, `its identity source ${values.unreadable} is not of a known form`);
  const key = JSON.stringify([call.stage.name, authorizer.id, ...values]);
  const known = authorizer.ttlSeconds > 0 ? dataPlane.policies.get(key, dataPlane.now()) : undefined;
  // Values that have a policy matched the expression before; both are of this reading of the Terraform.
  if (known !== undefined) return authenticated(call, known, 0);
  const refused = refusedByExpression(authorizer, values[0] ?? "");
  if (refused !== undefined) return refused;
  const started = performance.now();
  const result = await ask(call, authorizer, values, dataPlane);
  if ("response" in result) return result;
  if (authorizer.ttlSeconds > 0 && values.length > 0)
    dataPlane.policies.put(key, result, new Date(dataPlane.now().getTime() + authorizer.ttlSeconds * 1_000));
  return authenticated(call, result, Math.round(performance.now() - started));
}

/** The expression must match the whole value. */
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
  call: MethodCall,
  authorizer: LambdaAuthorizer,
  values: readonly string[],
  dataPlane: DataPlane,
): Promise<AuthorizerResult | Refused> {
  const event = authorizer.type === "TOKEN" ? tokenEvent(call, values[0] ?? "") : requestEvent(call);
  const result = await askFunction(call, authorizer, event, dataPlane);
  if (result.kind === "not-asked")
    return { response: "AUTHORIZER_CONFIGURATION_ERROR", reason: result.reason };
  if (result.kind !== "ok") return failed(authorizer, result);
  const parsed = parseAuthorizerResult(result.payload);
  return typeof parsed === "string" ? misconfigured(authorizer, parsed) : parsed;
}

function authenticated({ request }: MethodCall, result: AuthorizerResult, latency: number): Authenticated {
  const { context, document, principalId, usageIdentifierKey } = result;
  return {
    caller: { kind: "policy", principalId, document },
    identity: anonymousIdentity(request),
    authorizer: { ...context, principalId, integrationLatency: latency },
    ...(usageIdentifierKey !== undefined && { usageIdentifierKey }),
  };
}

/** Only the error message `Unauthorized` refuses the caller; any other error is a failure of the authorizer. */
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
