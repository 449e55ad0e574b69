import { noneIsLeast } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

const POOL = ["aws_cognito_user_pool"];

/** Who is a user, and in which group. */
export const members: TrustedTypes = {
  aws_cognito_user: {
    kind: "member",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: [
      "user_pool_id",
      "password",
      "temporary_password",
      "client_metadata",
      "desired_delivery_mediums",
      "force_alias_creation",
      "message_action",
      "validation_data",
      "creation_date",
      "last_modified_date",
      "mfa_setting_list",
      "preferred_mfa_setting",
      "status",
      "sub",
    ],
    rules: {},
  },
  aws_api_gateway_api_key: {
    kind: "member",
    root: () => true,
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "description", "customer_id", "arn", "created_date", "last_updated_date"],
    // Another value is a key that others may have.
    rules: { value: {}, enabled: { otherwise: "true", narrower: (_, to) => to === "false" } },
  },
  aws_cognito_user_in_group: {
    kind: "member",
    partOf: { user_pool_id: POOL },
    added: "other",
    removed: "narrower",
    ignored: ["user_pool_id"],
    rules: {},
  },
  aws_cognito_user_group: {
    kind: "member",
    // An identity pool that is made elsewhere may give its members the role.
    root: ({ plain }, estate) =>
      plain.role_arn !== undefined && estate.ofType("aws_cognito_identity_pool").length === 0,
    partOf: { user_pool_id: POOL },
    uses: { role_arn: ["aws_iam_role"] },
    added: "unsaid",
    removed: "unsaid",
    ignored: ["description", "user_pool_id"],
    // Members are of a name: another name is another group's role.
    onlyWith: { name: ({ role_arn }) => role_arn !== undefined },
    rules: {},
  },
  aws_iam_group_membership: {
    kind: "member",
    partOf: { group: ["aws_iam_group"] },
    added: "other",
    removed: "narrower",
    ignored: ["name", "group"],
    rules: { users: noneIsLeast },
  },
  aws_iam_user_group_membership: {
    kind: "member",
    partOf: { groups: ["aws_iam_group"] },
    added: "other",
    removed: "narrower",
    ignored: [],
    rules: { groups: noneIsLeast },
  },
  aws_iam_group: {
    kind: "member",
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "path", "arn", "unique_id"],
    rules: {},
  },
  aws_iam_user: {
    kind: "member",
    access: ["permissions_boundary"],
    added: "unsaid",
    removed: "unsaid",
    ignored: ["name", "path", "arn", "unique_id", "force_destroy"],
    rules: {},
  },
  aws_iam_access_key: {
    kind: "member",
    partOf: { user: ["aws_iam_user"] },
    added: "other",
    removed: "narrower",
    ignored: [
      "user",
      "pgp_key",
      "create_date",
      "encrypted_secret",
      "encrypted_ses_smtp_password_v4",
      "key_fingerprint",
      "secret",
      "ses_smtp_password_v4",
    ],
    rules: { status: { otherwise: "Active", narrower: (_, to) => to === "Inactive" } },
  },
};
