import { FUNCTION_IN, ROLE_NAMES, type StackClasses, USERS } from "./stack-parts";

/** The routes with their users, and the stage that serves them. */
export const restStacks: StackClasses = {
  first: "RoutesStack",
  constructs: [
    "IdentityPool",
    "LambdaFunction",
    "LiveStage",
    "RolePolicies",
    "SecuredApi",
    "UserPool",
    "UserPoolClient",
  ],
  text: `/** The users, and the API with a lock at each route. */
class RoutesStack extends TerraformStack {
  readonly api: SecuredApi;
  readonly roleNames: Readonly<Record<string, string>>;

  constructor(scope: Construct) {
    super(scope, "routes");
    new AwsProvider(this, "aws", { region });
${USERS}
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
${ROLE_NAMES}
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

${FUNCTION_IN}
}
`,
};
