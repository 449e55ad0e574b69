import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { TerraformHclModule } from "cdktf";
import { moduleSettings } from "../../cli/module/settings";
import { terraformModule } from "../../cli/module/terraform-module";
import { LogGroup } from "../../constructs/observe/log-group";
import { environmentNamed } from "../../stacks/environment-named";
import { type Body, terraformOf as constructsOf, only } from "../constructs/terraform";
import { terraformOf } from "../stacks/synthesized";

type Stack = Parameters<typeof terraformModule>[0];
const stacks = terraformOf(environmentNamed("prod")) as unknown as Readonly<
  Record<"identity" | "routes" | "api", Stack>
>;
const { api, routes } = stacks;
const root = join(__dirname, "../..");
/** The project's own settings. */
const options = moduleSettings(root, "api-prod");
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
    "issuer",
    "jwks_url",
    "log_retention",
    "name",
    "stage",
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

test("variables stand where the stack has their value, and nowhere else", () => {
  const { resource } = parsed("main.tf.json");
  const { environment, function_name } = resource.aws_lambda_function.authorizer_function;
  expect(environment.variables).toEqual({
    AUDIENCE: "${var.audience}",
    ISSUER: "${var.issuer}",
    JWKS_URL: "${var.jwks_url}",
  });
  expect(function_name).toBe("${var.name}-authorizer");
  expect(resource.aws_api_gateway_stage.live_stage.stage_name).toBe("${var.stage}");
  for (const each of Object.values<Body>(resource.aws_cloudwatch_log_group))
    expect(each.retention_in_days).toBe("${var.log_retention}");
  const sources = Object.values<Body>(resource.aws_lambda_permission).map((each) => each.source_arn);
  expect(sources).toContain("${var.api_execution_arn}/${var.stage}/GET/pets");
  expect(sources.join()).not.toMatch(/\/prod\//);
  for (const name of ["admin", "user", "warehouse"])
    expect(resource.aws_iam_role_policy[`policies_${name}`].policy).not.toMatch(/\/prod\//);
});

test("what the routes hash to be deployed again changes with the variables too", () => {
  const main = JSON.parse(
    terraformModule(routes, moduleSettings(root, "routes-prod")).files["main.tf.json"] ?? "",
  );
  expect(main.locals.api_references).toMatch(
    /^\$\{sha256\(jsonencode\(\[sha256\(jsonencode\(\[.*var\.user_pool_arn\]\)\), var\.name, var\.resource_server\]\)\)\}$/s,
  );
  expect(main.resource.aws_api_gateway_method.api_GET_products_method.authorization_scopes).toContain(
    "${var.resource_server}/user",
  );
});

test("identity puts out what the routes take, and the routes what the stage takes, by the same names", () => {
  const part = (name: keyof typeof stacks, file: string) =>
    JSON.parse(terraformModule(stacks[name], moduleSettings(root, `${name}-prod`)).files[file] as string);
  const taken = (name: keyof typeof stacks) =>
    Object.values(moduleSettings(root, `${name}-prod`).inputs ?? {}).map((input) => input.name);
  const outputs = (name: keyof typeof stacks) => part(name, "outputs.tf.json").output as Record<string, Body>;
  expect(taken("identity")).toEqual([]);
  expect(Object.keys(outputs("identity"))).toEqual(
    expect.arrayContaining([...taken("routes"), "admin_role_name", "user_role_name", "resource_server"]),
  );
  expect(Object.keys({ ...outputs("identity"), ...outputs("routes") })).toEqual(
    expect.arrayContaining(taken("api")),
  );
  for (const name of ["identity", "routes", "api"] as const)
    for (const [output, { description }] of Object.entries(outputs(name)))
      expect([output, description]).toEqual([output, expect.stringMatching(/^[A-Z].{10,}/)]);
});

test("the README shows a call, versions, what is needed, what it makes and what is kept", () => {
  const text = files["README.md"] as string;
  expect(text).toMatch(/module "petstore" \{\n {2}source = "\.\/petstore"\n\n {2}name {13} = var\.name\n/);
  expect(text).toContain("It needs Terraform `>= 1.10` and the provider `hashicorp/aws` `~> 6.25`.");
  expect(text).toMatch(/- The role by which API Gateway writes logs/);
  expect(text).toMatch(/- The routes, applied from a root of their own/);
  expect(text).toMatch(
    /\| `audience` \| The audience .* \| `string` \| required \| Expected a text without spaces\. \|/,
  );
  expect(text).toMatch(/\| `url` \| Address of the API/);
  expect(text).toContain("| `aws_lambda_function` | 7 |");
  expect(text).toContain("- `aws_kms_key.edge_key_key`");
  expect(text).toContain("- `aws_dynamodb_table.pets-table_table`");
  const before = terraformModule(routes, moduleSettings(root, "routes-prod")).files["README.md"] as string;
  expect(before).toMatch(/resource server has the scopes `\$\{var\.resource_server\}\/admin`, .*trigger/);
  expect(before).toMatch(/- No functions yet/);
  expect(before).toContain("- `aws_api_gateway_rest_api.api_rest-api`");
});

test("the README says when nothing stays", () => {
  const { routes: off } = terraformOf(environmentNamed("prod", { protection: "off" }));
  const text = terraformModule(off as unknown as Body, moduleSettings(root, "routes-prod")).files[
    "README.md"
  ];
  expect(text).toContain("Nothing in it has `prevent_destroy`");
  expect(text).not.toContain("api_rest-api");
});

test.each(["routes", "api"] as const)(
  "the example of %s gives the module what it asks for, and uses what it puts out",
  (name) => {
    const written = terraformModule(stacks[name], moduleSettings(root, `${name}-prod`)).files;
    const part = (file: string) => JSON.parse(written[file] as string);
    const example = readFileSync(join(root, `examples/terraform-module/${name}/main.tf`), "utf8");
    const call = /module "\w+" \{([\s\S]*?)\n\}/.exec(example)?.[1] ?? "";
    const given = [...call.matchAll(/^ {2}([a-z_]+)\s+=/gm)].map((match) => match[1]);
    const required = Object.entries<{ default?: unknown }>(part("variables.tf.json").variable)
      .filter(([, variable]) => variable.default === undefined)
      .map(([each]) => each);
    expect(given).toEqual(expect.arrayContaining(required));
    const declared = ["source", ...Object.keys(part("variables.tf.json").variable)];
    expect(declared).toEqual(expect.arrayContaining(given));
    for (const [, output] of example.matchAll(/module\.\w+\.(\w+)/g))
      expect(part("outputs.tf.json").output).toHaveProperty([output as string]);
  },
);

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
