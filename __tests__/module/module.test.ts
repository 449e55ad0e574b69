import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { moduleSettings } from "../../cli/module/settings";
import { terraformModule } from "../../cli/module/terraform-module";
import { environmentNamed } from "../../stacks/environment-named";
import { type Document, modelled } from "../order/model";
import { terraformOf } from "../stacks/synthesized";

/**
 * The modules that `gatehouse module` writes, taken by real Terraform: every resource is a `terraform_data`, as the AWS
 * provider is not needed for what is shown here; variables, locals, outputs and the call are the module's own.
 */

jest.setTimeout(300_000);

const root = join(__dirname, "../..");
/** The stacks of each environment that gatehouse.json has modules of. */
const stacks = { prod: terraformOf(environmentNamed("prod")), http: terraformOf(environmentNamed("http")) };
const folder = mkdtempSync(join(tmpdir(), "modules-"));
afterAll(() => rmSync(folder, { recursive: true }));

type Name = "identity-prod" | "routes-prod" | "api-prod" | "identity-http" | "api-http";
type Values = Readonly<Record<string, string>>;

const GOOD: Readonly<Record<Name, Values>> = {
  "identity-prod": { name: "shop-live" },
  "routes-prod": {
    name: "shop-live",
    user_pool_arn: "arn:aws:cognito-idp:eu-central-1:111111111111:userpool/eu-central-1_AbCdEf123",
    client_id: "4abcdefghijklmnop",
  },
  "api-prod": {
    name: "shop-live",
    issuer: "https://login.example.com/",
    jwks_url: "https://login.example.com/keys",
    audience: "shop",
    api_id: "a1b2c3d4e5",
    api_execution_arn: "arn:aws:execute-api:eu-central-1:111111111111:a1b2c3d4e5",
    api_references: "0123",
    authorizer_id: "abc123",
    admin_role_name: "shop-admin",
    user_role_name: "shop-user",
  },
  "identity-http": { name: "shop-live" },
  "api-http": {
    name: "shop-live",
    issuer: "https://login.example.com/",
    jwks_url: "https://login.example.com/keys",
    audience: "shop",
    user_pool_endpoint: "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEf123",
    client_id: "4abcdefghijklmnop",
    script_client_id: "5abcdefghijklmnop",
    admin_role_name: "shop-admin",
    user_role_name: "shop-user",
  },
};

interface Written {
  readonly place: string;
  /** How the README calls the module. */
  readonly call: string;
}

/** Writes the module, and a root that calls it as its README does, with every variable besides. */
function written(name: Name): Written {
  const settings = moduleSettings(root, name);
  const [stackName, environment] = name.split("-") as [string, keyof typeof stacks];
  const stack = stacks[environment][stackName] as unknown as Parameters<typeof terraformModule>[0];
  const { files } = terraformModule(stack, settings);
  const part = (file: string) => JSON.parse(files[file] as string);
  const place = join(folder, name);
  const module = join(place, settings.name);
  mkdirSync(module, { recursive: true });
  const document: Document = { ...part("main.tf.json"), ...part("outputs.tf.json") };
  writeFileSync(join(module, "main.tf.json"), JSON.stringify(modelled(document, () => "")));
  writeFileSync(join(module, "variables.tf.json"), files["variables.tf.json"] as string);
  const call = /```hcl\n([\s\S]*?)```/.exec(files["README.md"] as string)?.[1] as string;
  const inputs = Object.keys(part("variables.tf.json").variable).filter((each) => each !== "tags");
  const left = inputs.filter((each) => !call.includes(` = var.${each}\n`));
  const optional = left.map((each) => `  ${each} = var.${each}\n`).join("");
  writeFileSync(join(place, "main.tf"), call.replace(/^\}$/m, `${optional}}`));
  writeFileSync(
    join(place, "root.tf.json"),
    JSON.stringify({
      // Null, for a variable that is not nullable, is its default.
      variable: Object.fromEntries(inputs.map((each) => [each, { default: null }])),
      output: { all: { value: `\${module.${settings.name.replaceAll("-", "_")}}` } },
    }),
  );
  terraform(place, ["init", "-input=false"]);
  return { place, call };
}

