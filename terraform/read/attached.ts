import { managedDocument } from "../access/iam";
import { Unresolved } from "../language/expression";
import type { AttachedPolicy, ManagedPolicy } from "../model";
import { type Holder, keptByLists } from "./exclusive-lists";
import type { Fields } from "./fields";
import { policyIn } from "./policy-text";
import type { Resources } from "./resources";

export type { Holder };

/**
 * The policies of a role, user or group: inline policies, policies that are resources, and managed policies. A policy
 * whose principal is not known may be attached to any of them, so each has it, as an unknown policy.
 */
export function attachedTo(kind: Holder, holder: Fields, resources: Resources): AttachedPolicy[] {
  const name = holder.link("name");
  const own = resources.where(`aws_iam_${kind}_policy`, kind, name);
  const inline = (holder.raw("inline_policy") instanceof Unresolved ? [] : holder.blocks("inline_policy"))
    // An empty block means that the role has no inline policies. A state repeats aws_iam_role_policy resources here.
    .filter((block) => block.raw("name") !== undefined || block.raw("policy") !== undefined)
    .filter((block) => !own.some((policy) => isSame(block, policy)));
  const managed = [
    ...holder.links("managed_policy_arns").map((arn) => ({ arn, address: holder.address })),
    ...[
      ...resources.where(`aws_iam_${kind}_policy_attachment`, kind, name),
      ...resources
        .ofType("aws_iam_policy_attachment")
        .filter((attachment) => attachment.links(`${kind}s`).includes(name)),
    ].map((attachment) => attachedBy(attachment, attachment.link("policy_arn"))),
    // The policies of an exclusive list are attached, and all others are detached.
    ...resources
      .where(`aws_iam_${kind}_policy_attachments_exclusive`, `${kind}_name`, name)
      .flatMap((list) => list.links("policy_arns").map((arn) => attachedBy(list, arn))),
  ];
  // The role's own list repeats attachments that are resources.
  const arns = new Map(managed.map((attached) => [attached.arn, attached]));
  const kept = keptByLists(kind, name, resources);
  return [
    ...[...inline, ...own].map((policy) => {
      const inline = policy.name();
      return kept(policyOf(policy, inline), { inline });
    }),
    ...[...arns.values()].map(({ address, arn, ...attached }) => {
      const policy = managedPolicy(arn, address, resources);
      const { uncertain } = attached as { uncertain?: string };
      const doubtful = { ...policy, attachment: address, document: { unknown: uncertain ?? "" } };
      return kept(uncertain === undefined ? policy : doubtful, { arn });
    }),
    ...unknownInline(holder),
    ...loose(kind, resources),
  ];
}

function attachedBy({ address, uncertain }: Fields, arn: string) {
  return { arn, address, ...(uncertain !== undefined && { uncertain }) };
}

function isSame(block: Fields, policy: Fields): boolean {
  return block.raw("name") === policy.raw("name") && block.raw("policy") === policy.raw("policy");
}

function unknownInline(holder: Fields): AttachedPolicy[] {
  const value = holder.raw("inline_policy");
  if (!(value instanceof Unresolved)) return [];
  holder.unknownOf("inline_policy");
  return [{ address: holder.address, name: "inline_policy", document: { unknown: value.unknown } }];
}

/** The permissions boundary of a role or user. */
export function boundaryOf(holder: Fields, resources: Resources): AttachedPolicy | undefined {
  const arn = holder.optionalLink("permissions_boundary");
  return arn === undefined ? undefined : managedPolicy(arn, holder.address, resources);
}

