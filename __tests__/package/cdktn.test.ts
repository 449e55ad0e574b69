import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { NEEDED } from "../../cli/packages";
import { manifest } from "../../cli/version";
import { withForkImports } from "../../quality/package/fork";
import { initialized, link, nodeOf, packed, projectWith, runOn, TOOLS } from "./installed";

/**
 * The packed package in the project that `cdktn init` writes, with the routes of the cdktf project beside this file. The
 * fork asks for Node.js 22. Packages come from the registry.
 */

jest.setTimeout(600_000);

const FORK = ["cdktn@0.24.0", "@cdktn/provider-aws@25.7.0", "constructs@10.7.2"];

const { name } = manifest();
const folder = mkdtempSync(join(tmpdir(), "cdktn-"));
const project = join(folder, "shop");
let node: string;
beforeAll(() => {
  node = nodeOf(folder, "22");
  mkdirSync(project);
  // Without a flag: npm finds the peers of all of them together.
  projectWith(project, packed(folder), ...FORK, ...TOOLS);
  initialized("cdktn", folder, project);
  copyRenamed(join(__dirname, "projects/cdktf"), project);
  link(project, ["esbuild", ...(NEEDED.demo ?? [])]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The project's own files, importing the fork and what the package has for it. */
function copyRenamed(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
  for (const entry of readdirSync(from, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name).replace(from, to);
    const text = withForkImports(readFileSync(file, "utf8"));
    writeFileSync(file, text.replaceAll(`${name}/constructs"`, `${name}/cdktn/constructs"`));
  }
}

const run = (program: string, ...args: readonly string[]) => runOn(node, project, program, ...args);
const synthesized = () => readFileSync(join(project, "cdktf.out/stacks/routes/cdk.tf.json"), "utf8");

test("it has nothing of cdktf", () => {
  const scope = readdirSync(join(project, "node_modules/@cdktf"));
  // The parser of HCL has the name of those who wrote it.
  expect(scope).toEqual(["hcl2json"]);
  expect(readdirSync(join(project, "node_modules"))).not.toContain("cdktf");
});

test("it synthesizes its own routes by ts-node, as the template says", () => {
  const { status, stdout } = run("gatehouse", "synth");
  expect({ status, stdout }).toEqual({ status: 0, stdout: "Wrote cdktf.out/stacks/*/cdk.tf.json\n" });
  expect(JSON.parse(synthesized()).terraform.required_providers.aws.source).toBe("hashicorp/aws");
  const { stderr, stdout: table } = run("gatehouse", "access");
  expect(stderr).toBe("");
  expect(table).toContain("5 routes: 1 open, 4 locked");
  expect(table).toMatch(/POST {2}\/pets +iam +· +· +yes +· +· +·/);
});

test("by tsx, it synthesizes the same", () => {
  const before = synthesized();
  expect(run("tsx", "main.ts")).toMatchObject({ status: 0 });
  expect(synthesized()).toBe(before);
});

test("it compiles with the template's settings, and its stacks and resources are those of the types", () => {
  expect(run("tsc", "--noEmit")).toEqual({ status: 0, stdout: "", stderr: "" });
});

test("its own tests pass by ts-jest, with the template's settings and the matchers", () => {
  const { status, stderr } = run("jest", "access-test");
  expect(stderr).toContain("3 passed");
  expect(status).toBe(0);
});

test.each([
  ["commonjs.cjs", "commonjs\n"],
  ["module.mjs", "module\n"],
])("every subpath is loaded by %s", (file, printed) => {
  expect(run(node, file)).toEqual({ status: 0, stdout: printed, stderr: "" });
});

test("a stack becomes a module", () => {
  const { status, stdout } = run("gatehouse", "module", "module", "--stack", "routes");
  expect({ status, stdout }).toMatchObject({ status: 0, stdout: expect.stringMatching(/^Wrote \d+ files/) });
});

test("every caller is answered as its own declaration says, and wrong declarations are refused", () => {
  const { status, stdout } = run("gatehouse", "demo");
  expect(stdout).toContain("20 calls, all answered as declared; no handler ran for a refused one.");
  expect(stdout).toContain("8 wrong declarations, all refused by name.");
  expect(status).toBe(0);
});

test("its routes are served and locked", async () => {
  const gate = spawn(join(project, "node_modules/.bin/gatehouse"), ["start", "--json", "--port", "0"], {
    cwd: project,
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(gate.stdout.setEncoding("utf8"), "data")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ served: "GET /health" });
  expect((await fetch(`${url}/pets`, { method: "POST" })).status).toBe(403);
  gate.kill("SIGTERM");
  expect(await once(gate, "exit")).toEqual([0, null]);
});

test("what gatehouse init writes into the template compiles and is synthesized", () => {
  const own = join(folder, "own");
  mkdirSync(own);
  initialized("cdktn", folder, own);
  symlinkSync(join(project, "node_modules"), join(own, "node_modules"));
  const ran = (program: string, ...args: readonly string[]) => runOn(node, own, program, ...args);
  expect(ran("gatehouse", "init")).toMatchObject({ status: 0, stderr: "" });
  expect(ran("tsc", "--noEmit")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(ran("gatehouse", "synth")).toMatchObject({ status: 0, stderr: "" });
  expect(ran("gatehouse", "access").stdout).toContain("4 routes: 1 open, 3 locked (2 iam, 1 cognito)");
});
