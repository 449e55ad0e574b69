/** Every construct in every form that makes different resources, for checks that hold for all of them. */
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { AccessModel } from "../../access/model";
import { AuthorizerSharing } from "../../constructs/api/authorizers/shared-authorizer";
import { ApiKeyService } from "../../constructs/api/keys/api-key-service";
import { UsageTiers } from "../../constructs/api/keys/usage-tiers";
import { VpcLink } from "../../constructs/api/methods/vpc-link";
import { jwtRoleTable } from "../../constructs/api/roles/jwt-role-table";
import { RolePolicies } from "../../constructs/api/roles/role-policies";
import { SecuredApi } from "../../constructs/api/secured-api";
import type { SecuredApiProps } from "../../constructs/api/secured-api-props";
import { LiveStage } from "../../constructs/api/stage/live-stage";
import type { LiveStageProps } from "../../constructs/api/stage/live-stage-props";
import { UserPoolFirewall, WebAcl } from "../../constructs/edge/web-acl";
import { LambdaFunction } from "../../constructs/functions/lambda-function";
import { MachineClient, ServerClient } from "../../constructs/identity/confidential-clients";
import { Federation } from "../../constructs/identity/federation";
import { IdentityPool } from "../../constructs/identity/identity-pool";
import { ManagedLogin } from "../../constructs/identity/managed-login";
import { OidcProvider } from "../../constructs/identity/oidc-provider";
import { RoleScopes } from "../../constructs/identity/role-scopes";
import { SamlRoles } from "../../constructs/identity/saml-roles";
import { TokenScopes } from "../../constructs/identity/token-scopes";
import { UserPool } from "../../constructs/identity/user-pool";
import { UserPoolClient } from "../../constructs/identity/user-pool-client";
import { LogGroup } from "../../constructs/observe/log-group";
import { EncryptionKey } from "../../constructs/state/encryption-key";
import { functionFolder } from "./terraform";

export const roles = {
  admin: { description: "Administrators", precedence: 1 },
  user: { description: "Customers", precedence: 10 },
};

/** As long as IAM wants it. */
export const samlMetadata = `<EntityDescriptor>${"<!-- certificate -->".repeat(60)}</EntityDescriptor>`;

export const access: AccessModel = {
  roles,
  systems: { warehouse: { description: "The warehouse" }, robot: { description: "A robot" } },
  limits: { rate: 10, burst: 20, daily: 10_000 },
  routes: {
    "GET /pets": { lock: "iam", roles: ["user", "admin"], systems: ["warehouse", "robot"], handler: "app" },
    "POST /pets": { lock: "iam", roles: ["admin"], handler: "app" },
    "GET /products": { lock: "cognito", roles: ["user"], handler: "app" },
    "POST /products": { lock: "cognito", roles: ["admin"], handler: "app" },
    "GET /account": { lock: "cognito", roles: "signed-in", handler: "app" },
    "GET /partner": { lock: "jwt", roles: ["user"], handler: "app" },
    "GET /feed": { lock: "key", because: "Metering only", handler: "app" },
    "GET /health": { lock: "public", because: "Monitors have no credentials", handler: "app" },
  },
};

/** An API whose routes have all locks; `change` replaces single props. */
export function apiProps(change: Partial<SecuredApiProps> = {}): SecuredApiProps {
  return {
    name: "shop",
    stage: "live",
    access,
    handlers: { app: { functionName: "app" } },
    cognito: {
      userPoolArn: "arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123",
      clientIds: ["4abc"],
      resourceServer: "shop",
    },
    jwtAuthorizer: { functionName: "app" },
    requests: "unchecked",
    answers: "plain",
    ...change,
  };
}

export interface ApiForm {
  readonly api?: Partial<SecuredApiProps>;
  readonly stage?: Partial<LiveStageProps>;
}

/** The API in a stack of its own beside `stack`, which has its stage and the function behind it. */
export function liveApi(
  stack: TerraformStack,
  { api: changed = {}, stage = {} }: ApiForm = {},
  id = "api",
): { readonly api: SecuredApi; readonly live: LiveStage } {
  const routes = new TerraformStack(stack.node.root, `routes-${id}`);
  new AwsProvider(routes, "aws", { region: "eu-central-1" });
  const app = new LambdaFunction(stack, `${id}-app`, {
    name: "app",
    folder: functionFolder("health"),
    // It stands for the authorizer's function as well.
    files: { "roles.json": jwtRoleTable(access) },
    ...(changed.cors && { cors: changed.cors }),
  });
  const api = new SecuredApi(routes, id, apiProps(changed));
  const live = new LiveStage(stack, `${id}-live`, {
    api,
    functions: { app },
    jwtAuthorizer: app,
    protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
    ...stage,
  });
  return { api, live };
}

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

