import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformHclModule } from "cdktf";
import { UsageError } from "../../cli/error";
import { type ModuleOptions, terraformModule } from "../../cli/module/terraform-module";
import { LogGroup } from "../../constructs/watch/log-group";
import { environmentNamed } from "../../stacks/environments";
import { terraformOf as constructsOf, only } from "../constructs/terraform";
import { terraformOf } from "../stacks/synthesized";

type Stack = Parameters<typeof terraformModule>[0];
const { api, routes } = terraformOf(environmentNamed("prod")) as unknown as {
  readonly api: Stack;
  readonly routes: Stack;
};
const NAME = { name: "name", description: "First part of every name", replaces: "petstore-prod" };
const options: ModuleOptions = {
  name: "petstore",
  variables: [
    NAME,
    { name: "audience", description: "Of the partner's tokens", replaces: "petstore", default: "petstore" },
  ],
  inputs: {
    "api_rest-api_id": "api_id",
    "api_rest-api_execution_arn": "api_execution_arn",
    local_api_references: "api_references",
    api_jwt_authorizer_id: "authorizer_id",
    "role-admin_name": "admin_role_name",
    "role-user_name": "user_role_name",
  },
};
const { files, assets } = terraformModule(api, options);
const parsed = (name: string) => JSON.parse(files[name] as string);

test("a module has no provider, no backend and no state of others", () => {
  expect(Object.keys(files).sort()).toEqual([
    "README.md",
    "main.tf.json",
    "outputs.tf.json",
    "variables.tf.json",
    "versions.tf.json",
  ]);
  expect(Object.keys(parsed("main.tf.json"))).toEqual(["data", "resource"]);
  expect(Object.keys(parsed("versions.tf.json").terraform).sort()).toEqual([
    "required_providers",
    "required_version",
  ]);
  expect(Object.values(files).join()).not.toMatch(/terraform_remote_state|cross-stack|"\/\/"/);
});

test("what the caller must choose are variables, and every one that is used is declared", () => {
  const declared = Object.keys(parsed("variables.tf.json").variable);
  expect(declared.sort()).toEqual([
    "admin_role_name",
    "api_execution_arn",
    "api_id",
    "api_references",
    "audience",
    "authorizer_id",
    "name",
    "tags",
    "user_role_name",
  ]);
  const used = new Set(
    [...(files["main.tf.json"] as string).matchAll(/var\.([a-z_]+)/g)].map((match) => match[1]),
  );
  expect([...used].sort()).toEqual(declared);
  expect(files["main.tf.json"]).not.toMatch(/petstore-prod/);
  // It stands where the caller's provider is.
  expect(files["main.tf.json"]).not.toMatch(/us-east-1/);
});

test("the same resources stand in it, with the caller's tags, and functions' archives beside it", () => {
  const resources = parsed("main.tf.json").resource;
  expect(Object.keys(resources)).toEqual(Object.keys(api.resource as object));
  expect(Object.values<{ tags: string }>(resources.aws_dynamodb_table)[0]?.tags).toBe("${var.tags}");
  expect(Object.values<object>(resources.aws_api_gateway_method_settings)[0]).not.toHaveProperty("tags");
  expect(assets).toHaveLength(7);
  for (const asset of assets) expect(files["main.tf.json"]).toContain(`\${path.module}/${asset}`);
});

test("the README lists inputs and outputs", () => {
  expect(files["README.md"]).toMatch(/\| `name` \| First part of every name \| `string` \| required \|/);
  expect(files["README.md"]).toMatch(
    /\| `audience` \| Of the partner's tokens \| `string` \| `"petstore"` \|/,
  );
  expect(files["README.md"]).toMatch(/\| `url` \|/);
});

test.each<[string, Stack, ModuleOptions]>([
  [
    "routes",
    routes,
    {
      ...options,
      inputs: { pool_users_pool_arn: "user_pool_arn", app_client_id: "client_id" },
      variables: [NAME],
    },
  ],
  ["api", api, options],
])("the example of %s gives the module what it asks for, and uses what it puts out", (name, stack, its) => {
  const written = terraformModule(stack, its).files;
  const part = (file: string) => JSON.parse(written[file] as string);
  const example = readFileSync(join(__dirname, `../../examples/terraform-module/${name}/main.tf`), "utf8");
  const call = /module "\w+" \{([\s\S]*?)\n\}/.exec(example)?.[1] ?? "";
  const given = [...call.matchAll(/^ {2}([a-z_]+)\s+=/gm)].map((match) => match[1]);
  const required = Object.entries<{ default?: unknown }>(part("variables.tf.json").variable)
    .filter(([, variable]) => variable.default === undefined)
    .map(([each]) => each);
  expect(given).toEqual(expect.arrayContaining(required));
  for (const [, output] of example.matchAll(/module\.\w+\.(\w+)/g))
    expect(part("outputs.tf.json").output).toHaveProperty([output as string]);
});

test.each<[string, ModuleOptions["variables"]]>([
  ["MODULE_VARIABLE_INVALID", [{ name: "Name", description: "", replaces: "petstore-prod" }]],
  ["MODULE_VARIABLE_INVALID", [{ name: "tags", description: "", replaces: "petstore-prod" }]],
  ["MODULE_VARIABLE_UNUSED", [{ name: "name", description: "", replaces: "bakery" }]],
])("%s: %j", (code, variables) => {
  let refused: unknown;
  try {
    terraformModule(api, { name: "petstore", variables });
  } catch (error) {
    refused = error;
  }
  expect(refused).toBeInstanceOf(UsageError);
  expect(refused).toMatchObject({ code });
});

test("a module of another project is called from a stack, and what it puts out is used", () => {
  const source = join(__dirname, "../constructs/fixtures/keys");
  expect(existsSync(join(source, "main.tf"))).toBe(true);
  const terraform = constructsOf((stack) => {
    const keys = new TerraformHclModule(stack, "keys", {
      source,
      variables: { name: "shop" },
      skipAssetCreationFromLocalModules: true,
    });
    new LogGroup(stack, "log", { name: "/shop", key: { arn: keys.getString("arn") } });
  });
  expect(terraform.module?.keys).toMatchObject({ source, name: "shop" });
  expect(only(terraform, "aws_cloudwatch_log_group").kms_key_id).toBe("${module.keys.arn}");
});
