import { parsePolicy } from "../../terraform/access/iam";
import type { ApiModel, AttachedPolicy } from "../../terraform/model";
import type { Session } from "./session";

interface Limited {
  readonly policies?: Session["policies"] | undefined;
  readonly policyArns?: Session["policyArns"] | undefined;
}

/**
 * The policies of a session, which limit what its role allows.
 *
 * @returns undefined for a session without any
 * @throws {TerraformError} `POLICY_MALFORMED`
 */
export function sessionPolicies(
  { policies, policyArns }: Limited,
  { managedPolicies = [] }: Pick<ApiModel, "managedPolicies">,
): readonly AttachedPolicy[] | undefined {
  const inline = policies && parsed(policies);
  if (policyArns === undefined) return inline;
  const managed = policyArns.map((arn): AttachedPolicy => {
    const found = managedPolicies.find((policy) => policy.arn === arn);
    // The Terraform may have changed since the session began.
    return found ?? { address: arn, name: arn, document: { unknown: `${arn} is not in this Terraform` } };
  });
  return [...(inline ?? []), ...managed];
}

/** Policies of sessions that were parsed before: a session's list is the same object each time. */
const known = new WeakMap<readonly string[], readonly AttachedPolicy[]>();

/** @param texts as the session has them */
function parsed(texts: readonly string[]): readonly AttachedPolicy[] {
  const found = known.get(texts);
  if (found) return found;
  const policies = texts.map((text, index) => {
    const name = `session policy ${index}`;
    return { address: name, name, document: parsePolicy(text, name) };
  });
  known.set(texts, policies);
  return policies;
}
