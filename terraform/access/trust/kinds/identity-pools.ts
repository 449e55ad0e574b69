import { closesWhenTrue, noneIsLeast, opensWhenTrue, ordered } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

const IDENTITY_POOL = ["aws_cognito_identity_pool"];

/** Who gets temporary credentials, and the role that they are of. */
export const identityPools: TrustedTypes = {
  aws_cognito_identity_pool: {
    kind: "identity-pool",
    // A role that asks for no certain pool can be taken by the identities of any.
    root: () => true,
    uses: {
      cognito_identity_providers: ["aws_cognito_user_pool"],
      openid_connect_provider_arns: ["aws_iam_openid_connect_provider"],
      saml_provider_arns: ["aws_iam_saml_provider"],
    },
    added: "unsaid",
    removed: "unsaid",
    ignored: ["identity_pool_name", "arn"],
    rules: {
      allow_unauthenticated_identities: opensWhenTrue,
      allow_classic_flow: opensWhenTrue,
      "cognito_identity_providers.server_side_token_check": closesWhenTrue(),
      cognito_identity_providers: noneIsLeast,
      openid_connect_provider_arns: noneIsLeast,
      saml_provider_arns: noneIsLeast,
      developer_provider_name: { narrower: (_, to) => to === undefined },
      supported_login_providers: {},
    },
  },
  aws_cognito_identity_pool_roles_attachment: {
    kind: "identity-pool",
    partOf: { identity_pool_id: IDENTITY_POOL },
    uses: { roles: ["aws_iam_role"], role_mapping: ["aws_iam_role"] },
    added: "other",
    removed: "narrower",
    ignored: [],
    rules: {
      "role_mapping.mapping_rule": ordered,
      "role_mapping.ambiguous_role_resolution": { narrower: (_, to) => to === "Deny" },
    },
  },
  aws_cognito_identity_pool_provider_principal_tag: {
    kind: "identity-pool",
    partOf: { identity_pool_id: IDENTITY_POOL },
    added: "other",
    removed: "other",
    ignored: ["identity_pool_id"],
    rules: {},
  },
};
