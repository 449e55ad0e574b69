import type { TrustedTypes } from "../trusted-type";

const POOL = ["aws_cognito_user_pool"];

/** Others by whom users of a pool sign in. */
export const signIn: TrustedTypes = {
  aws_cognito_identity_provider: {
    kind: "sign-in",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: [
      "user_pool_id",
      "provider_details.client_secret",
      "provider_details.attributes_url_add_attributes",
    ],
    rules: {},
  },
};
