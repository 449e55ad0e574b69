import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamRolePoliciesExclusive = {
  name: "aws_iam_role_policies_exclusive",
  attributes: {
    role_name: replacing(link("aws_iam_role.name", "aws_iam_role.id")),
    policy_names: links("aws_iam_role_policy.name"),
  },
} satisfies ResourceType;
