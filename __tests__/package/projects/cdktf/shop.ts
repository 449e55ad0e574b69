import { join } from "node:path";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { AccessModel } from "@gatehouse-dev/gatehouse/access";
import {
  IdentityPool,
  jwtRoleTable,
  LambdaFunction,
  LiveStage,
  ownFunction,
  RolePolicies,
  SecuredApi,
  UserPool,
  UserPoolClient,
} from "@gatehouse-dev/gatehouse/constructs";
import { type App, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { limits } from "./access/limits";
import { roles } from "./access/roles";
import { routes } from "./access/routes";
import { systems } from "./access/systems";

const access: AccessModel = { roles, systems, routes, limits };

/** Users, and the routes of an API of another project: its own roles, handler and names. */
class RoutesStack extends TerraformStack {
  readonly api: SecuredApi;
  readonly roleNames: Readonly<Record<string, string>>;

  constructor(scope: Construct) {
    super(scope, "routes");
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    const userPool = new UserPool(this, "users", {
      name: "shop",
      resourceServer: "shop",
      roles: access.roles,
      selfSignUp: false,
    });
    const app = new UserPoolClient(this, "app", { userPool, name: "app", signIn: "srp" });
    const people = new IdentityPool(this, "people", { name: "shop", userPool, clients: [app], roles });
    this.roleNames = people.roleNames;
    this.api = new SecuredApi(this, "api", {
      name: "shop",
      stage: "live",
      access,
      handlers: { pets: { functionName: "pets" } },
      cognito: { userPoolArn: userPool.arn, clientIds: [app.id], resourceServer: "shop" },
      jwtAuthorizer: { functionName: "authorizer" },
      requests: "unchecked",
      answers: "plain",
    });
  }
}

/** The stage that serves them, with a function of the project and one of the package. */
class ApiStack extends TerraformStack {
  constructor(scope: Construct, { api, roleNames }: RoutesStack) {
    super(scope, "api");
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    const pets = new LambdaFunction(this, "pets", {
      name: "pets",
      folder: join(__dirname, "functions/pets"),
    });
    const jwtAuthorizer = new LambdaFunction(this, "authorizer", {
      name: "authorizer",
      folder: ownFunction("authorizer"),
      environment: {
        ISSUER: "https://issuer.example.com/",
        JWKS_URL: "https://issuer.example.com/jwks.json",
        AUDIENCE: "shop",
      },
      files: { "roles.json": jwtRoleTable(access) },
      timeout: 5,
    });
    new LiveStage(this, "live", {
      api,
      functions: { pets },
      jwtAuthorizer,
      protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
    });
    new RolePolicies(this, "policies", { api, access, roleNames, systemNames: {} });
  }
}

export function shop(app: App): void {
  new ApiStack(app, new RoutesStack(app));
}
