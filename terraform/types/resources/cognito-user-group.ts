import { assigned, ignored, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRole, ofUserPool } from "../shared-links";

export const cognitoUserGroup = {
  name: "aws_cognito_user_group",
  unique: ["user_pool_id", "name"],
  attributes: {
    user_pool_id: replacing(ofUserPool),
    name: replacing(read),
    precedence: read,
    role_arn: ofRole,
    description: ignored,
    id: assigned("{user_pool_id}/{name}"),
  },
} satisfies ResourceType;
