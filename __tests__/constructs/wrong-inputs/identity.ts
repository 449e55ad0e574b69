import { MachineClient } from "../../../constructs/identity/confidential-clients";
import { schemaOf } from "../../../constructs/identity/custom-attributes";
import { Federation } from "../../../constructs/identity/federation";
import { ManagedLogin } from "../../../constructs/identity/managed-login";
import { OidcProvider } from "../../../constructs/identity/oidc-provider";
import { loginArguments, type OtherLogins, otherMappings } from "../../../constructs/identity/other-logins";
import { SamlRoles } from "../../../constructs/identity/saml-roles";
import { userPoolArguments } from "../../../constructs/identity/user-pool-arguments";
import { UserPoolClient, type UserPoolClientProps } from "../../../constructs/identity/user-pool-client";
import type { UserPoolSettings } from "../../../constructs/identity/user-pool-settings";
import type { Build, Case } from "./case";

const users =
  (settings: Partial<UserPoolSettings>): Build =>
  () =>
    userPoolArguments({ selfSignUp: false, ...settings });
const userPool = { id: "p", arn: "a", endpoint: "e" };
const client =
  (change: Partial<UserPoolClientProps>): Build =>
  (scope) =>
    new UserPoolClient(scope, "app", { userPool, name: "app", signIn: "srp", ...change });
const logins =
  (given: OtherLogins): Build =>
  () => {
    loginArguments(given);
    otherMappings(given, { admin: "arn:admin" });
  };
const rule = { claim: "groups", match: "equals", value: "staff", role: "admin" } as const;
const attribute = (name: string) => ({ name, type: "String", mutable: true }) as const;