/** @throws Error with what Terraform said */
function terraform(place: string, args: readonly string[], input = ""): string {
  try {
    return execFileSync("terraform", [...args], {
      cwd: place,
      input,
      encoding: "utf8",
      maxBuffer: 1e8,
      stdio: "pipe",
      env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_CLI_ARGS: "-no-color" },
    });
  } catch (error) {
    const { stderr, stdout } = error as { readonly stderr?: string; readonly stdout?: string };
    throw new Error(`${stderr}${stdout}`);
  }
}

const given = (values: Values) => Object.entries(values).map(([name, value]) => `-var=${name}=${value}`);
const plan = (place: string, values: Values) => terraform(place, ["plan", "-input=false", ...given(values)]);

describe.each(Object.keys(GOOD) as Name[])("the module of %s", (name) => {
  const module = written(name);

  test("is valid, and its README's call is as terraform fmt writes it", () => {
    terraform(module.place, ["validate"]);
    expect(terraform(module.place, ["fmt", "-"], module.call)).toBe(module.call);
  });

  test("is planned with good values", () => {
    expect(plan(module.place, GOOD[name])).toMatch(/Plan: \d+ to add, 0 to change, 0 to destroy/);
  });
});

const BAD: readonly (readonly [Name, string, string, RegExp])[] = [
  ["identity-prod", "name", "Shop", /small letters, digits and hyphens/],
  ["identity-prod", "name", "shop\n", /small letters, digits and hyphens/],
  ["identity-prod", "name", `s${"hop".repeat(20)}`, /2 to 31/],
  ["identity-prod", "resource_server", "pet store", /resource server's identifier/],
  ["identity-prod", "log_retention", "31", /one of 1, 3, 5/],
  ["routes-prod", "resource_server", 'a","b', /resource server's identifier/],
  ["routes-prod", "user_pool_arn", "eu-central-1_AbCdEf123", /the ARN of a user pool/],
  ["routes-prod", "client_id", ".*", /id of an app client/],
  ["api-prod", "stage", "live/GET", /letters, digits, _ and -/],
  ["api-prod", "stage", '*","*', /letters, digits, _ and -/],
  ["api-prod", "issuer", "http://login.example.com/", /https:/],
  ["api-prod", "jwks_url", "login.example.com", /https:/],
  ["api-prod", "audience", "", /without spaces/],
  ["api-prod", "log_retention", "0", /one of 1, 3, 5/],
  ["api-prod", "api_execution_arn", "arn:aws:execute-api:eu-central-1:111111111111:*", /execution ARN/],
  ["api-prod", "authorizer_id", "*", /id of an authorizer/],
  ["api-prod", "admin_role_name", "arn:aws:iam::111111111111:role/admin", /name of an IAM role/],
  [
    "api-http",
    "user_pool_endpoint",
    "https://cognito-idp.eu-central-1.amazonaws.com/p",
    /endpoint of a user pool/,
  ],
  ["api-http", "user_pool_endpoint", "issuer.example.com/pool", /endpoint of a user pool/],
  ["api-http", "client_id", '4abc","5def', /id of an app client/],
  ["api-http", "resource_server", "pet store", /resource server's identifier/],
];

test.each(BAD)("%s refuses %s = %j", (name, variable, value, says) => {
  let said = "accepted";
  try {
    plan(join(folder, name), { ...GOOD[name], [variable]: value });
  } catch (error) {
    said = (error as Error).message;
  }
  expect(said).toMatch(/Invalid value for variable/);
  expect(said).toMatch(says);
});

test("another resource server changes the revision of the stage's module", () => {
  const place = join(folder, "routes-prod");
  const references = (values: Values) => {
    terraform(place, [
      "apply",
      "-auto-approve",
      "-input=false",
      ...given({ ...GOOD["routes-prod"], ...values }),
    ]);
    return JSON.parse(terraform(place, ["output", "-json", "all"])).api_references as string;
  };
  const first = references({});
  expect(references({})).toBe(first);
  expect(references({ resource_server: "shop" })).not.toBe(first);
});
