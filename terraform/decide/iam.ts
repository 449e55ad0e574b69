import type { Decision } from "../decision";
import type { ApiModel, IamRole, IamUser } from "../model";
import { type Call, type Caller, refuse } from "./call";
import { combine, within } from "./combine";
import { accountOf, principalContext } from "./context";
import { type Answer, ask, byArn, decisionOf, type Invocation, worst } from "./policies";
import { askResourcePolicy, invocations } from "./resource-policy";

const roleOf = byArn(({ roles }) => roles);
const userOf = byArn(({ users }) => users ?? []);

/** AWS_IAM: the policies of the caller's role or user, and the API's, must allow the request's ARN. */
export function decideIam(model: ApiModel, call: Call): Decision {
  const { caller, match } = call;
  const { address } = match.method;
  if (caller.kind !== "iam" && caller.kind !== "iam-user")
    return refuse("MISSING_AUTHENTICATION_TOKEN", `${address} takes signed requests (AWS_IAM)`, address);
  const kind = caller.kind === "iam" ? "role" : "user";
  const arn = caller.kind === "iam" ? caller.roleArn : caller.userArn;
  const principal = kind === "role" ? roleOf(model, arn) : userOf(model, arn);
  const known = principal ? principalContext(principal, kind) : {};
  const decisions = invocations(call, { type: "AWS", value: arn }).map((invocation) => {
    const asked = { ...invocation, context: { ...invocation.context, ...known, ...caller.context } };
    return principal ? decidePrincipal(principal, kind, asked, call) : decideStranger(arn, asked, call);
  });
  return worst(decisions);
}

function decidePrincipal(
  principal: IamRole | IamUser,
  kind: "role" | "user",
  invocation: Invocation,
  call: Call,
): Decision {
  const { address, arn, boundary, policies } = principal;
  const own = ask(policies, address, invocation);
  const bounded = boundary && ask([boundary], `the permissions boundary of ${address}`, invocation);
  const identity = within(own, bounded);
  const resource = askResourcePolicy(call, invocation);
  const foreign = accountOf(arn) !== accountOf(call.api.executionArn);
  if (!resource) return decisionOf(foreign ? combine(identity, silence(call), "B") : identity);
  if (foreign || resource.outcome !== "allow")
    return decisionOf(combine(identity, resource, foreign ? "B" : "A"));
  return decisionOf(
    combine(identity, ofItsOwn(resource, { kind, arn, own, bounded }, invocation, call), "A"),
  );
}

/**
 * How far an Allow of the resource policy goes by itself. One that names the account only lets the account's
 * own policies decide; a boundary limits it too, unless it names the user's own ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
 */
function ofItsOwn(
  resource: Answer,
  caller: {
    readonly kind: "role" | "user";
    readonly arn: string;
    readonly own: Answer;
    readonly bounded: Answer | undefined;
  },
  invocation: Invocation,
  call: Call,
): Answer {
  const { arn, bounded, kind, own } = caller;
  const direct = askResourcePolicy(call, {
    ...invocation,
    principal: { type: "AWS", value: arn, withoutAccount: true },
  });
  if (direct?.outcome !== "allow") return { ...resource, outcome: "deny-implicit" };
  if (kind === "role" || !namesExactly(arn, direct, call)) return within(direct, bounded);
  // Silence of the user's own side does not matter now; a Deny that is not known would.
  return [own, bounded].find((answer) => answer?.outcome === "unknown") ?? direct;
}

function namesExactly(arn: string, { source }: Answer, { api }: Call): boolean {
  const document = api.policy?.document;
  if (!document || "unknown" in document || source?.statement === undefined) return false;
  return document.statements[source.statement]?.principals?.AWS?.includes(arn) ?? false;
}

function silence({ api }: Call): Answer {
  const reason = `${api.address} has no resource policy that lets another account in`;
  return { outcome: "deny-implicit", reason, source: { address: api.address } };
}

/** A principal that is not in the Terraform: only a resource policy could admit it, its own policies are not known. */
function decideStranger(arn: string, invocation: Invocation, call: Call): Decision {
  const { address } = call.match.method;
  const resource = askResourcePolicy(call, invocation);
  const refused = refuse("ACCESS_DENIED", `The Terraform has no ${described(arn)} ${arn}`, address);
  if (!resource || resource.outcome === "deny-implicit") return refused;
  if (resource.outcome === "deny-explicit") return decisionOf(resource);
  return decisionOf({
    ...resource,
    outcome: "unknown",
    reason: `The policies of ${arn} are not in this Terraform`,
  });
}

function described(arn: string): string {
  return /:user\//.test(arn) ? "user" : "role";
}

export type Signed = Extract<Caller, { readonly kind: "iam" | "iam-user" }>;
