import type { ApiModel, Decision, Operation } from "../../model";
import { LOCKS } from "./locks";
import { refusedByApiKey } from "./locks/api-key";
import { type Prepared, prepare } from "./prepared";
import { type Question, questionOf } from "./question";
import type { ApiCall, ApiRequest, Caller } from "./request";
import { answerersOf, refusedByRoute } from "./route";

/** Decides about a request, then about its callers. */
export type Decider = (request: ApiRequest) => (caller: Caller) => Decision;

/**
 * Whether a caller may make a request, in API Gateway's order: the method's authorization, then the API key.
 * Indexes are built once per model; request-only work is done once per request.
 *
 * Tokens, signatures and authorizers' answers must have been verified before: a `Caller` states their result.
 */
export function decider(model: ApiModel): Decider {
  const prepared = prepare(model);
  return (request) => {
    const question = questionOf(request);
    return (caller) => {
      const decision = authorize(prepared, question, caller);
      return decision.outcome === "allow" ? (refusedByApiKey(prepared, request) ?? decision) : decision;
    };
  };
}

/** The decision on one call. For many calls, keep a `decider`. */
export function decide(model: ApiModel, call: ApiCall): Decision {
  return decider(model)(call)(call.caller);
}

function authorize(prepared: Prepared, question: Question, caller: Caller): Decision {
  const { match } = question.request;
  const refused = refusedByRoute(match);
  if (!refused) return byMethod(prepared, question, caller);
  return agreedByRivals(prepared, question, caller) ?? refused;
}

/** Where several methods may answer, the decision of all if it is the same. */
function agreedByRivals(prepared: Prepared, question: Question, caller: Caller): Decision | undefined {
  const { rivals, respelled, ...match } = question.request.match;
  if (!rivals || respelled) return undefined;
  const [decision, ...others] = answerersOf(question.request.match).map((method) =>
    byMethod(
      prepared,
      { ...question, request: { ...question.request, match: { ...match, method } } },
      caller,
    ),
  );
  return others.every(({ outcome }) => outcome === decision?.outcome) ? decision : undefined;
}

function byMethod(prepared: Prepared, question: Question, caller: Caller): Decision {
  const { method } = question.request.match;
  if (method.unknown !== undefined)
    return {
      outcome: "unknown",
      reason: `The lock of ${method.address} is not known: ${method.unknown}`,
      source: { address: method.address },
      dependsOn: () => [{ address: method.address }, { address: method.address, text: lockOf(method) }],
    };
  return LOCKS[method.authorization].decide(question, caller, prepared);
}

function lockOf({ apiKeyRequired, authorization, authorizerId, said, scopes, unknown }: Operation): string {
  return JSON.stringify([authorization, authorizerId, scopes, apiKeyRequired, unknown, said]);
}
