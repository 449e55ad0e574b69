import { assigned, block, joined, link, links, read, replacing } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofRole } from "../shared-links";

export const cognitoIdentityPoolRolesAttachment = {
  name: "aws_cognito_identity_pool_roles_attachment",
  attributes: {
    identity_pool_id: replacing(link("aws_cognito_identity_pool.id")),
    roles: links("aws_iam_role.arn"),
    role_mapping: block({
      identity_provider: joined("aws_cognito_user_pool.endpoint", "aws_cognito_user_pool_client.id"),
      type: read,
      ambiguous_role_resolution: read,
      mapping_rule: block({ claim: read, match_type: read, value: read, role_arn: ofRole }),
    }),
    id: assigned("{identity_pool_id}"),
  },
} satisfies ResourceType;
