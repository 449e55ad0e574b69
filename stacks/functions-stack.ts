import { join } from "node:path";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import type { InvokedStage } from "../constructs/endpoint/served-routes";
import { LambdaFunction, type LambdaFunctionProps } from "../constructs/functions/lambda-function";
import { ownFunction } from "../constructs/functions/own-function";
import type { MeasuredApi } from "../constructs/observe/measured-api";
import { jwtRoleTable } from "../constructs/roles/jwt-role-table";
import { RolePolicies } from "../constructs/roles/role-policies";
import { SystemRoles } from "../constructs/roles/system-roles";
import { Table } from "../constructs/state/table";
import { ROLE_TABLE_FILE } from "../contract/role-table";
import { Edge } from "./edge";
import type { Environment } from "./environments";
import type { Identity } from "./identity-stack";
import { ProjectStack } from "./project-stack";

/** A stack with the functions behind the API, their tables, and the parts around it. It changes most often. */
export abstract class FunctionsStack extends ProjectStack {
  protected readonly edge: Edge;

  constructor(scope: Construct, environment: Environment) {
    super(scope, "api", environment);
    this.edge = new Edge(this, "edge", environment, this.prefix);
    this.leaveFormerKey("aws_kms_key.edge_key_key");
  }

  protected handlers(): Record<string, LambdaFunction> {
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

  protected jwtAuthorizer(access: AccessModel): LambdaFunction {
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

  /** Alarms and a dashboard, where the environment has them, of the API and the functions of these handlers. */
  protected watch(api: MeasuredApi, handlers: readonly string[]): void {
    this.edge.watch(api, {
      authorizer: this.functionName("authorizer"),
      handlers: handlers.map((name) => this.functionName(name)),
    });
  }

  /** Gives the IAM roles of people and of systems their routes. */
  protected grant(api: InvokedStage, access: AccessModel, { roleNames }: Identity): void {
    const systems = new SystemRoles(this, "systems", { name: this.prefix, systems: access.systems });
    new RolePolicies(this, "policies", { api, access, roleNames, systemNames: systems.names });
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
  protected cors(): Pick<LambdaFunctionProps, "cors"> {
    const { cors } = this.environment;
    return cors ? { cors } : {};
  }

  /** The props that the environment decides for all functions. */
  protected functionDefaults(): Pick<LambdaFunctionProps, "key" | "tracing" | "logRetention"> {
    const { key } = this.edge;
    const { logs, tracing } = this.environment;
    return {
      ...(key && { key }),
      ...(tracing !== "off" && { tracing: true }),
      ...(logs !== "off" && { logRetention: logs.retention }),
    };
  }
}
