import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readConfiguration } from "../../cli/sources/hcl";
import type { ApiModel } from "../../terraform/model";
import { readTerraform } from "../../terraform/read";
import { OPEN_SHOP, OUTSIDE } from "./open-shop";

/**
 * A repository in the repository, such as a checkout of the base commit: what a change names of it is there where the change
 * is reviewed, and not where it is applied.
 */

const folder = mkdtempSync(join(tmpdir(), "gatehouse-nested-"));
afterAll(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

async function modelOf(path: string): Promise<ApiModel> {
  return readTerraform({ kind: "hcl", ...(await readConfiguration(join(folder, path))) });
}

const LOCKED_BY = (condition: string) =>
  OPEN_SHOP.replace('authorization = "NONE"', `authorization = ${condition} ? "AWS_IAM" : "NONE"`);
const DIRECTORY = "ref: refs/heads/main\n";
const WORKTREE = "gitdir: /work/.git/worktrees/base\n";

async function locksOf(name: string, condition: string): Promise<readonly string[]> {
  put(`${name}/infra/main.tf`, LOCKED_BY(condition));
  const { apis } = await modelOf(`${name}/infra`);
  return apis.flatMap(({ methods }) =>
    methods.map(({ authorization, unknown }) => (unknown === undefined ? authorization : "unknown")),
  );
}

function repository(name: string, inner: string, git: "directory" | "file", head: string): void {
  put(`${name}/.git/HEAD`, DIRECTORY);
  put(`${name}/${inner}/.git${git === "directory" ? "/HEAD" : ""}`, head);
  put(`${name}/${inner}/infra/conf.json`, "{}");
  put(`${name}/infra/conf.json`, "{}");
}

test.each([
  ["fileexists()", 'fileexists("../.base/infra/conf.json")'],
  ["file()", 'file("../.base/infra/conf.json") == "{}"'],
  ["filesha1()", 'filesha1("../.base/infra/conf.json") != ""'],
  ["fileset() in it", 'length(fileset("../.base/infra", "*")) > 0'],
  ["fileset() above it", 'length(fileset("..", "*/infra/conf.json")) == 2'],
  ["fileset() of its name", 'length(fileset("..", ".base/infra/conf.json")) > 0'],
  ["fileset() of everything", 'length(fileset("..", "**")) > 2'],
  ["fileset() of what git keeps", 'length(fileset("..", ".git/HEAD")) > 0'],
])("%s says nothing about the files of a repository in it", async (what, condition) => {
  const name = `nested-${what.replace(/\W+/g, "-")}`;
  repository(name, ".base", "directory", DIRECTORY);
  expect(await locksOf(name, condition)).toEqual(["unknown"]);
});

test.each([
  ["of files of the repository", 'length(fileset("..", "infra/*.json")) == 1'],
  ["of a folder beside it", 'length(fileset("../infra", "**")) == 2'],
  ["of one folder", 'length(fileset("..", "*.json")) == 0'],
])("fileset() %s is known beside a repository in it", async (what, condition) => {
  const name = `beside-${what.replace(/\W+/g, "-")}`;
  repository(name, ".base", "directory", DIRECTORY);
  expect(await locksOf(name, condition)).toEqual(["AWS_IAM"]);
});

test("a worktree is another repository, and a submodule is a part of it", async () => {
  const asks = 'fileexists("../inner/infra/conf.json")';
  repository("worktree", "inner", "file", WORKTREE);
  expect(await locksOf("worktree", asks)).toEqual(["unknown"]);
  repository("submodule", "inner", "file", "gitdir: ../.git/modules/inner\n");
  expect(await locksOf("submodule", asks)).toEqual(["AWS_IAM"]);
});

test("a folder of a repository in it is no module, also by the list of fetched ones; what Terraform cloned is", async () => {
  repository("modules", ".base", "directory", DIRECTORY);
  const [source, call] = [
    "git::https://example.com/m.git",
    'module "m" { source = "git::https://example.com/m.git" }',
  ];
  const list = (Dir: string) => {
    const modules = { Modules: [{ Key: "m", Source: source, Dir }] };
    put("modules/infra/.terraform/modules/modules.json", JSON.stringify(modules));
  };
  for (const path of ["modules/.base/m", "modules/other", "modules/infra/.terraform/modules/m"])
    put(`${path}/main.tf`, OUTSIDE);
  put("modules/infra/.terraform/modules/m/.git/HEAD", DIRECTORY);
  symlinkSync("../../../.base/m", join(join(folder, "modules/infra/.terraform/modules"), "linked"));
  put("modules/infra/main.tf", `${OPEN_SHOP}\n${call}`);
  for (const Dir of [
    "../.base/m",
    "../other",
    ".terraform/modules/../../../other",
    ".terraform/modules/linked",
  ]) {
    list(Dir);
    const { groups, notices } = await modelOf("modules/infra");
    expect([Dir, groups]).toEqual([Dir, []]);
    expect(notices.map(({ address }) => address)).toContain("module.m");
  }
  list(".terraform/modules/m");
  expect((await modelOf("modules/infra")).groups).toHaveLength(1);
  put("modules/infra/main.tf", `${OPEN_SHOP}\nmodule "m" { source = "../.base/m" }`);
  expect((await modelOf("modules/infra")).groups).toEqual([]);
});

test("without a repository, what is outside of the workflow's workspace is not read", async () => {
  put("runner/work/infra/main.tf", `${OPEN_SHOP}\nmodule "m" { source = "../../temp/m" }`);
  put("runner/temp/m/main.tf", OUTSIDE);
  expect((await modelOf("runner/work/infra")).groups).toHaveLength(1);
  process.env.GITHUB_WORKSPACE = join(folder, "runner/work");
  try {
    expect((await modelOf("runner/work/infra")).groups).toEqual([]);
  } finally {
    delete process.env.GITHUB_WORKSPACE;
  }
});
