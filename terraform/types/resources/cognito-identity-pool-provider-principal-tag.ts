import { assigned, link, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";

export const cognitoIdentityPoolProviderPrincipalTag = {
  name: "aws_cognito_identity_pool_provider_principal_tag",
  notRead: { notEvaluated: "principal tags that the identity pool hands on are not evaluated", served: true },
  attributes: {
    identity_pool_id: replacing(link("aws_cognito_identity_pool.id")),
    identity_provider_name: replacing(link("aws_cognito_user_pool.endpoint")),
    principal_tags: served,
    use_defaults: served,
    id: assigned("{identity_pool_id}:{identity_provider_name}"),
  },
} satisfies ResourceType;
