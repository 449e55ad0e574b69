import { Unresolved } from "../language/expression";
import type { AttachedPolicy, IamGroup, IamRole, IamUser, Known, PolicyDocument } from "../model";
import { attachedTo, boundaryOf, checkHolders } from "./attached";
import type { Fields } from "./fields";
import { readOutsideGroups, readOutsideRoles, readOutsideUsers } from "./outside-principals";
import { policyIn } from "./policy-text";
import type { Resources } from "./resources";
import { tagsOf } from "./role-tags";

/** The IAM roles with their trust policies and all attached policies. */
export function readRoles(resources: Resources): readonly IamRole[] {
  checkHolders("role", resources);
  return [...readOwnRoles(resources), ...readOutsideRoles(resources)];
}

function readOwnRoles(resources: Resources): readonly IamRole[] {
  return resources.ofType("aws_iam_role").map((role) => {
    const boundary = boundaryOf(role, resources);
    return {
      address: role.address,
      arn: role.link("arn"),
      name: role.link("name"),
      uniqueId: role.label("unique_id"),
      maxSessionSeconds: role.unknownOf("max_session_duration")
        ? 3_600
        : role.number("max_session_duration", 3_600),
      trust: trustOf(role),
      policies: attachedTo("role", role, resources),
      ...(boundary && { boundary }),
      ...(role.strict && tagsOf(role, resources.defaultTags(role.address))),
    };
  });
}

/** An unknown trust policy is an error for a strict reader, and unknown in the model for others. */
function trustOf(role: Fields): Known<PolicyDocument> {
  const unknown = role.unknownOf("assume_role_policy");
  if (unknown !== undefined) return { unknown };
  return policyIn(role, "assume_role_policy", "trust");
}

export function readGroups(resources: Resources): readonly IamGroup[] {
  checkHolders("group", resources);
  const own = resources.ofType("aws_iam_group").map((group) => ({
    address: group.address,
    arn: group.link("arn"),
    name: group.link("name"),
    policies: attachedTo("group", group, resources),
  }));
  return [...own, ...readOutsideGroups(resources)];
}

/** The IAM users, with the policies of the groups that they are in. */
export function readUsers(resources: Resources): readonly IamUser[] {
  checkHolders("user", resources);
  const groups = readGroupsByName(resources);
  const own = resources.ofType("aws_iam_user").map((user) => {
    const name = user.link("name");
    const names = groupsOf(name, resources);
    const boundary = boundaryOf(user, resources);
    return {
      address: user.address,
      arn: user.link("arn"),
      name,
      uniqueId: user.label("unique_id"),
      groups: names,
      policies: [
        ...attachedTo("user", user, resources),
        ...names.flatMap((group) => groups.get(group) ?? [elsewhere(group, user)]),
      ],
      ...(boundary && { boundary }),
    };
  });
  return [...own, ...readOutsideUsers(resources)];
}

function readGroupsByName(resources: Resources): ReadonlyMap<string, readonly AttachedPolicy[]> {
  const own = resources
    .ofType("aws_iam_group")
    .map((group) => [group.link("name"), attachedTo("group", group, resources)] as const);
  const outside = readOutsideGroups(resources).map(({ name, policies }) => [name, policies] as const);
  return new Map([...outside, ...own]);
}

function elsewhere(group: string, user: Fields): AttachedPolicy {
  const unknown = `the group ${group} is not in this Terraform`;
  return { address: user.address, name: group, document: { unknown } };
}

/** A membership is declared by a resource of the group or by one of the user. */
function groupsOf(user: string, resources: Resources): string[] {
  const names = [
    ...resources
      .ofType("aws_iam_group_membership")
      .filter((membership) => mayName(membership, "users", user))
      .map((membership) => membership.link("group")),
    ...resources
      .where("aws_iam_user_group_membership", "user", user)
      .flatMap((membership) => membership.links("groups")),
  ];
  return [...new Set(names)];
}

function mayName(fields: Fields, argument: string, name: string): boolean {
  return !(fields.raw(argument) instanceof Unresolved) && fields.links(argument).includes(name);
}
