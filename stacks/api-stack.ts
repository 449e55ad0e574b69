import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import { UsagePlan } from "../constructs/api/keys/usage-plan";
import { jwtRoleTable } from "../constructs/api/roles/jwt-role-table";
import { RolePolicies } from "../constructs/api/roles/role-policies";
import { SystemRoles } from "../constructs/api/roles/system-roles";
import type { SecuredApi } from "../constructs/api/secured-api";
import { LiveStage } from "../constructs/api/stage/live-stage";
import type { StagedFunction } from "../constructs/api/stage/live-stage-props";
import { LambdaFunction, type LambdaFunctionProps } from "../constructs/functions/lambda-function";
import { ownFunction } from "../constructs/functions/own-function";
import { Table } from "../constructs/state/table";
import { ROLE_TABLE_FILE } from "../contract/role-table";
import { Edge } from "./edge";
import type { Environment } from "./environments";
import type { Identity } from "./identity-stack";
import { ProjectStack } from "./project-stack";
import { SelfServiceKeys } from "./self-service-keys";

export interface ApiStackProps {
  readonly access: AccessModel;
  readonly identity: Identity;
  readonly api: SecuredApi;
}

/** The stage that serves the routes, the functions behind it and their tables. It changes most often. */
export class ApiStack extends ProjectStack {
  private readonly edge: Edge;

  constructor(scope: Construct, environment: Environment, { access, identity, api }: ApiStackProps) {
    super(scope, "api", environment);
    this.edge = new Edge(this, "edge", environment, this.prefix);
    this.leaveFormerKey("aws_kms_key.edge_key_key");
    const ownKeys = this.ownKeys();
    const functions = { ...this.handlers(), ...(ownKeys && { "api-keys": ownKeys.handler }) };
    const { domain } = environment;
    const stage = new LiveStage(this, "live", {
      api,
      functions,
      jwtAuthorizer: this.jwtAuthorizer(access),
      protection: this.edge.protection,
      ...(domain && { domain }),
    });
    const served = { id: api.id, name: api.name, stageName: stage.stageName };
    this.edge.watch(served, {
      authorizer: this.functionName("authorizer"),
      handlers: Object.keys(functions).map((name) => this.functionName(name)),
    });
    const systems = new SystemRoles(this, "systems", { name: this.prefix, systems: access.systems });
    new RolePolicies(this, "policies", {
      api,
      access,
      roleNames: identity.roleNames,
      systemNames: systems.names,
    });
    new UsagePlan(this, "usage", {
      name: this.prefix,
      api: served,
      limits: access.limits,
      keys: Object.keys(access.systems),
    });
    ownKeys?.meter(served, access.limits);
    new TerraformOutput(this, "stage", {
      value: stage.stageName,
      description: "Name of the stage that serves the API",
    });
    new TerraformOutput(this, "url", { value: stage.url, description: "Address of the API, without a path" });
  }

  private ownKeys(): SelfServiceKeys | undefined {
    const { selfServiceKeys } = this.environment;
    if (selfServiceKeys === "off") return undefined;
    return new SelfServiceKeys(this, "own-keys", {
      ...this.functionDefaults(),
      ...this.cors(),
      prefix: this.prefix,
      keysPerUser: selfServiceKeys.perUser,
      protection: this.environment.protection,
    });
  }

  private handlers(): Record<string, StagedFunction> {
    const pets = this.table("pets", "petId");
    const products = this.table("products", "productId");
    const accounts = this.table("accounts", "sub");
    const readWrite = ["dynamodb:GetItem", "dynamodb:PutItem"] as const;
    return {
      pets: this.handler("pets", {
        environment: { PETS_TABLE: pets.name },
        statements: [...pets.allow(...readWrite, "dynamodb:DeleteItem", "dynamodb:Scan")],
      }),
      products: this.handler("products", {
        environment: { PRODUCTS_TABLE: products.name },
        statements: [...products.allow(...readWrite, "dynamodb:Scan")],
      }),
      account: this.handler("account", {
        environment: { ACCOUNTS_TABLE: accounts.name },
        statements: [...accounts.allow(...readWrite)],
      }),
      inventory: this.handler("inventory", {
        environment: { PETS_TABLE: pets.name, PRODUCTS_TABLE: products.name },
        statements: [...pets.allow("dynamodb:Scan"), ...products.allow("dynamodb:Scan")],
      }),
      health: this.handler("health", {}),
    };
  }

  private jwtAuthorizer(access: AccessModel): LambdaFunction {
    const { issuer, jwksUrl, audience } = this.environment.partner;
    return new LambdaFunction(this, "authorizer", {
      ...this.functionDefaults(),
      name: `${this.prefix}-authorizer`,
      folder: ownFunction("authorizer"),
      environment: { ISSUER: issuer, JWKS_URL: jwksUrl, AUDIENCE: audience },
      files: { [ROLE_TABLE_FILE]: jwtRoleTable(access) },
      timeout: 5,
    });
  }

  private table(name: string, key: string): Table {
    return new Table(this, `${name}-table`, {
      name: `${this.prefix}-${name}`,
      key,
      protection: this.environment.protection,
      ...(this.edge.key && { encryptionKey: this.edge.key }),
    });
  }

  private handler(name: string, props: Omit<LambdaFunctionProps, "name" | "folder">): LambdaFunction {
    return new LambdaFunction(this, name, {
      ...this.functionDefaults(),
      ...this.cors(),
      name: this.functionName(name),
      folder: join(__dirname, "../functions", name),
      ...props,
    });
  }

  /** Further props of functions whose responses browsers read. */
  private cors(): Pick<LambdaFunctionProps, "cors"> {
    const { cors } = this.environment;
    return cors ? { cors } : {};
  }

  /** The props that the environment decides for all functions. */
  private functionDefaults(): Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention"> {
    const { key } = this.edge;
    const { logs, tracing } = this.environment;
    return {
      ...(key && { key }),
      ...(tracing === "on" && { tracing: true }),
      ...(logs !== "off" && { logRetention: logs.retention }),
    };
  }
}
