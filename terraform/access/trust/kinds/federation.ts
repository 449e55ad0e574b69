import { noneIsLeast } from "../compare/rule";
import type { TrustedTypes } from "../trusted-type";

/** Other issuers that AWS itself trusts for roles: OpenID Connect, SAML and certificates. */
export const federation: TrustedTypes = {
  aws_iam_openid_connect_provider: {
    kind: "federation",
    added: "other",
    removed: "narrower",
    ignored: ["arn"],
    rules: { client_id_list: noneIsLeast, thumbprint_list: noneIsLeast },
  },
  aws_iam_saml_provider: {
    kind: "federation",
    added: "other",
    removed: "narrower",
    ignored: ["name", "arn", "valid_until", "saml_provider_uuid"],
    rules: {},
  },
  aws_rolesanywhere_trust_anchor: {
    kind: "federation",
    root: () => true,
    added: "other",
    removed: "narrower",
    ignored: ["name", "arn", "notification_settings"],
    rules: { enabled: { otherwise: "true", narrower: (_, to) => to === "false" } },
  },
  aws_rolesanywhere_profile: {
    kind: "federation",
    root: () => true,
    uses: { role_arns: ["aws_iam_role"] },
    added: "other",
    removed: "narrower",
    ignored: ["name", "arn"],
    rules: {
      role_arns: noneIsLeast,
      enabled: { otherwise: "true", narrower: (_, to) => to === "false" },
      session_policy: {},
    },
  },
};
