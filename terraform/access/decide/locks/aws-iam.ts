import type { Api, Decision } from "../../../model";
import { type Principal, policySet } from "../../iam";
import { combine, within } from "../combine";
import { together } from "../dependence";
import { type Answer, ask, decisionOf, type Invocation, worst } from "../policies";
import type { Prepared, Signer } from "../prepared";
import { actionsOf, invocations, type Question } from "../question";
import { type Caller, refuse } from "../request";
import { askResourcePolicy } from "../resource-policy";
import type { Lock } from "./lock";

/** AWS_IAM: the policies of the caller's role or user, and the API's, must allow the request's ARN. */
export const awsIam: Lock = {
  label: "iam",
  scoped: false,
  credentials: "iam-signature",
  decide: (question, caller, prepared) => {
    if (question.request.api.kind === "url") return decideUrl(question, caller, prepared);
    const decision = decideIam(question, caller, prepared);
    const { contested, ...asked } = question;
    if (!contested) return decision;
    const other = decideIam({ ...asked, resources: [contested] }, caller, prepared);
    return other.outcome === decision.outcome ? decision : contestedBetween(decision, other);
  },
};

/**
 * The URL of a function needs two permissions; one that was made before October 2025 did with the first.
 * https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
function decideUrl(question: Question, caller: Caller, prepared: Prepared): Decision {
  const [, second = ""] = actionsOf(question.request.api);
  const first = decideIam(question, caller, prepared);
  if (first.outcome === "deny") return first;
  const invoking = decideIam({ ...question, action: second.toLowerCase() }, caller, prepared);
  if (invoking.outcome !== "deny") return invoking.outcome === "allow" ? first : invoking;
  const reason = `${first.reason} for lambda:InvokeFunctionUrl; URLs that AWS made since October 2025 need lambda:InvokeFunction too, and there ${invoking.reason.replace(/^No /, "no ")}`;
  return { ...first, outcome: "unknown", reason };
}

function contestedBetween(decision: Decision, other: Decision): Decision {
  const { source } = decision;
  const reason = `AWS does not document by which ARN policies decide about $default: ${decision.reason}, and ${other.reason}`;
  return { outcome: "unknown", reason, ...(source && { source }), ...together([decision, other]) };
}

function decideIam(question: Question, caller: Caller, prepared: Prepared): Decision {
  const { api, match } = question.request;
  const { address } = match.method;
  if (caller.kind !== "iam" && caller.kind !== "iam-user")
    return refuse("MISSING_AUTHENTICATION_TOKEN", `${address} takes signed requests (AWS_IAM)`, address);
  const arn = caller.kind === "iam" ? caller.roleArn : caller.userArn;
  const signer = (caller.kind === "iam" ? prepared.roles : prepared.users).get(arn);
  if (!signer) {
    const unknown = { principal: { type: "AWS", value: arn }, keys: [caller.context] } as const;
    return worst(
      invocations(question, unknown).map((invocation) => decideUnknownPrincipal(arn, invocation, question)),
    );
  }
  const account = prepared.accountOf(api);
  const foreign = account !== undefined && signer.account !== account;
  const { keys, principal } = signer;
  const asked = invocations(question, { principal, keys: [keys, caller.context] });
  const session =
    caller.kind === "iam" && caller.sessionPolicies ? policySet(caller.sessionPolicies) : undefined;
  return worst(
    asked.map((invocation) => {
      const answer = answerTo(signer, foreign, invocation, api);
      return decisionOf(within(answer, session && ask(session, "the session", invocation)));
    }),
  );
}

/** @param foreign whether the API is another account's */
function answerTo(signer: Signer, foreign: boolean, invocation: Invocation, api: Api): Answer {
  const { address, boundary, policies } = signer;
  const own = ask(policies, address, invocation);
  const bounded = boundary && ask(boundary, `the permissions boundary of ${address}`, invocation);
  const identity = within(own, bounded);
  const resource = askResourcePolicy(api, invocation);
  if (!resource) return foreign ? combine(identity, silence(api), "B") : identity;
  if (foreign || resource.outcome !== "allow") return combine(identity, resource, foreign ? "B" : "A");
  return combine(identity, withinBoundary(resource, { signer, own, bounded }, invocation, api), "A");
}

/**
 * How far an Allow of the resource policy reaches without an identity policy. One that names the account delegates to
 * the account's own policies; a permissions boundary limits it, unless it names the user's own ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
function withinBoundary(
  resource: Answer,
  {
    bounded,
    own,
    signer: { kind, principal },
  }: { readonly signer: Signer; readonly own: Answer; readonly bounded: Answer | undefined },
  invocation: Invocation,
  api: Api,
): Answer {
  const as = (how: Partial<Principal>) =>
    askResourcePolicy(api, { ...invocation, principal: { ...principal, ...how } });
  const direct = within(as({ withoutAccount: true }) ?? resource, bounded);
  const itself = kind === "user" ? as({ itself: true }) : undefined;
  // An implicit denial by the user's own policies does not matter here; an unknown Deny would.
  if (itself?.outcome === "allow") return openOf([own, bounded]) ?? itself;
  return itself?.outcome === "unknown" && direct.outcome !== "allow" ? itself : direct;
}

/** An unknown answer among several, of all of which it is not known whether they deny. */
function openOf(answers: readonly (Answer | undefined)[]): Answer | undefined {
  const given = answers.filter((answer) => answer !== undefined);
  const open = given.find(({ outcome }) => outcome === "unknown");
  return open && { ...open, ...together(given) };
}

function silence({ address }: Api): Answer {
  const reason = `${address} has no resource policy that lets another account in`;
  return { outcome: "deny-implicit", reason, source: { address } };
}

/**
 * A principal that is not in the Terraform. Its own policies are not known, and only a resource policy could admit
 * it.
 */
function decideUnknownPrincipal(arn: string, invocation: Invocation, { request }: Question): Decision {
  const { address } = request.match.method;
  const resource = askResourcePolicy(request.api, invocation);
  const refused = refuse("ACCESS_DENIED", `The Terraform has no ${described(arn)} ${arn}`, address);
  if (resource?.outcome === "deny-explicit") return decisionOf(resource);
  if (resource?.outcome !== "allow" && resource?.outcome !== "unknown") return refused;
  return decisionOf({
    ...resource,
    outcome: "unknown",
    reason: `The policies of ${arn} are not in this Terraform`,
    dependsOn: () => [
      { address: arn, text: arn },
      ...(resource.dependsOn?.() ?? [{ address: resource.source.address, text: resource.outcome }]),
    ],
  });
}

function described(arn: string): string {
  return /:user\//.test(arn) ? "user" : "role";
}
