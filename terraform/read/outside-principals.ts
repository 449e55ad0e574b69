import type { AttachedPolicy, IamGroup, IamRole, IamUser } from "../model";
import { type Holder, policiesHeldBy } from "./attached";
import type { Resources } from "./resources";

/**
 * The roles that this Terraform does not create and attaches policies to, such as one that a data source names. Their
 * other policies and their trust policy are unknown. A strict reader leaves such roles out.
 */
export function readOutsideRoles(resources: Resources): readonly IamRole[] {
  return outsidePrincipals("role", resources).map((principal) => ({
    ...principal,
    uniqueId: `(${principal.name}.unique_id)`,
    maxSessionSeconds: 3_600,
    trust: { unknown: `the role ${principal.name} is not in this Terraform` },
  }));
}

/** Users of the same kind. */
export function readOutsideUsers(resources: Resources): readonly IamUser[] {
  return outsidePrincipals("user", resources).map((principal) => ({
    ...principal,
    uniqueId: `(${principal.name}.unique_id)`,
    groups: [],
  }));
}

/** Groups of the same kind. */
export function readOutsideGroups(resources: Resources): readonly IamGroup[] {
  return outsidePrincipals("group", resources);
}

function outsidePrincipals(kind: Holder, resources: Resources) {
  if (resources.reading.strict) return [];
  const made = new Set(resources.ofType(`aws_iam_${kind}`).map((principal) => principal.link("name")));
  const held = new Map<string, AttachedPolicy[]>();
  for (const { holder, policy } of policiesHeldBy(kind, resources)) {
    if (made.has(holder)) continue;
    const name = nameOf(holder);
    held.set(name, [...(held.get(name) ?? []), policy]);
  }
  return [...held].map(([name, policies]) => {
    const address = policies[0]?.address ?? name;
    const unknown = `the other policies of the ${kind} ${name} are not in this Terraform`;
    const others: AttachedPolicy = { address, name: "others", isElsewhere: true, document: { unknown } };
    const arn = `arn:aws:iam::${resources.accountId}:${kind}/${name}`;
    return { address, arn, name, policies: [...policies, others], isOutside: true };
  });
}

/** A stand-in names one attribute of the principal: `(data.aws_iam_role.staff.id)`. */
function nameOf(holder: string): string {
  return holder.replace(/^\((.*)\.(id|name|user_name|group_name)\)$/, "$1");
}
