import { manifest } from "../version";
import type { Library } from "./project";

const PACKAGE = manifest().name;

interface Imports {
  readonly library: string;
  readonly provider: string;
  readonly constructs: string;
}

export const IMPORTS: Readonly<Record<Library, Imports>> = {
  cdktf: {
    library: "cdktf",
    provider: "@cdktf/provider-aws",
    constructs: `${PACKAGE}/constructs`,
  },
  cdktn: {
    library: "cdktn",
    provider: "@cdktn/provider-aws",
    constructs: `${PACKAGE}/cdktn/constructs`,
  },
};

export interface StackOptions {
  readonly library: Library;
  readonly name: string;
  readonly region: string;
  /** Of imports of own files: empty, or `.js`. */
  readonly extension: string;
  /** The folder of the declaration, from that of the stack: `./access`. */
  readonly access: string;
}

/** The stacks that enforce the declaration: the routes with their users, and the stage that serves them. */
export function stackText({ access, extension, library, name, region }: StackOptions): string {
  const { constructs, library: core, provider } = IMPORTS[library];
  return `import { resolve } from "node:path";
import { AwsProvider } from "${provider}/lib/provider${extension === "" ? "" : "/index.js"}";
import type { AccessModel } from "${PACKAGE}/access";
import {
  IdentityPool,
  LambdaFunction,
  LiveStage,
  RolePolicies,
  SecuredApi,
  UserPool,
  UserPoolClient,
} from "${constructs}";
import { type App, TerraformOutput, TerraformStack } from "${core}";
import type { Construct } from "constructs";
import { limits } from "${access}/limits${extension}";
import { roles } from "${access}/roles${extension}";
import { routes } from "${access}/routes${extension}";
import { systems } from "${access}/systems${extension}";

const access: AccessModel = { roles, systems, routes, limits };
const name = "${name}";
const region = "${region}";

/** The users, and the API with a lock at each route. */
class RoutesStack extends TerraformStack {
  readonly api: SecuredApi;
  readonly roleNames: Readonly<Record<string, string>>;

  constructor(scope: Construct) {
    super(scope, "routes");
    new AwsProvider(this, "aws", { region });
    const userPool = new UserPool(this, "users", {
      name,
      resourceServer: name,
      roles: access.roles,
      selfSignUp: false,
    });
    const app = new UserPoolClient(this, "app", { userPool, name: "app", signIn: "srp" });
    const people = new IdentityPool(this, "people", { name, userPool, clients: [app], roles: access.roles });
    this.roleNames = people.roleNames;
    this.api = new SecuredApi(this, "api", {
      name,
      stage: "live",
      access,
      handlers: {
        items: { functionName: \`\${name}-items\` },
        health: { functionName: \`\${name}-health\` },
      },
      cognito: { userPoolArn: userPool.arn, clientIds: [app.id], resourceServer: name },
      requests: "unchecked",
      answers: "plain",
    });
    const issuer = \`https://\${userPool.endpoint}\`;
    putOut(this, {
      region: [region, "Region of the user pool and the identity pool"],
      user_pool_id: [userPool.id, "Id of the user pool"],
      user_pool_arn: [userPool.arn, "ARN of the user pool"],
      issuer: [issuer, "Issuer of the user pool's tokens"],
      client_id: [app.id, "Id of the app client by which people sign in: the audience of their ID tokens"],
      identity_pool_id: [people.id, "Id of the identity pool that gives signed-in users credentials"],
      api_id: [this.api.id, "Id of the REST API"],
      api_execution_arn: [this.api.executionArn, "Execution ARN of the REST API, by which policies name it"],
      api_references: [this.api.revision.references, "Changes with the values that the routes refer to"],
    });
    for (const [role, roleName] of Object.entries(this.roleNames))
      putOut(this, {
        [\`\${role.replace(/\\W/g, "_")}_role_name\`]: [roleName, \`Name of the IAM role of the role \${role}\`],
      });
  }
}

/** The stage that serves the routes. It is applied after them, so that it never serves a route without its lock. */
class ApiStack extends TerraformStack {
  constructor(scope: Construct, { api, roleNames }: RoutesStack) {
    super(scope, "api");
    new AwsProvider(this, "aws", { region });
    const items = this.functionIn("items");
    const health = this.functionIn("health");
    const stage = new LiveStage(this, "live", {
      api,
      functions: { items, health },
      protection: { accessLog: "off", executionLog: "off", webAcl: "off" },
    });
    new RolePolicies(this, "policies", { api, access, roleNames, systemNames: {} });
    putOut(this, {
      stage: [stage.stageName, "Name of the stage that serves the API"],
      url: [stage.url, "Address of the API, without a path"],
    });
  }

  private functionIn(folder: string): LambdaFunction {
    // Synthesizing runs in the folder of cdktf.json.
    return new LambdaFunction(this, folder, {
      name: \`\${name}-\${folder}\`,
      folder: resolve("functions", folder),
    });
  }
}

/** What clients are configured with, and what the other stack takes. */
function putOut(stack: TerraformStack, outputs: Record<string, [value: string, description: string]>): void {
  for (const [id, [value, description]] of Object.entries(outputs))
    new TerraformOutput(stack, id, { value, description });
}

export function securedApi(app: App): void {
  new ApiStack(app, new RoutesStack(app));
}
`;
}
