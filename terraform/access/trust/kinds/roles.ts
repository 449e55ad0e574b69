import { lessIsLess } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

/** Who may take a role that may call an API, or that may change who may. */
export const roles: TrustedTypes = {
  aws_iam_role: {
    kind: "role",
    uses: {
      assume_role_policy: [
        "aws_iam_role",
        "aws_iam_user",
        "aws_iam_openid_connect_provider",
        "aws_iam_saml_provider",
        "aws_cognito_identity_pool",
      ],
    },
    // What it may do is compared as access and as rights, whatever holds it.
    access: ["inline_policy", "managed_policy_arns", "permissions_boundary"],
    added: "other",
    removed: "narrower",
    ignored: [
      "name",
      "name_prefix",
      "path",
      "description",
      "force_detach_policies",
      "arn",
      "create_date",
      "unique_id",
    ],
    rules: {
      assume_role_policy: { policy: "trust" },
      max_session_duration: lessIsLess("3600"),
    },
  },
};
