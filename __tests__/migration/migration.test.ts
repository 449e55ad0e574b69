import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { differences, explanationOf } from "../../quality/cdktn/differences";
import { blocks, blocksRunBy } from "../docs/blocks";
import type { Document } from "../order/model";
import { Stacks } from "../order/terraform";
import { initialized, install, nodeOf, packed, runOn, TOOLS } from "../package/installed";
import { providersAside, stateOf, terraform } from "./lock-file";

/**
 * docs/migrating-to-cdktn.md: its commands, run one after the other in a project of cdktf that is "deployed" with a stand-in
 * for each resource. Needs Terraform, and the registry for packages.
 */

jest.setTimeout(600_000);

const commandsToRun = blocksRunBy("__tests__/migration/migration.test.ts").map(({ lines }) =>
  lines.join("\n"),
);
const keptVersion = blocks.find(
  ({ file, language }) => file === "docs/migrating-to-cdktn.md" && language === "ts",
);

const folder = mkdtempSync(join(tmpdir(), "migration-"));
const project = join(folder, "shop");
const stacks = new Stacks();
let node: string;
let settings: string;
let before: Readonly<Record<string, Document>>;

afterAll(() => {
  stacks.remove();
  rmSync(folder, { recursive: true, force: true });
});

const git = (...args: readonly string[]) =>
  execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@example.com", ...args], { cwd: project });

/** Deploys are in this order. */
const STACKS = ["routes", "api"] as const;
const place = (stack: string) => join(project, "cdktf.out/stacks", stack);

function documents(): Readonly<Record<string, Document>> {
  return Object.fromEntries(
    STACKS.map((stack) => [stack, JSON.parse(readFileSync(join(place(stack), "cdk.tf.json"), "utf8"))]),
  );
}

/** Runs commands as a shell does that stops at the first failure. */
function shell(commands: string) {
  const PATH = `${dirname(node)}:${process.env.PATH}`;
  const env = { ...process.env, PATH, TF_CLI_CONFIG_FILE: settings, CHECKPOINT_DISABLE: "1" };
  const { status, stderr, stdout } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], {
    cwd: project,
    encoding: "utf8",
    env,
  });
  return { commands, status, stdout, stderr: status === 0 ? "" : stderr };
}

beforeAll(() => {
  node = nodeOf(folder, "22");
  settings = providersAside(join(folder, "providers"), ["6.25.0", "6.66.0"]);
  mkdirSync(project);
  initialized("cdktf", folder, project);
  cpSync(join(__dirname, "../package/projects/cdktf"), project, { recursive: true });
  install(project, packed(folder), "cdktf@0.21.0", "@cdktf/provider-aws@21.22.1", "constructs@10.7.2");
  install(project, "--save-dev", "esbuild@0.28.2", ...TOOLS);
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "--message", "on cdktf");
  expect(runOn(node, project, "gatehouse", "synth")).toMatchObject({ status: 0 });
  before = documents();
  stacks.deploy(before);
  for (const stack of STACKS) terraform(place(stack), settings, "init", "-input=false");
});

const lockedVersion = (stack: string) =>
  /version\s*= "([\d.]+)"/.exec(readFileSync(join(place(stack), ".terraform.lock.hcl"), "utf8"))?.[1];

test("the lock files have the provider of cdktf", () => {
  expect(STACKS.map(lockedVersion)).toEqual(["6.25.0", "6.25.0"]);
});

/** What the page says of the lock file: Terraform refuses, and the fork's command takes the new version itself. */
function lockFiles(): void {
  expect(() => terraform(place("api"), settings, "init", "-input=false")).toThrow(/-upgrade/);
  const config = readFileSync(join(project, "cdktf.json"), "utf8");
  const { status } = shell("npx --yes cdktn-cli@0.24.0 diff routes --skip-provider-lock");
  // It cannot plan: what is at the provider's place here is none.
  expect(status).not.toBe(0);
  expect(STACKS.map(lockedVersion)).toEqual(["6.66.0", "6.25.0"]);
  expect(readFileSync(join(project, "cdktf.json"), "utf8")).toBe(config);
}

