import { requireApiKey } from "./decide/api-key";
import type { Call, Caller } from "./decide/call";
import { decideCognito } from "./decide/cognito";
import { decideIam } from "./decide/iam";
import { decideLambda } from "./decide/lambda";
import type { Decision } from "./decision";
import type { ApiModel } from "./model";

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
  switch (method.authorization) {
    case "NONE":
      return {
        outcome: "allow",
        reason: `${method.address} asks for no authorization`,
        source: { address: method.address },
      };
    case "AWS_IAM":
      return decideIam(model, call);
    case "COGNITO_USER_POOLS":
      return decideCognito(call);
    case "CUSTOM":
      return decideLambda(call);
  }
}
