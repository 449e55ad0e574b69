import type { Decision } from "../decision";
import { type Call, refuse } from "./call";
import { combine } from "./combine";
import { ask, decisionOf, worst } from "./policies";
import { askResourcePolicy, invocations, refusedBeforeAuthorizer } from "./resource-policy";

/**
 * CUSTOM: the policy that the Lambda authorizer answered must allow the request's ARN. The API's resource policy
 * ends the call before, by an explicit Deny, and is combined with the answer after.
 */
export function decideLambda(call: Call): Decision {
  const { api, caller, match } = call;
  const { address, authorizerId } = match.method;
  const refused = refusedBeforeAuthorizer(call);
  if (refused) return refused;
  const authorizer = api.authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer || authorizer.type === "COGNITO_USER_POOLS")
    return refuse("AUTHORIZER_CONFIGURATION_ERROR", `${address} has no Lambda authorizer`, address);
  if (caller.kind !== "policy")
    return refuse("UNAUTHORIZED", `${address} takes who ${authorizer.address} admits`, authorizer.address);
  const policy = { address: authorizer.address, name: authorizer.name, document: caller.document };
  const decisions = invocations(call).map((invocation) => {
    const identity = ask([policy], authorizer.address, invocation);
    const resource = askResourcePolicy(call, invocation);
    return decisionOf(resource ? combine(identity, resource, "A") : identity);
  });
  return worst(decisions);
}
