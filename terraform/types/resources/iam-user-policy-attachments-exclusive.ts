import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamUserPolicyAttachmentsExclusive = {
  name: "aws_iam_user_policy_attachments_exclusive",
  attributes: {
    user_name: replacing(link("aws_iam_user.name", "aws_iam_user.id")),
    policy_arns: links("aws_iam_policy.arn", "aws_iam_policy.id"),
  },
} satisfies ResourceType;
