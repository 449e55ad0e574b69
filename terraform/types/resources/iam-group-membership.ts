import { ignored, link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamGroupMembership = {
  name: "aws_iam_group_membership",
  attributes: {
    group: replacing(link("aws_iam_group.name", "aws_iam_group.id")),
    users: links("aws_iam_user.name", "aws_iam_user.id"),
    name: replacing(ignored),
  },
} satisfies ResourceType;
