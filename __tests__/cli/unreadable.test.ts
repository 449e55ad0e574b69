import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { access } from "../../cli/commands/access";
import { gatehouse } from "../../cli/gatehouse";
import { captured, fileOf, removeFolders, temporaryFolder } from "./captured";

afterAll(removeFolders);

/** A plan without resources, in parts. */
const plan = (parts: object) =>
  JSON.stringify({
    format_version: "1.2",
    planned_values: { root_module: {} },
    resource_changes: [],
    configuration: {},
    ...parts,
  });

test.each([
  ["JSON that is cut off", "plan.json", '{ "a": ', "is not JSON: Unexpected end of JSON input."],
  ["a document of another kind", "x.json", '{"hello":1}', "is neither a plan nor a state"],
  [
    "a state of an old version",
    "terraform.tfstate",
    '{"version":3,"modules":[]}',
    "is neither a plan nor a state",
  ],
  [
    "a plan of a later version",
    "plan.json",
    plan({ format_version: "9.2" }),
    "only version 1 of the format is understood.",
  ],
  ["a plan that stopped", "plan.json", plan({ errored: true }), "Terraform stopped with an error."],
  ["a plan that is not printed", "tfplan", "PK\u0003\u0004", 'print it with "terraform show -json '],
  ["one file of HCL", "main.tf", 'resource "a" "b" {}', 'is one file of HCL; give its folder, "'],
])("%s has status 1, and one sentence", async (_, name, text, says) => {
  const { err, out, status } = await captured(gatehouse, "access", fileOf(name, text));
  expect({ out, status }).toEqual({ out: "", status: 1 });
  expect(err).toContain(says);
  expect(err).toMatch(/\.\n$/);
});

test("a file is named from the working directory", async () => {
  const file = fileOf("plan.json", plan({ errored: true }));
  const later = fileOf("plan.json", plan({ format_version: "9.2" }));
  const here = jest.spyOn(process, "cwd").mockReturnValue(dirname(dirname(file)));
  try {
    const name = relative(process.cwd(), file);
    const { err } = await captured(gatehouse, "access", file);
    expect(err).toBe(`gatehouse: ${name}: the plan is not whole: Terraform stopped with an error.\n`);
    expect((await captured(gatehouse, "access", later)).err).toMatch(
      /^gatehouse: [\w/.-]+plan\.json: format_version is "9\.2"/,
    );
  } finally {
    here.mockRestore();
  }
});

test("a binary plan is known, although it is no text", async () => {
  const file = join(temporaryFolder("plan-"), "tfplan");
  writeFileSync(file, Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe, 0]));
  const { err, status } = await captured(gatehouse, "access", file);
  expect(status).toBe(1);
  expect(err).toContain('looks like a plan as "terraform plan -out" writes it');
  expect(err).toContain(`terraform show -json ${file} > plan.json`);
});

describe("of a folder of HCL", () => {
  const folderOf = (text: string) => {
    const folder = join(temporaryFolder("hcl-"), "infra");
    mkdirSync(folder);
    writeFileSync(join(folder, "main.tf"), text);
    return folder;
  };

  test("a file that does not parse is named by its line, and not by a path of this machine", async () => {
    const folder = folderOf('resource "x" "y" {\n  a = [\n}\n');
    const { out } = await captured(gatehouse, "access", folder);
    expect(out).toContain("it does not parse: line 3,1-2: Invalid expression;");
    expect(out).toContain("main.tf:3");
    const { out: json } = await captured(access, folder, "--format", "json");
    expect(JSON.parse(json).notes).toContainEqual(
      expect.objectContaining({ address: "main.tf", position: expect.objectContaining({ line: 3 }) }),
    );
  });

  test.each([
    ["that is not there", "nowhere.tfvars", 2, "nowhere.tfvars: there is no such file."],
    ["that is a configuration", fileOf("main.tf", "a = 1"), 1, "expected values, NAME = VALUE"],
    ["with blocks", fileOf("x.tfvars", 'resource "a" "b" {\n}\n'), 1, "it has blocks"],
  ])("a file of values %s is refused", async (_, file, status, says) => {
    const report = await captured(gatehouse, "access", folderOf('variable "a" {}\n'), "--var-file", file);
    expect(report).toMatchObject({ out: "", status, err: expect.stringContaining(says) });
  });

  test("a name in a file of values that nothing declares is said", async () => {
    const values = fileOf("x.tfvars", "nope = 1\n");
    const { out } = await captured(gatehouse, "access", folderOf('variable "a" {}\n'), "--var-file", values);
    expect(out).toContain("it is given, and nothing declares it\n    var.nope");
  });
});
