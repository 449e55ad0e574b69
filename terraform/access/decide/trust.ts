import type { Decision, IamRole } from "../../model";
import { type AccessRequest, askedOf, dependencesOf, evaluateSet, type Principal, policySet } from "../iam";

/**
 * Whether a role's trust policy lets a principal assume it, as `sts:AssumeRoleWithWebIdentity` by
 * `cognito-identity.amazonaws.com` for a signed-in user of an identity pool.
 */
export function mayAssume(
  role: IamRole,
  request: {
    readonly action: string;
    readonly principal: Principal;
    readonly context: AccessRequest["context"];
    readonly open?: boolean;
  },
): Decision {
  const trust = { address: role.address, name: "assume_role_policy", document: role.trust };
  const set = policySet([trust]);
  const asked = askedOf(request);
  const { outcome, source } = evaluateSet(set, asked);
  const who = `${request.action} by ${request.principal.value}`;
  if (outcome === "allow")
    return {
      outcome,
      reason: `The trust policy of ${role.address} allows ${who}`,
      ...(source && { source }),
    };
  if (outcome === "unknown")
    return {
      outcome,
      reason: `The trust policy of ${role.address} is not known`,
      source: source ?? { address: role.address },
      dependsOn: () => dependencesOf(set, asked),
    };
  const refusal = {
    outcome: "deny",
    refusal: "ACCESS_DENIED",
    source: source ?? { address: role.address },
  } as const;
  if (outcome === "deny-explicit")
    return { ...refusal, reason: `The trust policy of ${role.address} denies ${who}`, explicit: true };
  return { ...refusal, reason: `The trust policy of ${role.address} does not allow ${who}` };
}
