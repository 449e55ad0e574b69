/** What a folder of HCL is: its files, its modules, and the texts that it may ask for. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readConfiguration } from "../../cli/sources/hcl";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";

const base = mkdtempSync(join(tmpdir(), "gatehouse-hcl-"));
afterAll(() => rmSync(base, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}

const body = (path: string) => JSON.stringify({ openapi: "3.0.1", paths: { [path]: { get: {} } } });

async function modelOf(folder: string): Promise<ApiModel> {
  return readTerraform({ kind: "hcl", ...(await readConfiguration(join(base, folder))) });
}

async function routesOf(folder: string): Promise<string[]> {
  const model = await modelOf(folder);
  return model.apis.flatMap(({ methods }) => methods.map(({ path }) => path));
}

const api = (expression: string) => `
  resource "aws_api_gateway_rest_api" "a" {
    name = "a"
    body = ${expression}
  }`;

test("a text above the root is read where a path names it as it stands", async () => {
  put("above/openapi/api.json", body("/above"));
  put("above/terraform/main.tf", api('templatefile("${path.root}/../openapi/api.json", { unused = 1 })'));
  expect(await routesOf("above/terraform")).toEqual(["/above"]);
});

test("a text beside a module that is above the root is read", async () => {
  put("beside/modules/api/files/api.json", body("/beside"));
  put(
    "beside/modules/api/main.tf",
    api('file("${path.module}/files/${local.name}.json")\n}\nlocals {\n name = "api"'),
  );
  put("beside/environments/dev/main.tf", 'module "api" {\n  source = "../../modules/api"\n}');
  expect(await routesOf("beside/environments/dev")).toEqual(["/beside"]);
});

test("a text outside of the repository is not read", async () => {
  put("outside.json", body("/outside"));
  put("repository/.git/HEAD", "ref: refs/heads/main");
  put("repository/inside.json", body("/inside"));
  put("repository/terraform/in/main.tf", api('file("../../inside.json")'));
  put("repository/terraform/out/main.tf", api('file("../../../outside.json")'));
  expect(await routesOf("repository/terraform/in")).toEqual(["/inside"]);
  expect(await routesOf("repository/terraform/out")).toEqual([]);
});

test("a file of another kind, or a link, is not read, also if the configuration names it", async () => {
  put("elsewhere.json", body("/elsewhere"));
  put("kinds/secret.pem", body("/secret"));
  put("kinds/main.tf", `${api('file("secret.pem")')}\noutput "linked" {\n value = file("linked.json")\n}`);
  symlinkSync(join(base, "elsewhere.json"), join(base, "kinds/linked.json"));
  const { readText } = await readConfiguration(join(base, "kinds"));
  for (const name of ["secret.pem", "linked.json"])
    expect(readText?.(join(base, "kinds", name))).toBeUndefined();
  expect(await routesOf("kinds")).toEqual([]);
});

test("a JSON file with a name twice is not read, and named: Terraform takes both blocks", async () => {
  put("twice/main.tf", api(`jsonencode(${body("/main")})`));
  put(
    "twice/a.tf.json",
    '{"resource": {"null_resource": {"a": {}}}, "resource": {"null_resource": {"b": {}}}}',
  );
  const { apis, notices } = await modelOf("twice");
  expect(apis[0]?.methods.map(({ path }) => path)).toEqual(["/main"]);
  expect(notices).toContainEqual(
    expect.objectContaining({
      address: "a.tf.json",
      message: expect.stringMatching(/does not parse: the name "resource" comes twice.*may be more routes/),
      weight: "warning",
    }),
  );
});

test("where a file of values does not parse, no variable is known to have its default", async () => {
  put(
    "values/main.tf",
    `variable "path" {\n default = "/default"\n}\n${api('"{\\"paths\\":{\\"${var.path}\\":{}}}"')}`,
  );
  put("values/terraform.tfvars.json", '{"path": "/a", "path": "/b"}');
  const { apis, notices } = await modelOf("values");
  expect(apis[0]?.unknown).toContain("terraform.tfvars.json: it does not parse");
  expect(notices).toContainEqual(
    expect.objectContaining({ address: "terraform.tfvars.json", weight: "warning" }),
  );
});

test("what Terraform passes over is not read: hidden files, and those of editors", async () => {
  put("hidden/main.tf", api(`jsonencode(${body("/main")})`));
  for (const name of [".deny.tf", "#main.tf#", "main.tf~", ".deny.tf.json"])
    put(`hidden/${name}`, "not HCL {");
  expect((await readConfiguration(join(base, "hidden"))).files.map(({ path }) => path)).toEqual([
    join(base, "hidden/main.tf"),
  ]);
  expect(await routesOf("hidden")).toEqual(["/main"]);
});

test("OpenTofu's files are read as OpenTofu does: in place of Terraform's of the same name", async () => {
  put("tofu/main.tf", 'variable "path" {\n default = "/of-terraform"\n}');
  put("tofu/main.tofu", 'variable "path" {\n default = "/of-tofu"\n}');
  put("tofu/api.tofu", api('jsonencode({ openapi = "3.0.1", paths = { (var.path) = { get = {} } } })'));
  const { apis, notices } = await modelOf("tofu");
  expect(apis[0]?.methods.map(({ path }) => path)).toEqual(["/of-tofu"]);
  expect(notices.map(({ address }) => address)).toEqual(expect.arrayContaining(["main.tofu", "api.tofu"]));
});

test("a text with $${ is one with ${, as a default and as a value; a .tfvars.json has no templates", async () => {
  const variable = (name: string, of = "") => `variable "${name}" {\n${of}\n}\n`;
  const policy = (name: string) => `
    resource "aws_iam_policy" "${name}" {
      name   = "${name}"
      policy = jsonencode({
        Version   = "2012-10-17"
        Statement = [{ Effect = "Allow", Action = "*", Resource = var.${name} }]
      })
    }
    resource "aws_iam_role" "${name}" {
      name               = "${name}"
      assume_role_policy = "{}"
    }
    resource "aws_iam_role_policy_attachment" "${name}" {
      role       = aws_iam_role.${name}.name
      policy_arn = aws_iam_policy.${name}.arn
    }`;
  put(
    "escapes/main.tf",
    [
      variable("a", ' default = "arn:$${aws:x}"'),
      variable("b"),
      variable("c"),
      ...["a", "b", "c"].map(policy),
    ].join("\n"),
  );
  put("escapes/terraform.tfvars", 'b = "arn:$${aws:x}"');
  put("escapes/z.auto.tfvars.json", '{"c": "arn:${aws:x}"}');
  const { roles } = readTerraform({ kind: "hcl", ...(await readConfiguration(join(base, "escapes"))) });
  const resources = roles
    .map(({ policies }) => policies[0]?.document)
    .map((document) => (document && "statements" in document ? document.statements[0]?.resources : document));
  expect(resources).toEqual([["arn:${aws:x}"], ["arn:${aws:x}"], ["arn:${aws:x}"]]);
});
