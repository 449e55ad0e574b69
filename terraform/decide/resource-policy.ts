import type { Decision } from "../decision";
import type { Principal } from "../iam/principal";
import { invokeArns } from "../invoke-arn";
import type { AttachedPolicy, RestApi } from "../model";
import { type Call, refuse } from "./call";
import { combine } from "./combine";
import { contextOf } from "./context";
import { type Answer, ask, decisionOf, worst } from "./policies";

/** What the API's resource policy says to an invocation. Without one, a private API admits nobody. */
export function askResourcePolicy(
  { api }: Pick<Call, "api">,
  invocation: Parameters<typeof ask>[2],
): Answer | undefined {
  if (api.policy) return ask([api.policy], api.policy.address, invocation);
  if (!api.private) return undefined;
  const reason = `${api.address} is private and has no resource policy`;
  return { outcome: "deny-explicit", reason, source: { address: api.address } };
}

/**
 * The resource policy's word on a call that bears no signature, given that its own lock admits it. An explicit
 * Allow is needed of NONE and, where the documentation contradicts itself, of COGNITO_USER_POOLS.
 */
export function admittedByPolicy(call: Call, admitted: Decision): Decision {
  if (admitted.outcome === "deny") return admitted;
  const named = namesAccounts(call.api);
  if (named) return named;
  const identity: Answer = { ...admitted, outcome: admitted.outcome };
  const decisions = invocations(call).map((invocation) => {
    const resource = askResourcePolicy(call, invocation);
    return resource ? decisionOf(combine(identity, resource, "B")) : admitted;
  });
  return worst(decisions);
}

/**
 * Before a Lambda authorizer is asked: an explicit Deny of the resource policy ends the call. Undefined where
 * nothing is in the way.
 */
export function refusedBeforeAuthorizer(call: Omit<Call, "caller">): Decision | undefined {
  const named = namesAccounts(call.api);
  if (named) return named;
  return invocations(call)
    .map((invocation) => askResourcePolicy(call, invocation))
    .filter((answer) => answer?.outcome === "deny-explicit")
    .map((answer) => decisionOf(answer as Answer))[0];
}

/** The ARNs of a request without a signature, with what is known of it. */
export function invocations(call: Omit<Call, "caller">, principal?: Principal): Parameters<typeof ask>[2][] {
  const common = {
    context: contextOf(call),
    ...(call.open && { open: true }),
    ...(principal && { principal }),
  };
  return invokeArns(call.api, call.stage, call).map((resource) => ({ resource, ...common }));
}

/**
 * A policy that names accounts, roles or users makes every method without AWS_IAM fail.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
 */
function namesAccounts({ address, policy }: RestApi): Decision | undefined {
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
