import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamUserPoliciesExclusive = {
  name: "aws_iam_user_policies_exclusive",
  attributes: {
    user_name: replacing(link("aws_iam_user.name", "aws_iam_user.id")),
    policy_names: links("aws_iam_user_policy.name"),
  },
} satisfies ResourceType;
