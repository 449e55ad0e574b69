import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import { UserPoolFirewall, WebAcl } from "../constructs/edge/web-acl";
import { IdentityPool } from "../constructs/identity/identity-pool";
import { UserPool } from "../constructs/identity/user-pool";
import { UserPoolClient } from "../constructs/identity/user-pool-client";
import { checkDeclaration } from "../constructs/locks/check-declaration";
import { LogGroup } from "../constructs/observe/log-group";
import { EncryptionKey } from "../constructs/state/encryption-key";
import type { Environment } from "./environments";
import { codeFlowOf, federationOf, Login } from "./login";
import { PROJECT, ProjectStack } from "./project-stack";

export interface Identity {
  readonly userPoolArn: string;
  /** Issuer of the pool's tokens. */
  readonly issuer: string;
  /** The app clients of people. */
  readonly clientIds: readonly string[];
  readonly resourceServer: string;
  /** Names of the IAM roles behind the identity pool, by declared role. */
  readonly roleNames: Readonly<Record<string, string>>;
}

interface Made {
  readonly userPool: UserPool;
  readonly app: UserPoolClient;
  readonly identityPool: IdentityPool;
}

/** Users and their roles. It has what cannot be created again, so it changes seldom. */
export class IdentityStack extends ProjectStack {
  readonly identity: Identity;

  constructor(scope: Construct, environment: Environment, access: AccessModel) {
    super(scope, "identity", environment);
    checkDeclaration(access);
    const { encryption, tracing, logs, protection } = environment;
    const key = encryption === "own-key" ? this.key() : undefined;
    this.leaveFormerKey("aws_kms_key.key_key");
    const userPool = new UserPool(this, "users", {
      ...environment.userPool,
      name: this.prefix,
      protection,
      resourceServer: PROJECT,
      roles: access.roles,
      trigger: {
        ...(key && { key }),
        ...(tracing !== "off" && { tracing: true }),
        ...(logs !== "off" && { logRetention: logs.retention }),
      },
    });
    this.firewall(userPool, key ?? "aws-owned");
    const { login } = environment;
    const federation = federationOf(this, "federation", { login, userPool });
    const app = new UserPoolClient(this, "app", {
      userPool,
      name: "app",
      signIn: environment.userPool.passwordless === undefined ? "srp" : "choice",
      ...codeFlowOf(login?.app, federation),
    });
    const clients = [app];
    if (environment.scriptClient) {
      const script = new UserPoolClient(this, "script", { userPool, name: "script", signIn: "password" });
      clients.push(script);
      new TerraformOutput(this, "script_client_id", {
        value: script.id,
        description: "Id of the app client that takes user names and passwords",
      });
    }
    const { roles } = access;
    const pages =
      login &&
      new Login(this, "login", {
        settings: login,
        userPool,
        app,
        federation,
        roles,
        protection,
        region: environment.region,
      });
    const identityPool = new IdentityPool(this, "identities", {
      name: this.prefix,
      protection,
      userPool,
      clients,
      roles,
    });
    this.identity = {
      userPoolArn: userPool.arn,
      issuer: `https://${userPool.endpoint}`,
      clientIds: [...clients, ...(pages?.clients ?? [])].map((client) => client.id),
      resourceServer: PROJECT,
      roleNames: identityPool.roleNames,
    };
    this.outputs({ userPool, app, identityPool });
    new TerraformOutput(this, "scopes", {
      value: Object.keys(roles).map((role) => `${userPool.resourceServer.identifier}/${role}`),
      description: "Scopes of access tokens, one for each role",
    });
  }

  /** What clients are configured with, and what the other stacks need, under the names of those stacks' module variables. */
  private outputs({ userPool, app, identityPool }: Made): void {
    const outputs: Readonly<Record<string, readonly [value: string, description: string]>> = {
      region: [this.environment.region, "Region of the user pool and the identity pool"],
      user_pool_id: [userPool.id, "Id of the user pool"],
      issuer: [`https://${userPool.endpoint}`, "Issuer of the user pool's tokens"],
      user_pool_arn: [userPool.arn, "ARN of the user pool"],
      client_id: [app.id, "Id of the app client by which people sign in: the audience of their ID tokens"],
      identity_pool_id: [identityPool.id, "Id of the identity pool that gives signed-in users credentials"],
      resource_server: [
        userPool.resourceServer.identifier,
        "Identifier of the resource server, the first part of every scope",
      ],
      // A JWT authorizer names the pool by its issuer, which is https:// and this.
      ...(this.environment.api === "http" && {
        user_pool_endpoint: [userPool.endpoint, "The issuer without https://"] as const,
      }),
    };
    for (const [name, [value, description]] of Object.entries(outputs))
      new TerraformOutput(this, name, { value, description });
    for (const [role, value] of Object.entries(identityPool.roleNames)) {
      new TerraformOutput(this, `${role.replace(/\W/g, "_")}_role_name`, {
        value,
        description: `Name of the IAM role that signed-in users of the role ${role} take on`,
      });
    }
  }

  private key(): EncryptionKey {
    return new EncryptionKey(this, "key", {
      name: `${this.prefix}-identity`,
      description: "Logs and the trigger of the user pool",
      users: ["logs"],
      protection: this.environment.protection,
    });
  }

  private firewall(userPool: UserPool, key: EncryptionKey | "aws-owned"): void {
    const { firewall, logs } = this.environment;
    if (firewall === "off") return;
    const log = new LogGroup(this, "firewall-log", {
      name: `aws-waf-logs-${this.prefix}-users`,
      key,
      ...(logs !== "off" && logs),
    });
    const webAcl = new WebAcl(this, "firewall", {
      ...firewall,
      name: `${this.prefix}-users`,
      protects: "user-pool",
      log,
    });
    new UserPoolFirewall(this, "firewalled", { webAcl, userPoolArn: userPool.arn });
  }
}
