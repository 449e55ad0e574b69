import { Unresolved } from "../expression/value";
import { parsePolicy } from "../iam/parse";
import type { PolicyDocument } from "../iam/policy";
import type { AttachedPolicy, IamRole, Known } from "../model";
import type { Fields } from "./fields";
import type { Resources } from "./resources";

/** The IAM roles with their trust and with all policies on them: inline, in resources of their own, managed. */
export function readRoles(resources: Resources): readonly IamRole[] {
  const roles = resources.ofType("aws_iam_role");
  for (const type of ["aws_iam_role_policy", "aws_iam_role_policy_attachment"])
    for (const policy of resources.ofType(type))
      if (!roles.some((role) => role.text("name") === policy.text("role")))
        resources.notice(
          policy.address,
          `it is for the role ${policy.text("role")}, which is not in this Terraform`,
        );
  return roles.map((role) => ({
    address: role.address,
    arn: role.text("arn"),
    name: role.text("name"),
    uniqueId: role.text("unique_id"),
    maxSessionSeconds: role.number("max_session_duration", 3_600),
    trust: parsePolicy(role.text("assume_role_policy"), role.address, "trust"),
    policies: policiesOf(role, resources),
  }));
}

function policiesOf(role: Fields, resources: Resources): AttachedPolicy[] {
  const name = role.text("name");
  const inline = role
    .blocks("inline_policy")
    // An empty block says that the role has no inline policies.
    .filter((block) => block.raw("name") !== undefined || block.raw("policy") !== undefined);
  const managed = [
    ...role.texts("managed_policy_arns").map((arn) => ({ arn, address: role.address })),
    ...resources
      .where("aws_iam_role_policy_attachment", "role", name)
      .map((attachment) => ({ arn: attachment.text("policy_arn"), address: attachment.address })),
  ];
  return [
    ...inline.map((block) => policyOf(block, block.text("name"))),
    ...resources
      .where("aws_iam_role_policy", "role", name)
      .map((policy) => policyOf(policy, policy.text("name"))),
    ...managed.map(({ address, arn }) => managedPolicy(arn, address, resources)),
  ];
}

function managedPolicy(arn: string, attachment: string, resources: Resources): AttachedPolicy {
  const policy = resources.ofType("aws_iam_policy").find((candidate) => candidate.text("arn") === arn);
  if (policy) return policyOf(policy, policy.text("name"));
  return {
    address: attachment,
    name: arn,
    document: { unknown: `the text of ${arn} is not in this Terraform` },
  };
}

function policyOf(fields: Fields, name: string): AttachedPolicy {
  return { address: fields.address, name, document: documentOf(fields) };
}

function documentOf(fields: Fields): Known<PolicyDocument> {
  const text = fields.raw("policy");
  if (text instanceof Unresolved) return { unknown: text.unknown };
  return parsePolicy(fields.text("policy"), fields.address);
}
