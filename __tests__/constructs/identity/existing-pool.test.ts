import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { TerraformOutput, type TerraformStack, TerraformVariable } from "cdktf";
import type { Roles } from "../../../access/model";
import { RoleScopes } from "../../../constructs/identity/role-scopes";
import { TokenScopes } from "../../../constructs/identity/token-scopes";
import { UserPool } from "../../../constructs/identity/user-pool";
import { roles } from "../small-api";
import { functionFolder, only, refusal, type Terraform, terraformOf } from "../terraform";

/** Roles as scopes of a pool that is there already. */

const ARN = "arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123";
const scopes = (stack: TerraformStack, change: object = {}) =>
  new TokenScopes(stack, "scopes", {
    name: "shop-token-scopes",
    folder: functionFolder("token-scopes"),
    resourceServer: "shop",
    roles,
    ...change,
  });

describe("with an existing user pool", () => {
  const terraform = terraformOf((stack) => {
    const userPool = { id: new TerraformVariable(stack, "pool", { type: "string" }).stringValue };
    new RoleScopes(stack, "roles", { userPool, identifier: "shop", roles });
    scopes(stack, { userPoolArn: ARN });
  }) as Terraform & { readonly output: Readonly<Record<string, { value: string; description: string }>> };

  test("each role is a scope of the pool's resource server", () => {
    expect(only(terraform, "aws_cognito_resource_server")).toMatchObject({
      user_pool_id: "${var.pool}",
      identifier: "shop",
      scope: [
        { scope_name: "admin", scope_description: "Administrators" },
        { scope_name: "user", scope_description: "Customers" },
      ],
    });
  });

  test("that pool, and no other, may call the trigger", () => {
    expect(only(terraform, "aws_lambda_permission")).toMatchObject({
      principal: "cognito-idp.amazonaws.com",
      source_arn: ARN,
    });
    expect(only(terraform, "aws_lambda_function").environment.variables).toEqual({
      RESOURCE_SERVER: "shop",
      ROLES: "admin,user",
    });
  });

  test("an output tells the pool's owner what to set", () => {
    const [output] = Object.values(terraform.output);
    expect(output?.value).toMatch(/^\$\{aws_lambda_function\..*\.arn\}$/);
    expect(output?.description).toMatch(/owner sets this ARN .* lambda_config.* V2_0/);
  });
});

test("a pool in the same project gets the arguments", () => {
  const terraform = terraformOf((stack) => {
    const { lambdaConfig } = scopes(stack);
    new CognitoUserPool(stack, "pool", { name: "shop", lambdaConfig });
  });
  const { lambda_config: config } = only(terraform, "aws_cognito_user_pool");
  expect(config.pre_token_generation_config).toEqual({
    lambda_arn: config.pre_token_generation,
    lambda_version: "V2_0",
  });
  expect(terraform.resource.aws_lambda_permission).toBeUndefined();
});

test("UserPool creates the same resources, at the same addresses", () => {
  const terraform = terraformOf((stack) => {
    const users = new UserPool(stack, "users", {
      name: "shop",
      resourceServer: "shop",
      roles,
      tokenScopesFolder: functionFolder("token-scopes"),
      selfSignUp: false,
    });
    new TerraformOutput(stack, "server", { value: users.resourceServer.identifier });
  });
  const names = (type: string) =>
    Object.keys(terraform.resource[type] ?? {}).map((each) => each.slice(0, -9));
  expect(names("aws_cognito_resource_server")).toEqual(["users_resource-server"]);
  expect(names("aws_lambda_function")).toEqual(["users_token-scopes_function"]);
  expect(names("aws_lambda_permission")).toEqual(["users_may-trigger"]);
});

test.each<[string, RegExp, (stack: TerraformStack) => unknown]>([
  ["FIELD_UNKNOWN", /userPool/, (stack) => scopes(stack, { userPool: ARN })],
  ["VALUE_INVALID", /resourceServer/, (stack) => scopes(stack, { resourceServer: undefined })],
  [
    "FIELD_MISSING",
    /identifier/,
    (stack) => new RoleScopes(stack, "roles", { userPool: { id: "a" }, roles } as never),
  ],
  [
    "FIELD_MISSING",
    /roles|description/,
    (stack) =>
      new RoleScopes(stack, "roles", {
        userPool: { id: "a" },
        identifier: "shop",
        roles: { admin: { precedence: 1 } } as unknown as Roles,
      }),
  ],
])("%s: %s", (code, says, build) => {
  const [found, message] = refusal((scope) => build(scope as TerraformStack));
  expect([found, message]).toEqual([code, expect.stringMatching(says)]);
});
