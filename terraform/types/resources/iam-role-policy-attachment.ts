import { assigned, link, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofPolicy } from "../shared-links";

export const iamRolePolicyAttachment = {
  name: "aws_iam_role_policy_attachment",
  attributes: {
    role: replacing(link("aws_iam_role.name", "aws_iam_role.id")),
    policy_arn: replacing(ofPolicy),
    id: assigned("{role}-{policy_arn}"),
  },
} satisfies ResourceType;
