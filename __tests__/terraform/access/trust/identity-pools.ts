import { mapping, type Resources } from "../../build/people";
import type { TrustCases } from "./town";

const pool = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_identity_pool: { people: values },
});
const roles = (values: Readonly<Record<string, unknown>>): Resources => ({
  aws_cognito_identity_pool_roles_attachment: { people: values },
});
const ofPool = (effect: string, argument: string) => [
  `${effect} aws_cognito_identity_pool.people ${argument}`,
];
const ofRoles = (effect: string, argument: string) => [
  `${effect} aws_cognito_identity_pool_roles_attachment.people ${argument}`,
];
const provider = (values: object = {}) => ({
  client_id: "${aws_cognito_user_pool_client.app.id}",
  provider_name: "${aws_cognito_user_pool.people.endpoint}",
  ...values,
});
const rule = (value: string, match_type = "Equals") => ({
  claim: "custom:team",
  match_type,
  value,
  role_arn: "${aws_iam_role.user.arn}",
});
const rules = (...all: readonly object[]) =>
  roles({ role_mapping: [mapping({ type: "Rules", mapping_rule: all })] });
const token = (more: object) => roles({ role_mapping: [mapping({ type: "Token", ...more })] });

export const identityPools: TrustCases = {
  guests: {
    head: pool({ allow_unauthenticated_identities: true }),
    says: ofPool("other", "allow_unauthenticated_identities"),
  },
  "no guests any more": {
    base: pool({ allow_unauthenticated_identities: true }),
    says: ofPool("narrower", "allow_unauthenticated_identities"),
  },
  "the classic flow": {
    head: pool({ allow_classic_flow: true }),
    says: ofPool("other", "allow_classic_flow"),
  },
  "a further client": {
    head: pool({ cognito_identity_providers: [provider(), provider({ client_id: "other" })] }),
    says: ofPool("other", "cognito_identity_providers"),
  },
  "tokens that are not checked": {
    base: pool({ cognito_identity_providers: [provider({ server_side_token_check: true })] }),
    head: pool({ cognito_identity_providers: [provider({ server_side_token_check: false })] }),
    says: ofPool("other", "cognito_identity_providers.server_side_token_check"),
  },
  "a social login": {
    head: pool({ supported_login_providers: { "accounts.google.com": "a.apps" } }),
    says: ofPool("other", "supported_login_providers.accounts.google.com"),
  },
  "an OpenID Connect provider": {
    head: pool({ openid_connect_provider_arns: ["${aws_iam_openid_connect_provider.github.arn}"] }),
    says: ofPool("other", "openid_connect_provider_arns"),
  },
  "a SAML provider": {
    head: pool({ saml_provider_arns: ["arn:aws:iam::123456789012:saml-provider/corp"] }),
    says: ofPool("other", "saml_provider_arns"),
  },
  "a backend that names users": {
    head: pool({ developer_provider_name: "backend" }),
    says: ofPool("other", "developer_provider_name"),
  },
  "the default role": {
    head: roles({ roles: { authenticated: "${aws_iam_role.user.arn}" } }),
    says: ofRoles("other", "roles.authenticated"),
  },
  "the default role for who fits no rule": {
    head: token({ ambiguous_role_resolution: "AuthenticatedRole" }),
    says: ofRoles("other", "role_mapping.ambiguous_role_resolution"),
  },
  "the token in place of rules": {
    base: rules(rule("staff")),
    says: [
      "mapping_rule.claim",
      "mapping_rule.match_type",
      "mapping_rule.role_arn",
      "mapping_rule.value",
      "type",
    ].flatMap((argument) => ofRoles("other", `role_mapping.${argument}`)),
  },
  "the value of a rule": {
    base: rules(rule("staff")),
    head: rules(rule("temps")),
    says: ofRoles("other", "role_mapping.mapping_rule.value"),
  },
  "how a rule compares": {
    base: rules(rule("staff")),
    head: rules(rule("staff", "Contains")),
    says: ofRoles("other", "role_mapping.mapping_rule.match_type"),
  },
  "the order of rules": {
    base: rules(rule("staff"), rule("temps")),
    head: rules(rule("temps"), rule("staff")),
    says: ofRoles("other", "role_mapping.mapping_rule"),
  },
  "roles that go to another identity pool": {
    base: { aws_cognito_identity_pool: { legacy: { identity_pool_name: "legacy" } } },
    head: {
      aws_cognito_identity_pool: { legacy: { identity_pool_name: "legacy" } },
      ...roles({ identity_pool_id: "${aws_cognito_identity_pool.legacy.id}" }),
    },
    says: ofRoles("other", "identity_pool_id"),
  },
  "tags of principals": {
    head: {
      aws_cognito_identity_pool_provider_principal_tag: {
        t: {
          identity_pool_id: "${aws_cognito_identity_pool.people.id}",
          identity_provider_name: "x",
          principal_tags: { team: "custom:team" },
        },
      },
    },
    says: ["other aws_cognito_identity_pool_provider_principal_tag.t"],
  },
};
