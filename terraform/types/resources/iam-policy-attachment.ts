import { ignored, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";

export const iamPolicyAttachment = {
  name: "aws_iam_policy_attachment",
  attributes: {
    policy_arn: replacing(ofPolicy),
    roles: links("aws_iam_role.name", "aws_iam_role.id"),
    users: links("aws_iam_user.name", "aws_iam_user.id"),
    groups: links("aws_iam_group.name", "aws_iam_group.id"),
    name: replacing(ignored),
  },
} satisfies ResourceType;
