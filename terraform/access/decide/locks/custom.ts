import type { Decision } from "../../../model/decision";
import { policySet } from "../../iam/evaluate";
import { type Caller, refuse } from "../call";
import { combine } from "../combine";
import { ask, decisionOf, worst } from "../policies";
import { invocations, type Question } from "../question";
import { askResourcePolicy, closedToAuthorizer } from "../resource-policy";

/**
 * CUSTOM: the policy that the Lambda authorizer answered must allow the request's ARN. The API's resource policy
 * ends the call before, by an explicit Deny, and is combined with the answer after.
 */
export function decideLambda(question: Question, caller: Caller): Decision {
  const { api, match } = question.request;
  const { address, authorizerId } = match.method;
  const refused = closedToAuthorizer(question);
  if (refused) return refused;
  const authorizer = api.authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer || authorizer.type === "COGNITO_USER_POOLS")
    return refuse("AUTHORIZER_CONFIGURATION_ERROR", `${address} has no Lambda authorizer`, address);
  if (caller.kind !== "policy")
    return refuse("UNAUTHORIZED", `${address} takes who ${authorizer.address} admits`, authorizer.address);
  const { address: source, name } = authorizer;
  const answered = policySet([{ address: source, name, document: caller.document }]);
  const decisions = invocations(question).map((invocation) => {
    const identity = ask(answered, authorizer.address, invocation);
    const resource = askResourcePolicy(api, invocation);
    return decisionOf(resource ? combine(identity, resource, "A") : identity);
  });
  return worst(decisions);
}
