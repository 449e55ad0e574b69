import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { parseFunctions } from "../../../cli/arguments/functions";
import { openServed } from "../../../cli/sources/served";
import type { FunctionCode } from "../../../gateway";
import { removeFolders, temporaryFolder } from "../captured";

/** Where the code of functions comes from: an archive, what the configuration packs, a folder, or an endpoint. */

afterAll(removeFolders);

function folderOf(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder("functions-");
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const lambda = (more: string) => `
resource "aws_lambda_function" "f" {
  function_name = "hello"
  role          = "arn:aws:iam::123456789012:role/f"
  handler       = "index.handler"
  ${more}
}
`;
const node = 'runtime = "nodejs20.x"';

async function codeOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  given: readonly string[] = [],
): Promise<FunctionCode> {
  const folder = folderOf(files);
  const functions = parseFunctions(given.map((text) => text.replace("HERE", folder)));
  const { codeOf, model } = await openServed([folder], { functions, runWith: {}, accepted: [] });
  const [only] = model.functions;
  if (!only) throw new Error("there is no function");
  return codeOf(only);
}

function filesIn(code: FunctionCode): Record<string, string> {
  if (!(code instanceof Uint8Array)) throw new Error(JSON.stringify(code));
  return Object.fromEntries(Object.entries(unzipSync(code)).map(([name, bytes]) => [name, strFromU8(bytes)]));
}

const missing = (code: FunctionCode) => ("missing" in code ? code.missing : "it is there");

test("an archive beside the Terraform", async () => {
  const zip = zipSync({ "index.js": strToU8("x") });
  expect(filesIn(await codeOf({ "main.tf": lambda(`${node}\n  filename = "f.zip"`), "f.zip": zip }))).toEqual(
    {
      "index.js": "x",
    },
  );
});

test.each<readonly [what: string, data: string, files: Readonly<Record<string, string>>]>([
  ["a file", 'source_file = "${path.module}/src/index.js"', { "index.js": "one" }],
  [
    "a folder, without what is excluded",
    'source_dir = "${path.module}/src"\n  excludes = ["deep/**", "*.md", "left"]',
    { "index.js": "one", "lib/a.js": "two" },
  ],
  [
    "texts",
    'source {\n content = "a"\n filename = "index.js"\n }\n source {\n content = jsonencode({ b = 1 })\n filename = "b.json"\n }',
    { "index.js": "a", "b.json": '{"b":1}' },
  ],
  ["one text", 'source_content = "c"\n source_content_filename = "index.js"', { "index.js": "c" }],
])("archive_file packs %s", async (_, data, files) => {
  const found = await codeOf({
    "main.tf": `data "archive_file" "a" {\n  type = "zip"\n  output_path = "\${path.module}/out.zip"\n  ${data}\n}\n${lambda(`${node}\n  filename = data.archive_file.a.output_path`)}`,
    "src/index.js": "one",
    "src/lib/a.js": "two",
    "src/README.md": "no",
    "src/deep/er/b.js": "no",
    "src/left/c.js": "no",
  });
  expect(filesIn(found)).toEqual(files);
});

test("a folder that is bundled, by the function's name and by its address", async () => {
  const files = {
    "main.tf": lambda(node),
    "app/index.ts": 'import { greet } from "./greet";\nexport const handler = async () => greet("you");',
    "app/greet.ts": "export const greet = (name: string): string => `hello ${name}`;",
  };
  for (const name of ["hello", "aws_lambda_function.f"]) {
    const { "index.js": text = "" } = filesIn(await codeOf(files, [`${name}=HERE/app`]));
    const module = { exports: {} as { handler?: () => Promise<string> } };
    new Function("module", "exports", text)(module, module.exports);
    expect(await module.exports.handler?.()).toBe("hello you");
  }
});

test("an endpoint", async () => {
  const code = await codeOf({ "main.tf": lambda('runtime = "python3.12"') }, [
    "hello=http://localhost:9000/",
  ]);
  expect(code).toEqual({ endpoint: "http://localhost:9000" });
});

test.each<readonly [what: string, more: string, given: readonly string[], message: RegExp]>([
  [
    "no such archive",
    `${node}\n  filename = "gone.zip"`,
    [],
    /gone\.zip is not there; give it by --function/,
  ],
  [
    "another runtime",
    'runtime = "python3.12"\n  filename = "f.zip"',
    [],
    /python3\.12, which the gate does not run/,
  ],
  [
    "another runtime, and sources",
    'runtime = "go1.x"',
    ["hello=HERE"],
    /go1\.x, which the gate does not run/,
  ],
  ["an image", 'package_type = "Image"\n  image_uri = "repo/x:1"', [], /its code is the image repo\/x:1/],
  ["a bucket", `${node}\n  s3_bucket = "b"\n  s3_key = "k.zip"`, [], /its code is s3:\/\/b\/k\.zip/],
  ["no archive at all", node, [], /filename is missing/],
  [
    "a handler that is not in the folder",
    node,
    ["hello=HERE"],
    /its handler is index\.handler, and .* has no index\.ts/,
  ],
])("%s: calls of it fail, and the gate says why", async (_, more, given, message) => {
  const code = await codeOf({ "main.tf": lambda(more) }, given);
  expect(missing(code)).toMatch(message);
});

test("sources that do not compile are told with their place", async () => {
  const files = { "main.tf": lambda(node), "app/index.ts": "export const = 1;" };
  expect(missing(await codeOf(files, ["hello=HERE/app"]))).toMatch(/cannot be bundled: index\.ts:1: /);
});

test("a folder that a build has to write first", async () => {
  const packing = `data "archive_file" "a" {\n  type = "zip"\n  output_path = "o.zip"\n  source_dir = "dist"\n}\n`;
  const code = await codeOf({
    "main.tf": packing + lambda(`${node}\n  filename = data.archive_file.a.output_path`),
  });
  expect(missing(code)).toMatch(/data\.archive_file\.a: the folder .*dist is not there/);
});

test.each([
  ["hello", "FUNCTION_INVALID"],
  ["=x", "FUNCTION_INVALID"],
  ["hello=/no/such/folder", "FUNCTION_INVALID"],
  ["hello=http://example.com:9000", "FUNCTION_INVALID"],
  ["hello=http://localhost:9000/path", "FUNCTION_INVALID"],
])("--function %s is refused", (text, code) => {
  expect(() => parseFunctions([text])).toThrow(expect.objectContaining({ code }));
});

test("a function that is not there, and one that is given twice", async () => {
  await expect(codeOf({ "main.tf": lambda(node) }, ["other=HERE"])).rejects.toMatchObject({
    code: "FUNCTION_UNKNOWN",
    message: expect.stringContaining("there are hello"),
  });
  expect(() => parseFunctions(["a=.", "a=."])).toThrow(
    expect.objectContaining({ code: "FUNCTION_REPEATED" }),
  );
});
