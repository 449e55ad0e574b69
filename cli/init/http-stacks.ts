import { FUNCTION_IN, ROLE_NAMES, type StackClasses, USERS } from "./stack-parts";

/** The users, and the HTTP API with its routes, stage and functions. */
export const httpStacks: StackClasses = {
  first: "UsersStack",
  constructs: [
    "HttpApi",
    "type HttpApiProps",
    "IdentityPool",
    "LambdaFunction",
    "RolePolicies",
    "UserPool",
    "UserPoolClient",
  ],
  text: `/** The users, and the IAM roles that they take. */
class UsersStack extends TerraformStack {
  readonly cognito: NonNullable<HttpApiProps["cognito"]>;
  readonly roleNames: Readonly<Record<string, string>>;

  constructor(scope: Construct) {
    super(scope, "users");
    new AwsProvider(this, "aws", { region });
${USERS}
    this.roleNames = people.roleNames;
    const issuer = \`https://\${userPool.endpoint}\`;
    // Clients of people alone: a route for signed-in users takes access tokens of these clients, too.
    this.cognito = { issuer, clientIds: [app.id], resourceServer: name };
    putOut(this, {
      region: [region, "Region of the user pool and the identity pool"],
      user_pool_id: [userPool.id, "Id of the user pool"],
      user_pool_endpoint: [userPool.endpoint, "The issuer without https://"],
      issuer: [issuer, "Issuer of the user pool's tokens"],
      client_id: [app.id, "Id of the app client by which people sign in: the audience of their ID tokens"],
      identity_pool_id: [people.id, "Id of the identity pool that gives signed-in users credentials"],
    });
${ROLE_NAMES}
  }
}

/** The API with a lock at each route, and its functions. Its stage serves each change as soon as it is made. */
class ApiStack extends TerraformStack {
  constructor(scope: Construct, { cognito, roleNames }: UsersStack) {
    super(scope, "api");
    new AwsProvider(this, "aws", { region });
    const items = this.functionIn("items");
    const health = this.functionIn("health");
    const api = new HttpApi(this, "api", {
      name,
      access,
      handlers: { items, health },
      cognito,
      accessLog: "off",
    });
    new RolePolicies(this, "policies", { api, access, roleNames, systemNames: {} });
    putOut(this, {
      api_id: [api.id, "Id of the HTTP API"],
      api_execution_arn: [api.executionArn, "Execution ARN of the HTTP API, by which policies name it"],
      stage: [api.stageName, "Name of the stage that serves the API"],
      url: [api.url, "Address of the API, without a path"],
    });
  }

${FUNCTION_IN}
}
`,
};
