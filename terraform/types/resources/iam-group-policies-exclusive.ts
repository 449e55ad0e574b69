import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamGroupPoliciesExclusive = {
  name: "aws_iam_group_policies_exclusive",
  attributes: {
    group_name: replacing(link("aws_iam_group.name", "aws_iam_group.id")),
    policy_names: links("aws_iam_group_policy.name"),
  },
} satisfies ResourceType;
