/** Lines that the stacks of each kind of API have. */

/** The stacks of a kind of API. */
export interface StackClasses {
  /** What they import of the constructs. */
  readonly constructs: readonly string[];
  /** The class of the stack that is applied before `ApiStack`, and is given to it. */
  readonly first: string;
  /** Their classes. */
  readonly text: string;
}

/** In a constructor: the user pool, its client and the IAM roles of signed-in users. */
export const USERS = `    const userPool = new UserPool(this, "users", {
      name,
      resourceServer: name,
      roles: access.roles,
      selfSignUp: false,
    });
    const app = new UserPoolClient(this, "app", { userPool, name: "app", signIn: "srp" });
    const people = new IdentityPool(this, "people", { name, userPool, clients: [app], roles: access.roles });`;

/** Behind `putOut` of the users' values. */
export const ROLE_NAMES = `    for (const [role, roleName] of Object.entries(this.roleNames))
      putOut(this, {
        [\`\${role.replace(/\\W/g, "_")}_role_name\`]: [roleName, \`Name of the IAM role of the role \${role}\`],
      });`;

/** A method of the stack with the functions. */
export const FUNCTION_IN = `  private functionIn(folder: string): LambdaFunction {
    // Synthesizing runs in the folder of cdktf.json.
    return new LambdaFunction(this, folder, {
      name: \`\${name}-\${folder}\`,
      folder: resolve("functions", folder),
    });
  }`;
