import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamUserGroupMembership = {
  name: "aws_iam_user_group_membership",
  attributes: {
    user: replacing(link("aws_iam_user.name", "aws_iam_user.id")),
    groups: links("aws_iam_group.name", "aws_iam_group.id"),
  },
} satisfies ResourceType;