/** All policies that are resources and name one principal, whether this Terraform creates it or not. */
export function policiesHeldBy(
  kind: Holder,
  resources: Resources,
): readonly { readonly holder: string; readonly policy: AttachedPolicy }[] {
  return [
    ...resources.ofType(`aws_iam_${kind}_policy`).map((policy) => ({
      holder: policy.link(kind),
      policy: policyOf(policy, policy.name()),
    })),
    ...resources.ofType(`aws_iam_${kind}_policy_attachment`).map((attachment) => ({
      holder: attachment.link(kind),
      policy: attachedPolicy(attachment, resources),
    })),
    ...resources
      .ofType("aws_iam_policy_attachment")
      .flatMap((attachment) =>
        attachment
          .links(`${kind}s`)
          .map((holder) => ({ holder, policy: attachedPolicy(attachment, resources) })),
      ),
    ...resources.ofType(`aws_iam_${kind}_policy_attachments_exclusive`).flatMap((list) =>
      list.links("policy_arns").map((arn) => ({
        holder: list.link(`${kind}_name`),
        policy: attachedPolicy(list, resources, arn),
      })),
    ),
  ];
}

function attachedPolicy(
  attachment: Fields,
  resources: Resources,
  arn = attachment.link("policy_arn"),
): AttachedPolicy {
  const policy = managedPolicy(arn, attachment.address, resources);
  const { address, uncertain } = attachment;
  return uncertain === undefined
    ? policy
    : { ...policy, attachment: address, document: { unknown: uncertain } };
}

/** Adds a notice for each policy whose principal is not in this Terraform. */
export function checkHolders(kind: Holder, resources: Resources): void {
  const names = new Set(resources.ofType(`aws_iam_${kind}`).map((holder) => holder.link("name")));
  for (const [type, argument] of [
    [`aws_iam_${kind}_policy`, kind],
    [`aws_iam_${kind}_policy_attachment`, kind],
    [`aws_iam_${kind}_policy_attachments_exclusive`, `${kind}_name`],
  ] as const)
    for (const policy of resources.ofType(type)) {
      const name = policy.link(argument);
      if (!names.has(name))
        resources.notice(policy.address, `it is for the ${kind} ${name}, which is not in this Terraform`);
    }
}

function loose(kind: Holder, resources: Resources): AttachedPolicy[] {
  const single = [`aws_iam_${kind}_policy`, `aws_iam_${kind}_policy_attachment`].flatMap((type) =>
    resources.ofType(type).map((policy) => ({ policy, argument: kind as string })),
  );
  const several = resources
    .ofType("aws_iam_policy_attachment")
    .map((policy) => ({ policy, argument: `${kind}s` }));
  const lists = resources
    .ofType(`aws_iam_${kind}_policy_attachments_exclusive`)
    .map((policy) => ({ policy, argument: `${kind}_name` }));
  return [...single, ...several, ...lists].flatMap(({ argument, policy }) => {
    const value = policy.raw(argument);
    if (!(value instanceof Unresolved) || isOfSome(policy, argument, kind, resources)) return [];
    const unknown = `it may be attached here: ${value.unknown}`;
    return [{ address: policy.address, name: policy.label("name", policy.address), document: { unknown } }];
  });
}

/** An unknown name that equals the name of a role, user or group of this Terraform refers to that principal. */
function isOfSome(policy: Fields, argument: string, kind: Holder, resources: Resources): boolean {
  const named = new Set(policy.links(argument));
  return resources.ofType(`aws_iam_${kind}`).some((holder) => named.has(holder.link("name")));
}

function managedPolicy(arn: string, attachment: string, resources: Resources): AttachedPolicy {
  const [policy] = resources.where("aws_iam_policy", "arn", arn);
  if (policy) return policyOf(policy, policy.name());
  const known = managedDocument(arn);
  return {
    address: attachment,
    name: arn,
    document: known ?? { unknown: `the text of ${arn} is not in this Terraform` },
  };
}

/** The managed policies that this Terraform makes. */
export function readManagedPolicies(resources: Resources): readonly ManagedPolicy[] {
  return resources
    .ofType("aws_iam_policy")
    .map((policy) => ({ ...policyOf(policy, policy.name()), arn: policy.link("arn") }));
}

function policyOf(fields: Fields, name: string): AttachedPolicy {
  return { address: fields.address, name, document: policyIn(fields, "policy", "identity") };
}