export function apiKitchen(stack: TerraformStack): void {
  const cors = {
    origins: ["https://shop.example.com", "http://localhost:5173", "capacitor://localhost"],
    exposes: ["X-Total"],
  };
  const key = new EncryptionKey(stack, "key", {
    name: "shop",
    description: "Shop",
    users: ["logs", "alarms"],
  });
  const webAcl = new WebAcl(stack, "firewall", {
    name: "shop-api",
    protects: "api",
    mode: "count",
    countries: { only: ["DE"] },
    largestBody: 20_000,
    onlyCount: { "anonymous-ip": ["HostingProviderIPList"] },
    own: [
      {
        name: "own",
        priority: 100,
        action: "block",
        statement: { geo_match_statement: { country_codes: ["AQ"] } },
      },
    ],
    log: new LogGroup(stack, "waf-log", { name: "aws-waf-logs-shop", key }),
  });
  // A link is in use as long as a stage serves a deployment that names it, so it has the lifetime of neither.
  const links = new TerraformStack(stack.node.root, "links");
  new AwsProvider(links, "aws", { region: "eu-central-1" });
  const link = new VpcLink(links, "link", {
    name: "shop",
    loadBalancerArn: "arn:aws:elasticloadbalancing:eu-central-1:111111111111:loadbalancer/net/a/b",
  });
  const { api, live } = liveApi(stack, {
    api: {
      access: {
        ...access,
        routes: {
          ...access.routes,
          "PUT /stock/{item}": { lock: "iam", roles: ["admin"], handler: "vpc" },
          "GET /files/{rest+}": { lock: "jwt", roles: ["admin"], handler: "vpc" },
        },
      },
      handlers: {
        app: { functionName: "app2" },
        vpc: { url: "http://stock.internal", vpcLink: link, query: ["page"], passToken: true },
      },
      requests: {
        "POST /pets": { body: { type: "object", required: ["name"] }, headers: { "X-Trace": "optional" } },
        "GET /pets": { query: { page: "required" } },
      },
      answers: "hardened",
      cors,
      admission: { ipRanges: ["203.0.113.0/24"], organization: "o-abcdefghij" },
      executeApiEndpoint: "closed",
      jwtAuthorizer: {
        functionArn: "arn:aws:lambda:eu-central-1:222222222222:function:gate",
        through: { role: "call-gate" },
      },
      jwtOptions: {
        ttl: 60,
        form: { request: ["method.request.header.Authorization", "context.httpMethod"] },
      },
    },
    stage: {
      functions: {
        app: new LambdaFunction(stack, "app2", {
          name: "app2",
          folder: functionFolder("health"),
          key,
          tracing: true,
          concurrency: 5,
          cors,
        }),
      },
      protection: {
        accessLog: new LogGroup(stack, "access-log", { name: "/shop/access", key }),
        executionLog: { key, retention: 90 },
        webAcl,
        throttles: { "GET /pets": { rate: 5, burst: 5 } },
        cache: { sizeGb: "0.5", ttl: 60, routes: ["GET /health"] },
        canary: 10,
      },
      domain: {
        name: "api.example.com",
        zoneId: "Z1",
        mutualTls: { truststore: "s3://trust/store.pem", version: "1" },
        basePath: "v1",
      },
    },
  });
  new RolePolicies(stack, "policies", {
    api,
    access,
    roleNames: { admin: "admin", user: "user" },
    samlRoleNames: { admin: "saml-admin" },
    systemNames: { warehouse: { user: "warehouse" }, robot: { group: "robots" } },
  });
  new UsageTiers(stack, "tiers", {
    name: "shop",
    api: { id: api.id, stageName: live.stageName },
    tiers: {
      free: { ...access.limits, keys: ["anna"] },
      partner: { rate: 100, burst: 200, daily: 1_000_000, keys: ["berta"] },
    },
  });
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

export function sharingKitchen(stack: TerraformStack): void {
  new ApiKeyService(stack, "own-keys", {
    name: "keys",
    folder: functionFolder("health"),
    plan: { id: "plan1" },
    key: { arn: "arn:aws:kms:eu-central-1:111111111111:key/1" },
  });
  const handler = new LambdaFunction(stack, "gate", {
    name: "gate",
    folder: functionFolder("health"),
    files: { "roles.json": jwtRoleTable(access) },
  });
  new AuthorizerSharing(stack, "apis", {
    handler,
    with: { apis: { shop: { region: "eu-central-1", accountId: "111111111111", apiId: "abc123" } } },
  });
  new AuthorizerSharing(stack, "all", { handler, with: { organization: "o-abcdefghij" } });
  liveApi(
    stack,
    { api: { name: "inner", answers: "hardened", endpoint: { privateTo: ["vpce-0123abcd"] } } },
    "private",
  );
}
