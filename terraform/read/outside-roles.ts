import type { AttachedPolicy, IamRole } from "../model";
import { policiesHeldBy } from "./attached";
import type { Resources } from "./resources";

/**
 * The roles that this Terraform does not create and attaches policies to, such as one that a data source names. Their
 * other policies and their trust policy are unknown. A strict reader leaves such roles out.
 */
export function readOutsideRoles(resources: Resources): readonly IamRole[] {
  if (resources.reading.strict) return [];
  const made = new Set(resources.ofType("aws_iam_role").map((role) => role.link("name")));
  const held = new Map<string, AttachedPolicy[]>();
  for (const { holder, policy } of policiesHeldBy("role", resources)) {
    if (made.has(holder)) continue;
    const name = nameOf(holder);
    held.set(name, [...(held.get(name) ?? []), policy]);
  }
  return [...held].map(([name, policies]) => outsideRole(name, policies, resources));
}

function outsideRole(name: string, policies: readonly AttachedPolicy[], { accountId }: Resources): IamRole {
  const [first] = policies;
  const address = first?.address ?? name;
  const others = { unknown: `the other policies of the role ${name} are not in this Terraform` };
  return {
    address,
    arn: `arn:aws:iam::${accountId}:role/${name}`,
    name,
    uniqueId: `(${name}.unique_id)`,
    maxSessionSeconds: 3_600,
    trust: { unknown: `the role ${name} is not in this Terraform` },
    policies: [...policies, { address, name: "others", document: others }],
    isOutside: true,
  };
}

/** A stand-in names one attribute of the role: `(data.aws_iam_role.staff.id)`. */
function nameOf(holder: string): string {
  return holder.replace(/^\((.*)\.(id|name)\)$/, "$1");
}
