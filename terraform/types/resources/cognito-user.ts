import { computed, ignored, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofUserPool } from "../shared-links";

export const cognitoUser = {
  name: "aws_cognito_user",
  notRead: { notEvaluated: "users that the Terraform makes are not made here", served: true },
  unique: ["user_pool_id", "username"],
  attributes: {
    user_pool_id: replacing(ofUserPool),
    username: replacing(served),
    attributes: served,
    enabled: served,
    password: served,
    temporary_password: served,
    client_metadata: ignored,
    desired_delivery_mediums: ignored,
    force_alias_creation: ignored,
    message_action: ignored,
    validation_data: ignored,
    creation_date: computed,
    last_modified_date: computed,
    mfa_setting_list: computed,
    preferred_mfa_setting: computed,
    status: computed,
    sub: computed,
  },
} satisfies ResourceType;