test("every command of the page ends with status 0", () => {
  expect(commandsToRun.length).toBeGreaterThan(4);
  for (const commands of commandsToRun) {
    if (commands.includes("init -upgrade")) lockFiles();
    const ran = shell(commands);
    expect(ran).toMatchObject({ status: 0 });
    if (commands.includes("gatehouse diff"))
      expect(ran.stdout.split("\n")[1]).toBe("Nobody may call more or less than before.");
  }
});

test("nothing of cdktf is installed or imported any more", () => {
  expect(readdirSync(join(project, "node_modules/@cdktf"))).toEqual(["hcl2json"]);
  expect(
    shell("git grep -nE '[\"@]cdktf[\"/@ ]' -- '*.ts' '*.js' '*.mjs' '*.cjs' package.json || true").stdout,
  ).toBe("");
});

test("the Terraform differs in what is explained", () => {
  const found = differences(join(project, "cdktf.out.before"), join(project, "cdktf.out"));
  expect(found.filter((difference) => explanationOf(difference) === undefined)).toEqual([]);
  expect(new Set(found.map(({ stack }) => stack))).toEqual(new Set(STACKS));
  expect(found).toHaveLength(3 * STACKS.length);
});

test("the next plan is empty, of outputs too", () => {
  const applied = stacks.deploy(documents());
  expect(applied.map(({ stack, steps }) => ({ stack, steps }))).toEqual(
    STACKS.map((stack) => ({ stack, steps: [] })),
  );
  expect(stacks.unsettled(before)).toEqual([]);
});

test("the lock files have the fork's provider, at the address that the state names", () => {
  expect(STACKS.map(lockedVersion)).toEqual(["6.66.0", "6.66.0"]);
  for (const stack of STACKS) {
    const backend = documents()[stack]?.terraform.backend.local.path as string;
    writeFileSync(resolve(place(stack), backend), stateOf(before[stack]?.resource));
    const needed = terraform(place(stack), settings, "providers");
    const [inConfiguration = "", inState = ""] = needed.split("Providers required by state:");
    const addresses = (text: string) => [...text.matchAll(/provider\[([^\]]+)\]/g)].map(([, one]) => one);
    expect(addresses(inState)).toEqual(["registry.terraform.io/hashicorp/aws"]);
    expect(addresses(inConfiguration)).toContain("registry.terraform.io/hashicorp/aws");
    expect(addresses(inConfiguration).filter((one) => /aws/.test(one ?? ""))).toHaveLength(1);
  }
});

test("its own tests pass", () => {
  const { status, stderr } = runOn(node, project, "jest", "access-test");
  expect(stderr).toContain("3 passed");
  expect(status).toBe(0);
});

test("the new keys of cdktf.json change nothing here", () => {
  const file = join(project, "cdktf.json");
  const config = JSON.parse(readFileSync(file, "utf8"));
  const now = documents();
  const context = { ...config.context, failOnConstructsOutsideOfStacks: true, canonicalAssetHashes: true };
  writeFileSync(file, JSON.stringify({ ...config, context, targetVersions: { terraform: ">=1.10" } }));
  expect(shell("npx gatehouse synth")).toMatchObject({ status: 0 });
  expect(documents()).toEqual(now);
});

test("the provider's version can stay at first", () => {
  const file = join(project, "shop.ts");
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.replaceAll(/(super\(scope, "\w+"\);\n)/g, `$1${keptVersion?.lines.join("\n")}\n`));
  expect(shell("npx gatehouse synth")).toMatchObject({ status: 0 });
  const found = differences(join(project, "cdktf.out.before"), join(project, "cdktf.out"));
  expect(new Set(found.map(({ at }) => at))).toEqual(
    new Set(["//.metadata.version", "//.metadata.overrides", "terraform.required_providers.aws.source"]),
  );
});
