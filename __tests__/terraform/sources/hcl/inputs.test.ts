import { parse } from "@cdktf/hcl2json";
import { inputsOf, Unresolved, unresolvedIn } from "../../../../terraform/language/expression";
import { resolveTerraform } from "../../../../terraform/sources";

interface Files {
  readonly [path: string]: string;
}

/** The role that is made from HCL, where the texts beside it are these. */
async function roleOf(hcl: string, texts: Files) {
  const { resources } = resolveTerraform({
    kind: "hcl",
    root: "/root",
    files: [{ path: "/root/main.tf", json: await parse("main.tf", hcl) }],
    digestOf: (path) => texts[path.replace(/^\/?root\//, "")],
  });
  const role = resources.find(({ type }) => type === "aws_iam_role");
  if (!role) throw new Error("there is no role");
  return role;
}

/** What the unknown description of the role is made of. */
async function inputs(hcl: string, texts: Files = {}): Promise<string> {
  const { description } = (await roleOf(hcl, texts)).values;
  const unknown = unresolvedIn(description);
  if (!(unknown instanceof Unresolved)) throw new Error(`the description is known: ${description}`);
  return inputsOf(unknown).all;
}

const role = (description: string, more = ""): string => `
resource "aws_iam_role" "r" {
  name        = "r"
  description = ${description}
}
${more}`;
const ssm = (name: string): string => `data "aws_ssm_parameter" "p" { name = "${name}" }`;
const PARAMETER = "data.aws_ssm_parameter.p.value";
const variable = (name: string, rest = ""): string => `variable "${name}" {${rest}}`;
const called = (rest: string): string => `module "m" {\n source = "acme/m/aws"\n ${rest}\n}`;

const different: readonly (readonly [name: string, one: string, other: string])[] = [
  ["two variables", role("var.a", variable("a")), role("var.b", variable("b"))],
  ["a text around a variable", role('"x-${var.a}"', variable("a")), role('"y-${var.a}"', variable("a"))],
  ["what a data source is asked by", role(PARAMETER, ssm("/a")), role(PARAMETER, ssm("/b"))],
  [
    "what a local hands on",
    role("local.a", `locals { a = ${PARAMETER} }\n${ssm("/a")}`),
    role("local.a", `locals { a = ${PARAMETER} }\n${ssm("/b")}`),
  ],
  [
    "a known part beside an unknown one",
    role('join(local.s, [var.a, "b"])', `locals { s = "-" }\n${variable("a")}`),
    role('join(local.s, [var.a, "b"])', `locals { s = "+" }\n${variable("a")}`),
  ],
  [
    "a map of which one entry counts",
    role("local.m[terraform.workspace]", 'locals { m = { prod = "a" } }'),
    role("local.m[terraform.workspace]", 'locals { m = { prod = "b" } }'),
  ],
  [
    "the version of a module",
    role("module.m.o", called('version = "1.0.0"')),
    role("module.m.o", called('version = "2.0.0"')),
  ],
  ["an argument of a module", role("module.m.o", called('a = "1"')), role("module.m.o", called('a = "2"'))],
  [
    "the branch that is not known",
    role('var.a ? local.x : "y"', `locals { x = "1" }\n${variable("a")}`),
    role('var.a ? local.x : "y"', `locals { x = "2" }\n${variable("a")}`),
  ],
];

test.each(different)("unknown values differ by %s", async (_, one, other) => {
  expect(await inputs(one)).not.toBe(await inputs(other));
});

const equal: readonly (readonly [name: string, one: string, other: string])[] = [
  ["nothing", role("var.a", variable("a")), role("var.a", variable("a"))],
  [
    "the description of a variable",
    role("var.a", variable("a")),
    role("var.a", variable("a", ' description = "A" ')),
  ],
  [
    "how a known part is written",
    role('"${var.a}-${local.x}"', `locals { x = "1" }\n${variable("a")}`),
    role('"${var.a}-${local.x}"', `locals { x = join("", ["1"]) }\n${variable("a")}`),
  ],
  [
    "the name of a local",
    role(`"x-\${local.one}"`, `locals { one = ${PARAMETER} }\n${ssm("/a")}`),
    role(`"x-\${local.two}"`, `locals { two = ${PARAMETER} }\n${ssm("/a")}`),
  ],
];

test.each(equal)("unknown values do not differ by %s", async (_, one, other) => {
  expect(await inputs(one)).toBe(await inputs(other));
});

test("an unknown value differs by the file that its expression reads", async () => {
  const hcl = role('filebase64sha256("a.zip")');
  expect(await inputs(hcl, { "a.zip": "1" })).toBe(await inputs(hcl, { "a.zip": "1" }));
  expect(await inputs(hcl, { "a.zip": "1" })).not.toBe(await inputs(hcl, { "a.zip": "2" }));
});

test.each([
  [
    "an archive is made of",
    "data.archive_file.a.output_base64sha256",
    'data "archive_file" "a" {\n type = "zip"\n source_file = "a.js"\n output_path = "a.zip"\n}',
  ],
  [
    "a command runs",
    "data.external.a.result.policy",
    'data "external" "a" { program = ["node", "${path.module}/a.js"] }',
  ],
  ["is no text", "data.local_file.a.content_base64", 'data "local_file" "a" { filename = "a.js" }'],
  ["is encrypted", "data.sops_file.a.raw", 'data "sops_file" "a" { source_file = "a.js" }'],
])("an unknown value differs by the file that %s", async (_, value, source) => {
  const hcl = role(value, source);
  expect(await inputs(hcl, { "a.js": "1" })).toBe(await inputs(hcl, { "a.js": "1" }));
  expect(await inputs(hcl, { "a.js": "1" })).not.toBe(await inputs(hcl, { "a.js": "2" }));
});

const packed = (argument: string) =>
  role(
    "data.archive_file.a.output_base64sha256",
    `data "archive_file" "a" {\n type = "zip"\n ${argument}\n output_path = "a.zip"\n}\n${variable("v")}\n`,
  );
const writing = (path: string, content = "2", type = "local_file") =>
  `resource "${type}" "w" {\n ${type === "template_dir" ? "destination_dir" : "filename"} = ${path}\n content = "${content}"\n}`;
const ofFile = packed('source_file = "gate/a.js"');
const ofFolder = packed('source_dir = "${path.module}/gate"');

test.each([
  ["the file", ofFile, writing('"./gate/a.js"')],
  ["a sensitive one", ofFile, writing('"gate/a.js"', "2", "local_sensitive_file")],
  ["a file of the folder", ofFolder, writing('"${path.module}/gate/lib/b.js"')],
  ["a folder in the folder", ofFolder, writing('"gate/lib"', "2", "template_dir")],
  ["a file in a folder that is not known", packed('source_dir = "./gate/${var.v}"'), writing('"gate/b.js"')],
  ["a file whose name is not known", ofFolder, writing('"${path.module}/gate/${var.v}.js"')],
  ["a file of which nothing is known", ofFolder, writing("var.v")],
])("an archive differs by what a resource writes first: %s", async (_, archive, written) => {
  expect(await inputs(`${archive}${written}`)).not.toBe(await inputs(archive));
  expect(await inputs(`${archive}${written}`)).not.toBe(
    await inputs(`${archive}${written.replace('"2"', '"3"')}`),
  );
});

test.each([
  ["another folder", writing('"${path.module}/gates/a.js"')],
  ["a file whose name begins otherwise", writing('"./out/${var.v}.js"')],
  ["no file, as there are none of it", writing('"gate/a.js"\n count = 0')],
])("an archive does not differ by what a resource writes to %s", async (_, written) => {
  expect(await inputs(`${ofFolder}${written}`)).toBe(await inputs(ofFolder));
});

test("what a resource writes differs by the file that it copies", async () => {
  const hcl = `${ofFile}resource "local_file" "w" {\n filename = "gate/a.js"\n source = "b.js"\n}`;
  expect(await inputs(hcl, { "b.js": "1" })).not.toBe(await inputs(hcl, { "b.js": "2" }));
});

test("a resource whose number is not known has a digest of what it depends on", async () => {
  const made = (each: string) =>
    roleOf(
      `resource "aws_iam_role" "r" {\n for_each = ${each}\n name = each.key\n}\n${variable("a")}\n${variable("b")}`,
      {},
    );
  const [one, same, other] = await Promise.all([made("var.a"), made("var.a"), made("merge(var.a, var.b)")]);
  expect(one.instances).toBe(same.instances);
  expect(one.instances).not.toBe(other.instances);
});

test("a resource has a digest of its provider's account settings, and none without them", async () => {
  const made = (provider: string) => roleOf(`${provider}\n${role('"a"')}`, {});
  const assuming = (account: string) =>
    made(`provider "aws" {\n assume_role { role_arn = "arn:aws:iam::${account}:role/deploy" }\n}`);
  expect((await made('provider "aws" { region = "us-east-1" }')).account).toBeUndefined();
  expect((await assuming("111122223333")).account).not.toBe((await assuming("999988887777")).account);
});

test("a function has the digest of its archive, where the file is there", async () => {
  const { resources } = resolveTerraform({
    kind: "hcl",
    root: "/root",
    files: [
      {
        path: "/root/main.tf",
        json: await parse(
          "main.tf",
          'resource "aws_lambda_function" "f" {\n function_name = "f"\n role = "r"\n filename = "f.zip"\n}',
        ),
      },
    ],
    digestOf: (path) => (path.endsWith("f.zip") ? "digest" : undefined),
  });
  expect(resources[0]?.contents?.()).toEqual({ filename: "digest" });
});
