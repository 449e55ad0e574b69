/** Every construct in every form that makes different resources, for checks that hold for all of them: users. */
import type { TerraformStack } from "cdktf";
import { UserPoolFirewall, WebAcl } from "../../../constructs/edge/web-acl";
import { MachineClient, ServerClient } from "../../../constructs/identity/confidential-clients";
import { Federation } from "../../../constructs/identity/federation";
import { IdentityPool } from "../../../constructs/identity/identity-pool";
import { ManagedLogin } from "../../../constructs/identity/managed-login";
import { OidcProvider } from "../../../constructs/identity/oidc-provider";
import { RoleScopes } from "../../../constructs/identity/role-scopes";
import { SamlRoles } from "../../../constructs/identity/saml-roles";
import { TokenScopes } from "../../../constructs/identity/token-scopes";
import { UserPool } from "../../../constructs/identity/user-pool";
import { UserPoolClient } from "../../../constructs/identity/user-pool-client";
import { roles } from "../small-api";
import { functionFolder } from "../terraform";

/** As long as IAM wants it. */
export const samlMetadata = `<EntityDescriptor>${"<!-- certificate -->".repeat(60)}</EntityDescriptor>`;

export function identityKitchen(stack: TerraformStack): void {
  const users = new UserPool(stack, "users", {
    name: "shop",
    resourceServer: "shop",
    roles,
    tokenScopesFolder: functionFolder("token-scopes"),
    tier: "PLUS",
    signInWith: ["user-name", "email", "phone"],
    passwordHistory: 24,
    mfaFactors: ["totp", "sms"],
    email: { from: "shop@example.com", sesArn: "arn:aws:ses:eu-central-1:111111111111:identity/example.com" },
    passwordless: { factors: ["passkey", "email-code"], relyingParty: "login.example.com" },
    threatProtection: "enforced",
    selfSignUp: false,
    customAttributes: [
      { name: "tenant", type: "String", mutable: false, max: 64 },
      { name: "age", type: "Number", mutable: true, min: 0, max: 150 },
    ],
  });
  const secret = { variable: "idp_secret" };
  const federation = new Federation(stack, "federation", {
    userPool: users,
    google: { clientId: "g", secret },
    facebook: { clientId: "f", secret: { secret: "facebook" } },
    amazon: { clientId: "a", secret: { variable: "amazon_secret" } },
    apple: { servicesId: "s", teamId: "t", keyId: "k", privateKey: { variable: "apple_key" } },
    oidc: {
      Okta: { clientId: "o", secret: { variable: "okta_secret" }, issuer: "https://example.okta.com" },
    },
    saml: { Company: { metadataUrl: "https://idp.example.com/metadata", email: "mail" } },
  });
  const codeFlow = {
    callbackUrls: ["https://shop.example.com/in"],
    logoutUrls: ["https://shop.example.com"],
    federation,
  };
  const app = new UserPoolClient(stack, "app-client", {
    userPool: users,
    name: "app",
    signIn: "choice",
    refresh: "rotating",
    codeFlow,
  });
  const server = new ServerClient(stack, "server", { userPool: users, name: "server", codeFlow });
  new MachineClient(stack, "machine", { userPool: users, name: "machine", scopes: ["shop/admin"] });
  new ManagedLogin(stack, "login", {
    userPool: users,
    at: { prefix: "shop-login" },
    clients: { app, server },
  });
  new ManagedLogin(stack, "own-login", {
    userPool: users,
    at: {
      domain: "login.example.com",
      certificateArn: "arn:aws:acm:us-east-1:111111111111:certificate/1",
      zoneId: "Z1",
    },
    clients: {},
  });
  const oidc = new OidcProvider(stack, "auth0", {
    issuer: "https://example.auth0.com",
    clientIds: ["x"],
    thumbprints: ["a".repeat(40)],
  });
  const saml = new SamlRoles(stack, "company", { name: "company", metadata: samlMetadata, roles });
  const rules = [{ claim: "groups", match: "equals", value: "staff", role: "admin" }] as const;
  new IdentityPool(stack, "identities", {
    name: "shop",
    userPool: users,
    clients: [app],
    roles,
    logins: {
      google: { clientId: "g", rules },
      facebook: { appId: "f", rules },
      amazon: { appId: "a", rules },
      apple: { servicesId: "s", rules },
      oidc: { [oidc.name]: { arn: oidc.arn, rules } },
      saml: { [saml.providerArn]: { rules } },
      developer: { name: "login.shop", role: "user" },
    },
  });
  const webAcl = new WebAcl(stack, "user-firewall", {
    name: "shop-users",
    protects: "user-pool",
    largestBody: 30_000,
    log: "off",
  });
  new UserPoolFirewall(stack, "firewalled", { webAcl, userPoolArn: users.arn });
}

/** Roles as scopes of a pool that others made. */
export function scopesKitchen(stack: TerraformStack): void {
  new RoleScopes(stack, "role-scopes", {
    userPool: { id: "eu-central-1_AbCdEf123" },
    identifier: "shop",
    roles,
  });
  new TokenScopes(stack, "their-scopes", {
    name: "their-scopes",
    folder: functionFolder("token-scopes"),
    resourceServer: "shop",
    roles,
    logRetention: 90,
    userPoolArn: "arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123",
  });
}
