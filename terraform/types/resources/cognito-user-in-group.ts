import { link, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofUserPool } from "../shared-links";

export const cognitoUserInGroup = {
  name: "aws_cognito_user_in_group",
  notRead: { notEvaluated: "members of groups that the Terraform names are not made here", served: true },
  attributes: {
    user_pool_id: replacing(ofUserPool),
    group_name: replacing(link("aws_cognito_user_group.name")),
    username: replacing(served),
  },
} satisfies ResourceType;
