import { assigned, block, computed, ignored, read, replacing, served } from "../attributes";
import type { ResourceType } from "../resource-type";
import { ofUserPool } from "../shared-links";
import { DIGITS, LOWER, random } from "../stand-ins";

export const cognitoUserPoolClient = {
  name: "aws_cognito_user_pool_client",
  attributes: {
    user_pool_id: replacing(ofUserPool),
    name: served,
    allowed_oauth_flows: read,
    allowed_oauth_scopes: read,
    generate_secret: replacing(read),
    explicit_auth_flows: read,
    access_token_validity: read,
    id_token_validity: read,
    refresh_token_validity: read,
    token_validity_units: block({ access_token: read, id_token: read, refresh_token: read }),
    write_attributes: read,
    allowed_oauth_flows_user_pool_client: read,
    analytics_configuration: ignored,
    auth_session_validity: served,
    callback_urls: served,
    default_redirect_uri: served,
    enable_propagate_additional_user_context_data: ignored,
    enable_token_revocation: served,
    logout_urls: served,
    prevent_user_existence_errors: served,
    read_attributes: served,
    refresh_token_rotation: block({ feature: served, retry_grace_period_seconds: served }),
    supported_identity_providers: served,
    id: assigned(random(26, LOWER + DIGITS)),
    client_secret: computed,
  },
} satisfies ResourceType;
