import { requireApiKey } from "./decide/api-key";
import type { Call, Caller } from "./decide/call";
import { decideCognito } from "./decide/cognito";
import { decideIam } from "./decide/iam";
import { decideLambda } from "./decide/lambda";
import { admittedByPolicy } from "./decide/resource-policy";
import type { Decision } from "./decision";
import type { ApiModel } from "./model";

export { refusedBeforeAuthorizer } from "./decide/resource-policy";
export { systemRoles } from "./decide/systems";
export { mayAssume } from "./decide/trust";
export type { Call, Caller, Decision };

/**
 * Whether a caller may make a call, in API Gateway's order: the method's authorization, then the API key.
 *
 * Cryptography is behind the caller: a token, a signature or an authorizer's answer has been verified by
 * whoever asks. What does not fit the method's lock, such as a token on an AWS_IAM method, is refused.
 */
export function decide(model: ApiModel, call: Call): Decision {
  const decision = authorize(model, call);
  return decision.outcome === "allow" ? (requireApiKey(model, call) ?? decision) : decision;
}

function authorize(model: ApiModel, call: Call): Decision {
  const { method } = call.match;
  const source = { address: method.address };
  if (method.unknown !== undefined)
    return {
      outcome: "unknown",
      reason: `The lock of ${method.address} is not known: ${method.unknown}`,
      source,
    };
  switch (method.authorization) {
    case "NONE": {
      const reason = `${method.address} asks for no authorization`;
      return admittedByPolicy(call, { outcome: "allow", reason, source });
    }
    case "AWS_IAM":
      return decideIam(model, call);
    case "COGNITO_USER_POOLS":
      return admittedByPolicy(call, decideCognito(call));
    case "CUSTOM":
      return decideLambda(call);
  }
}
