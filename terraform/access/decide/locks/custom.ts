import type { Decision } from "../../../model";
import { Arn, policySet } from "../../iam";
import { combine } from "../combine";
import { authorizerArns } from "../invoke-arn";
import { ask, decisionOf, worst } from "../policies";
import { invocations, type Question } from "../question";
import { type Caller, refuse } from "../request";
import { askResourcePolicy, closedToAuthorizer } from "../resource-policy";
import type { Lock } from "./lock";

/**
 * CUSTOM: the policy that the Lambda authorizer returned must allow the request's ARN. An explicit Deny of the API's
 * resource policy ends the call before the authorizer is asked; afterwards both policies are combined.
 */
export const custom: Lock = {
  label: "lambda",
  scoped: false,
  credentials: "lambda-authorizer",
  decide: decideLambda,
};

function decideLambda(question: Question, caller: Caller): Decision {
  const { api, match } = question.request;
  const { address, authorizerId } = match.method;
  const refused = closedToAuthorizer(question);
  if (refused) return refused;
  const authorizer = api.authorizers.find(({ id }) => id === authorizerId);
  if (!authorizer || !("functionArn" in authorizer))
    return refuse("AUTHORIZER_CONFIGURATION_ERROR", `${address} has no Lambda authorizer`, address);
  if (caller.kind !== "policy")
    return refuse(
      "UNAUTHORIZED",
      `${address} takes only callers whom ${authorizer.address} admits`,
      authorizer.address,
    );
  const { address: source, name } = authorizer;
  const answered = policySet([{ address: source, name, document: caller.document }]);
  const { stage, verb } = question.request;
  const others = authorizerArns(api, stage, { method: match.method, verb }).map((arn) => new Arn(arn));
  const asked = { ...question, resources: [...question.resources, ...others] };
  const decisions = invocations(asked).map((invocation) => {
    const identity = ask(answered, authorizer.address, invocation);
    const resource = askResourcePolicy(api, invocation);
    return decisionOf(resource ? combine(identity, resource, "A") : identity);
  });
  return worst(decisions);
}