export const identityCases: readonly Case[] = [
  // Users
  [
    "SELF_SIGN_UP_UNDECIDED",
    /selfSignUp is nothing; expected true, which lets every visitor/,
    users({ selfSignUp: undefined as never }),
  ],
  ["SELF_SIGN_UP_UNDECIDED", /selfSignUp is "false"/, users({ selfSignUp: "false" as never })],
  [
    "MFA_WITHOUT_FACTOR",
    /MFA on and no factor; expected totp, sms or email/,
    users({ mfa: "on", mfaFactors: [] }),
  ],
  ["MFA_EMAIL_UNSENT", /no SES identity/, users({ mfaFactors: ["email"] })],
  [
    "MFA_BY_TEXT_IMPLIED",
    /signs users in by phone number and has MFA optional without "sms"/,
    users({ signInWith: ["phone"] }),
  ],
  [
    "MFA_BY_TEXT_IMPLIED",
    /codes in text messages/,
    users({ passwordless: { factors: ["sms-code"] }, mfaFactors: ["totp"] }),
  ],
  [
    "MFA_BY_TEXT_IMPLIED",
    /accepts passkeys, and has MFA off/,
    users({
      signInWith: ["phone"],
      mfa: "off",
      passwordless: { factors: ["passkey"], relyingParty: "x.example.com" },
    }),
  ],
  [
    "RECOVERY_CLASH",
    /second factor and recovery by phone/,
    users({ mfaFactors: ["sms"], recovery: ["email", "phone"] }),
  ],
  [
    "RECOVERY_CLASH",
    /second factor by e-mail, which needs it/,
    users({
      mfaFactors: ["sms", "email"],
      email: { from: "a@example.com", sesArn: "arn:aws:ses:eu-central-1:111111111111:identity/x" },
    }),
  ],
  ["RECOVERY_UNSENT", /sends no text messages/, users({ recovery: ["phone"] })],
  ["MFA_PASSWORDLESS", /choose one/, users({ mfa: "on", passwordless: { factors: ["email-code"] } })],
  ["TIER_TOO_LOW", /LITE.*needs ESSENTIALS/, users({ tier: "LITE" })],
  [
    "TIER_TOO_LOW",
    /threat protection and the tier ESSENTIALS; that needs PLUS/,
    users({ threatProtection: "audit" }),
  ],
  ["TIER_TOO_LOW", /password history/, users({ passwordHistory: 5 })],
  ["PASSWORD_LENGTH_INVALID", /8 characters; expected 12 to 99/, users({ passwordLength: 8 })],
  ["PASSWORD_HISTORY_INVALID", /remembers 25 passwords/, users({ tier: "PLUS", passwordHistory: 25 })],
  ["SIGN_IN_MISSING", /signInWith/, users({ signInWith: [] })],
  ["PASSKEY_DOMAIN_MISSING", /relyingParty/, users({ passwordless: { factors: ["passkey"] } })],
  ["ATTRIBUTE_NAME_INVALID", /"custom:tenant" cannot name/, () => schemaOf([attribute("custom:tenant")], [])],
  [
    "ATTRIBUTE_TAKEN",
    /Two custom attributes are named "a"/,
    () => schemaOf([attribute("a"), attribute("a")], []),
  ],
  [
    "ATTRIBUTES_TOO_MANY",
    /51 custom attributes/,
    () =>
      schemaOf(
        Array.from({ length: 51 }, (_, i) => attribute(`a${i}`)),
        [],
      ),
  ],
  ["ATTRIBUTE_REMOVED", /"a" is deployed and no longer declared/, () => schemaOf([], [attribute("a")])],
  [
    "ATTRIBUTE_CHANGED",
    /mutable true and declared with false/,
    () => schemaOf([{ ...attribute("a"), mutable: false }], [attribute("a")]),
  ],
  [
    "CALLBACK_INVALID",
    /"http:\/\/shop\.example\.com"; expected an exact https/,
    client({ codeFlow: { callbackUrls: ["http://shop.example.com"] } }),
  ],
  [
    "CALLBACK_INVALID",
    /"https:\/\/\*\.example\.com\/in"/,
    client({ codeFlow: { callbackUrls: ["https://*.example.com/in"] } }),
  ],
  ["CALLBACK_MISSING", /"app" has the code flow and no callback/, client({ codeFlow: { callbackUrls: [] } })],
  ["LIFETIME_INVALID", /tokens of 1441 minutes/, client({ lifetimes: { tokens: 1441 } })],
  [
    "SCOPE_INVALID",
    /scope "admin"; expected RESOURCE-SERVER\/SCOPE/,
    (scope) => new MachineClient(scope, "m", { userPool, name: "m", scopes: ["admin"] }),
  ],
  [
    "LOGIN_DOMAIN_INVALID",
    /"my-cognito"/,
    (scope) => new ManagedLogin(scope, "login", { userPool, at: { prefix: "my-cognito" }, clients: {} }),
  ],
  [
    "PROVIDER_NAME_INVALID",
    /"My Okta" cannot name/,
    (scope) =>
      new Federation(scope, "f", { userPool, saml: { "My Okta": { metadataUrl: "https://x", email: "m" } } }),
  ],
  [
    "PROVIDER_URL_INVALID",
    /"Okta" is at "http:\/\/x"/,
    (scope) =>
      new Federation(scope, "f", { userPool, saml: { Okta: { metadataUrl: "http://x", email: "m" } } }),
  ],
  [
    "SECRET_NAME_INVALID",
    /"My-Secret" cannot name a Terraform variable/,
    (scope) =>
      new Federation(scope, "f", { userPool, google: { clientId: "g", secret: { variable: "My-Secret" } } }),
  ],
  [
    "ISSUER_INVALID",
    /issuer is "auth0"/,
    (scope) =>
      new OidcProvider(scope, "o", { issuer: "auth0", clientIds: ["a"], thumbprints: ["a".repeat(40)] }),
  ],
  [
    "AUDIENCE_MISSING",
    /no client ids/,
    (scope) =>
      new OidcProvider(scope, "o", { issuer: "https://a", clientIds: [], thumbprints: ["a".repeat(40)] }),
  ],
  [
    "THUMBPRINT_INVALID",
    /thumbprint "xyz"/,
    (scope) => new OidcProvider(scope, "o", { issuer: "https://a", clientIds: ["a"], thumbprints: ["xyz"] }),
  ],
  [
    "SAML_METADATA_INVALID",
    /no EntityDescriptor/,
    (scope) => new SamlRoles(scope, "s", { name: "s", metadata: "https://x", roles: {} }),
  ],
  [
    "SAML_METADATA_INVALID",
    /SAML provider "s" has 19 characters; expected the whole document, of 1,000/,
    (scope) => new SamlRoles(scope, "s", { name: "s", metadata: "<EntityDescriptor/>", roles: {} }),
  ],
  [
    "RULE_ROLE_UNKNOWN",
    /accounts\.google\.com gives the role "boss"; declared are admin/,
    logins({ google: { clientId: "g", rules: [{ ...rule, role: "boss" }] } }),
  ],
  ["RULES_MISSING", /has no rules/, logins({ google: { clientId: "g", rules: [] } })],
  [
    "RULES_TOO_MANY",
    /26 rules; Cognito accepts 25/,
    logins({ google: { clientId: "g", rules: Array.from({ length: 26 }, () => rule) } }),
  ],
  [
    "DEVELOPER_PROVIDER_INVALID",
    /named "my login"/,
    logins({ developer: { name: "my login", role: "admin" } }),
  ],
];
