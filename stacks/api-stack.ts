import { join } from "node:path";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import type { AccessModel } from "../access/model";
import type { RequestShapes } from "../constructs/api/request-checks";
import { jwtRoleTable } from "../constructs/jwt-role-table";
import {
  type InvokedFunction,
  LambdaFunction,
  type LambdaFunctionProps,
} from "../constructs/lambda-function";
import { RolePolicies } from "../constructs/role-policies";
import { SecuredApi } from "../constructs/secured-api";
import { SystemRoles } from "../constructs/system-roles";
import { Table } from "../constructs/table";
import { UsagePlan } from "../constructs/usage-plan";
import { Edge } from "./edge";
import type { Environment } from "./environment";
import type { Identity } from "./identity-stack";
import { ProjectStack } from "./project-stack";
import { keyRequestShapes, requestShapes } from "./request-shapes";
import { SelfServiceKeys, withKeyRoutes } from "./self-service-keys";

/** The API, its functions and their data. It changes daily. */
export class ApiStack extends ProjectStack {
  private readonly edge: Edge;

  constructor(scope: Construct, environment: Environment, declared: AccessModel, identity: Identity) {
    super(scope, "api", environment);
    this.edge = new Edge(this, "edge", environment, this.prefix);
    this.leaveFormerKey("aws_kms_key.edge_key_key");
    const ownKeys = this.ownKeys();
    const access = ownKeys ? withKeyRoutes(declared) : declared;
    const handlers = { ...this.handlers(), ...(ownKeys && { "api-keys": ownKeys.handler }) };
    const authorizer = this.jwtAuthorizer(access);
    const { cors, admission, domain } = environment;
    const api = new SecuredApi(this, "api", {
      name: this.prefix,
      stage: environment.name,
      access,
      handlers,
      cognito: identity,
      jwtAuthorizer: authorizer,
      protection: this.edge.protection,
      requests: environment.hardening === "on" ? this.requestShapes() : "unchecked",
      answers: environment.hardening === "on" ? "hardened" : "plain",
      ...(cors && { cors }),
      ...(admission && { admission }),
      ...(domain && { domain }),
    });
    this.edge.watch(api, {
      authorizer: `${this.prefix}-authorizer`,
      handlers: Object.keys(handlers).map((name) => `${this.prefix}-${name}`),
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
      api,
      limits: access.limits,
      keys: Object.keys(access.systems),
    });
    ownKeys?.meter(api, access.limits);
    new TerraformOutput(this, "url", { value: api.url });
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

  private requestShapes(): RequestShapes {
    return this.environment.selfServiceKeys === "off"
      ? requestShapes
      : { ...requestShapes, ...keyRequestShapes };
  }

  private handlers(): Record<string, InvokedFunction> {
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
      folder: join(__dirname, "../functions/authorizer"),
      environment: { ISSUER: issuer, JWKS_URL: jwksUrl, AUDIENCE: audience },
      files: { "roles.json": jwtRoleTable(access) },
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
      name: `${this.prefix}-${name}`,
      folder: join(__dirname, "../functions", name),
      ...props,
    });
  }

  /** What functions that answer clients have besides. */
  private cors(): Pick<LambdaFunctionProps, "cors"> {
    const { cors } = this.environment;
    return cors ? { cors } : {};
  }

  /** What all functions have by the environment's choice. */
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
