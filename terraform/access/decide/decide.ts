import type { ApiModel } from "../../model";
import type { Decision } from "../../model/decision";
import type { Call, Caller, Request } from "./call";
import { requireApiKey } from "./locks/api-key";
import { decideIam } from "./locks/aws-iam";
import { decideCognito } from "./locks/cognito-user-pools";
import { decideLambda } from "./locks/custom";
import { type Prepared, prepare } from "./prepared";
import { type Question, questionOf } from "./question";
import { admittedByPolicy } from "./resource-policy";
import { refusedByRoute } from "./route";

export { refusedBeforeAuthorizer } from "./resource-policy";
export { mayAssume } from "./trust";
export type { Call, Caller, Decision, Request };

/** A model that is ready to be asked: about a request, then about who makes it. */
export type Decider = (request: Request) => (caller: Caller) => Decision;

/**
 * Whether a caller may make a request, in API Gateway's order: the method's authorization, then the API key.
 * What no call changes is worked out once for the model, and what no caller changes once for the request.
 *
 * Cryptography is behind the caller: a token, a signature or an authorizer's answer has been verified by
 * whoever asks. What does not fit the method's lock, such as a token on an AWS_IAM method, is refused.
 */
export function decider(model: ApiModel): Decider {
  const prepared = prepare(model);
  return (request) => {
    const question = questionOf(request);
    return (caller) => {
      const decision = authorize(prepared, question, caller);
      return decision.outcome === "allow" ? (requireApiKey(prepared, request) ?? decision) : decision;
    };
  };
}

/** The answer to one call; whoever has many keeps a decider. */
export function decide(model: ApiModel, call: Call): Decision {
  return decider(model)(call)(call.caller);
}

function authorize(prepared: Prepared, question: Question, caller: Caller): Decision {
  const { match } = question.request;
  const { method } = match;
  const source = { address: method.address };
  const refused = refusedByRoute(match);
  if (refused) return refused;
  if (method.unknown !== undefined)
    return {
      outcome: "unknown",
      reason: `The lock of ${method.address} is not known: ${method.unknown}`,
      source,
    };
  switch (method.authorization) {
    case "NONE": {
      const reason = `${method.address} asks for no authorization`;
      return admittedByPolicy(question, { outcome: "allow", reason, source });
    }
    case "AWS_IAM":
      return decideIam(prepared, question, caller);
    case "COGNITO_USER_POOLS":
      return admittedByPolicy(question, decideCognito(question.request, caller));
    case "CUSTOM":
      return decideLambda(question, caller);
  }
}
