import { link, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";

export const iamGroupPolicyAttachment = {
  name: "aws_iam_group_policy_attachment",
  attributes: {
    group: replacing(link("aws_iam_group.name", "aws_iam_group.id")),
    policy_arn: replacing(ofPolicy),
  },
} satisfies ResourceType;
