import { link, links, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";

export const iamRolePolicyAttachmentsExclusive = {
  name: "aws_iam_role_policy_attachments_exclusive",
  attributes: {
    role_name: replacing(link("aws_iam_role.name", "aws_iam_role.id")),
    policy_arns: links("aws_iam_policy.arn", "aws_iam_policy.id"),
  },
} satisfies ResourceType;
