import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gatehouse } from "../../cli/gatehouse";
import { readConfiguration } from "../../cli/sources/hcl";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";
import { captured } from "./captured";
import { OPEN_SHOP, OUTSIDE } from "./open-shop";

/** Files that are no files, that are too large, or that lead out of the tree: a sentence each, and the rest is read. */

const base = mkdtempSync(join(tmpdir(), "gatehouse-hostile-"));
afterAll(() => rmSync(base, { recursive: true }));

function put(path: string, text: string | Buffer): string {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
  return join(base, path);
}

async function modelOf(folder: string): Promise<ApiModel> {
  return readTerraform({ kind: "hcl", ...(await readConfiguration(join(base, folder))) });
}

function project(name: string): (path: string) => string {
  put(`${name}/main.tf`, OPEN_SHOP);
  return (path) => join(base, name, path);
}

test.each<[string, (at: (path: string) => string) => void, string, RegExp]>([
  [
    "a link to a device",
    (at) => symlinkSync("/dev/zero", at("x.tf")),
    "x.tf",
    /a link to outside of the folder/,
  ],
  ["a pipe", (at) => execFileSync("mkfifo", [at("x.tf")]), "x.tf", /no regular file/],
  ["a link to itself", (at) => symlinkSync("x.tf", at("x.tf")), "x.tf", /or to nothing/],
  ["a link to nothing", (at) => symlinkSync("nothing", at("x.tf")), "x.tf", /or to nothing/],
  [
    "a link out of the tree",
    (at) => {
      put("outside.tf", OUTSIDE);
      symlinkSync("../outside.tf", at("x.tf"));
    },
    "x.tf",
    /a link to outside/,
  ],
  [
    "a file of gigabytes",
    (at) => {
      writeFileSync(at("x.tf"), "");
      truncateSync(at("x.tf"), 3_000_000_000);
    },
    "x.tf",
    /it has 3000 MB; up to 2 MB are read/,
  ],
  [
    "bytes that are no text",
    (at) => writeFileSync(at("x.tf"), Buffer.from([0x61, 0xff])),
    "x.tf",
    /not UTF-8/,
  ],
  [
    "nesting without end",
    (at) => writeFileSync(at("x.tf"), `a = ${"[".repeat(20_000)}`),
    "x.tf",
    /nests deeper than 250 brackets/,
  ],
  [
    "a chain of operators",
    (at) => writeFileSync(at("x.tf"), `a = ${"!".repeat(300_000)}true`),
    "x.tf",
    /an expression of more than 20000 characters/,
  ],
  [
    "a list in JSON",
    (at) => writeFileSync(at("x.tf.json"), "[1]"),
    "x.tf.json",
    /not what Terraform's parser makes/,
  ],
  [
    "values that are a pipe",
    (at) => execFileSync("mkfifo", [at("terraform.tfvars")]),
    "terraform.tfvars",
    /no regular file: its values are unknown/,
  ],
  [
    "a list of modules that is a pipe",
    (at) => {
      mkdirSync(at(".terraform/modules"), { recursive: true });
      execFileSync("mkfifo", [at(".terraform/modules/modules.json")]);
    },
    ".terraform/modules/modules.json",
    /no regular file/,
  ],
])("%s is named, and the rest is read", async (name, make, address, says) => {
  const folder = name.replaceAll(" ", "-");
  make(project(folder));
  const { apis, groups, notices } = await modelOf(folder);
  expect(apis.flatMap(({ methods }) => methods)).toHaveLength(1);
  expect(groups).toEqual([]);
  expect(notices).toContainEqual(
    expect.objectContaining({ address, message: expect.stringMatching(says), weight: "warning" }),
  );
});

test.each<[string, (at: (path: string) => string) => void]>([
  ["a folder with the name of a file", (at) => mkdirSync(at("x.tf"))],
  ["a byte order mark", (at) => writeFileSync(at("main.tf"), `\ufeff${OPEN_SHOP}`)],
  ["lines that end as on Windows", (at) => writeFileSync(at("main.tf"), OPEN_SHOP.replaceAll("\n", "\r\n"))],
  [
    "a link within the tree",
    (at) => {
      mkdirSync(at("shared"));
      writeFileSync(at("shared/api"), OPEN_SHOP);
      rmSync(at("main.tf"));
      symlinkSync("shared/api", at("main.tf"));
    },
  ],
])("%s is as Terraform has it", async (name, make) => {
  const folder = name.replaceAll(" ", "-");
  make(project(folder));
  const { apis, notices } = await modelOf(folder);
  expect(apis.flatMap(({ methods }) => methods)).toHaveLength(1);
  expect(notices.filter(({ weight }) => weight)).toEqual([]);
});

test("a module that a link leads out of the tree to is not read", async () => {
  put("elsewhere/main.tf", OUTSIDE);
  const at = project("linked");
  symlinkSync("../elsewhere", at("module"));
  writeFileSync(at("call.tf"), 'module "m" { source = "./module" }');
  const { groups, notices } = await modelOf("linked");
  expect(groups).toEqual([]);
  expect(notices.map(({ address }) => address)).toContain("module.m");
});

test("a fetched module outside of the tree is not read", async () => {
  put("fetched-elsewhere/main.tf", OUTSIDE);
  put("repository/.git/HEAD", "ref: refs/heads/main");
  put("repository/main.tf", `${OPEN_SHOP}\nmodule "m" { source = "acme/m/aws" }`);
  const modules = {
    Modules: [{ Key: "m", Source: "registry.terraform.io/acme/m/aws", Dir: "../fetched-elsewhere" }],
  };
  put("repository/.terraform/modules/modules.json", JSON.stringify(modules));
  expect((await modelOf("repository")).groups).toEqual([]);
});

test("more files than a project has are not read, and named", async () => {
  const at = project("many");
  // Links to one file take a quarter of the time of as many files.
  writeFileSync(at("z.tf.json"), "{}");
  for (let i = 0; i < 5_000; i++) linkSync(at("z.tf.json"), at(`z${i}.tf.json`));
  const { apis, notices } = await modelOf("many");
  expect(apis).toHaveLength(1);
  expect(notices.filter(({ message }) => message.startsWith("the configuration is too large"))).toHaveLength(
    1,
  );
});

test.each([
  ["a device", () => "/dev/zero"],
  [
    "a pipe",
    () => {
      execFileSync("mkfifo", [join(base, "pipe.json")]);
      return join(base, "pipe.json");
    },
  ],
])("%s in place of a plan is one sentence", async (_, path) => {
  const { err, out, status } = await captured(gatehouse, "access", path());
  expect({ out, status }).toEqual({ out: "", status: 1 });
  expect(err).toMatch(/^gatehouse: .*: it is no regular file\.\n$/);
});
