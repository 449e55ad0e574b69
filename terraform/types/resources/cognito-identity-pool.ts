import { assigned, block, link, notEvaluated, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { regionalArn } from "../stand-ins";

export const cognitoIdentityPool = {
  name: "aws_cognito_identity_pool",
  attributes: {
    identity_pool_name: replacing(served),
    allow_unauthenticated_identities: read,
    allow_classic_flow: read,
    cognito_identity_providers: block({
      client_id: link("aws_cognito_user_pool_client.id"),
      provider_name: link("aws_cognito_user_pool.endpoint"),
      server_side_token_check: read,
    }),
    developer_provider_name: replacing(
      notEvaluated("logins by a backend of one's own are not evaluated", { served: true }),
    ),
    openid_connect_provider_arns: notEvaluated("logins by OpenID Connect providers are not evaluated", {
      served: true,
    }),
    saml_provider_arns: notEvaluated("logins by SAML providers are not evaluated", { served: true }),
    supported_login_providers: notEvaluated("logins by social providers are not evaluated", { served: true }),
    arn: assigned(regionalArn("cognito-identity", "identitypool/{id}")),
    id: assigned({ before: "{region}:", uuid: true }),
  },
} satisfies ResourceType;
