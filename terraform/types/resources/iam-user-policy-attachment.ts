import { link, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";

export const iamUserPolicyAttachment = {
  name: "aws_iam_user_policy_attachment",
  attributes: {
    user: replacing(link("aws_iam_user.name", "aws_iam_user.id")),
    policy_arn: replacing(ofPolicy),
  },
} satisfies ResourceType;
