import type { Api, AttachedPolicy, Decision } from "../../model";
import { type PolicySet, policySet } from "../iam";
import { combine } from "./combine";
import { type Answer, ask, decisionOf, type Invocation, worst } from "./policies";
import { invocations, type Question, questionOf } from "./question";
import { type ApiRequest, refuse } from "./request";

/** The resource policies of an API, or of the function behind a URL. */
export function resourcePoliciesOf({ permissions = [], policy }: Api): readonly AttachedPolicy[] {
  return policy ? [policy] : permissions;
}

const sets = new WeakMap<Api, PolicySet>();

/** The resource policies made ready, once for as long as the API lives. */
function setOf(api: Api): PolicySet | undefined {
  const known = sets.get(api);
  if (known) return known;
  const policies = resourcePoliciesOf(api);
  if (policies.length === 0) return undefined;
  const set = policySet(policies);
  sets.set(api, set);
  return set;
}

/** The answer of the API's resource policy. A private API without one denies every caller. */
export function askResourcePolicy(api: Api, invocation: Invocation): Answer | undefined {
  const set = setOf(api);
  if (set) return ask(set, api.policy?.address ?? api.address, invocation);
  if (!api.private) return undefined;
  const reason = `${api.address} is private and has no resource policy`;
  return { outcome: "deny-explicit", reason, source: { address: api.address } };
}

/**
 * Adds the answer of the API's resource policy for an unsigned call that the method's lock admits. A resource policy
 * must then allow NONE explicitly and, where the documentation contradicts itself, COGNITO_USER_POOLS.
 */
export function admittedByPolicy(question: Question, admitted: Decision): Decision {
  if (admitted.outcome === "deny") return admitted;
  const { api, match } = question.request;
  const named = namesAccounts(api);
  if (named) return named;
  const { outcome, reason, source = { address: match.method.address } } = admitted;
  const identity: Answer = { outcome, reason, source };
  const decisions = invocations(question).map((invocation) => {
    const resource = askResourcePolicy(api, invocation);
    return resource ? decisionOf(combine(identity, resource, "B")) : admitted;
  });
  return worst(decisions);
}

/**
 * Before a Lambda authorizer is asked: an explicit Deny of the resource policy ends the call.
 *
 * @returns the refusal, or undefined
 */
export function refusedBeforeAuthorizer(request: ApiRequest): Decision | undefined {
  return closedToAuthorizer(questionOf(request));
}

export function closedToAuthorizer(question: Question): Decision | undefined {
  const { api } = question.request;
  const named = namesAccounts(api);
  if (named) return named;
  return invocations(question)
    .map((invocation) => askResourcePolicy(api, invocation))
    .filter((answer) => answer?.outcome === "deny-explicit")
    .map((answer) => decisionOf(answer as Answer))[0];
}

/**
 * A policy that names accounts, roles or users makes every method without AWS_IAM fail.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
 */
function namesAccounts({ address, policy }: Api): Decision | undefined {
  if (!policy || !isNaming(policy)) return undefined;
  return refuse(
    "ACCESS_DENIED",
    `The resource policy ${policy.address} names AWS principals, so only AWS_IAM methods of ${address} answer`,
    policy.address,
  );
}

function isNaming({ document }: AttachedPolicy): boolean {
  if ("unknown" in document) return false;
  return document.statements.some(({ notPrincipals, principals }) =>
    [...(principals?.AWS ?? []), ...(notPrincipals?.AWS ?? [])].some((id) => id !== "*"),
  );
}
