import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamGroupPolicyAttachmentsExclusive = {
  name: "aws_iam_group_policy_attachments_exclusive",
  attributes: {
    group_name: replacing(link("aws_iam_group.name", "aws_iam_group.id")),
    policy_arns: links("aws_iam_policy.arn", "aws_iam_policy.id"),
  },
} satisfies ResourceType;
