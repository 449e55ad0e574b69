import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NEEDED } from "../../cli/packages";
import { manifest } from "../../cli/version";
import { bundle } from "../../constructs/functions/bundle";
import { OWN_FUNCTIONS } from "../../constructs/functions/own-function";
import {
  cpuSeconds,
  initialized,
  link,
  megabytes,
  nodeOf,
  packed,
  projectWith,
  root,
  run,
  TOOLS,
} from "./installed";

/**
 * The package as npm packs it, in projects that are not this one: a reviewer's folder of Terraform, and a cdktf project
 * from the template of `cdktf init` with routes of its own. Packages come from the registry.
 */

jest.setTimeout(300_000);

const { name, peerDependencies } = manifest();
const folder = mkdtempSync(join(tmpdir(), "package-"));
let tarball: string;
beforeAll(() => {
  tarball = packed(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const installed = (project: string) => join(project, "node_modules", name);

test("it has no sources, and every peer is optional", () => {
  const { peerDependenciesMeta } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    peerDependenciesMeta: Record<string, { optional: boolean }>;
  };
  const optional = Object.keys(peerDependenciesMeta).filter((one) => peerDependenciesMeta[one]?.optional);
  expect(optional.sort()).toEqual(Object.keys(peerDependencies).sort());
  expect(Object.keys(peerDependencies)).toEqual(expect.arrayContaining([...(NEEDED.demo ?? [])]));
});

describe("a reviewer", () => {
  let project: string;
  beforeAll(() => {
    project = projectWith(join(folder, "reviewer"), "--omit=optional", "--omit=peer", tarball);
    cpSync(join(root, "examples/review"), join(project, "review"), { recursive: true });
  });

  test("installs less than 15 MB", () => {
    expect(megabytes(join(project, "node_modules"))).toBeLessThan(15);
    expect(existsSync(join(installed(project), "cli/main.ts"))).toBe(false);
  });

  test("reads HCL, compares and guards", () => {
    const here = [process.execPath, join(root, "cli/bin.js")] as const;
    const commands = [
      ["access", "review/after"],
      ["access", "review/before", "--format", "sarif"],
      ["diff", "review/before", "review/after"],
      ["guard", "review/after", "--base", "review/before"],
      ["--version"],
    ];
    for (const args of commands) {
      const ran = run(project, "gatehouse", ...args);
      expect(ran).toEqual(run(project, here[0], here[1], ...args));
      expect(ran.stderr).toBe("");
    }
  });

  test.each(["access", "terraform", "testing"])("loads %s, without a package of constructs", (subpath) => {
    const load = `require("${name}/${subpath}")`;
    expect(run(project, process.execPath, "--eval", load)).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("gets an answer of HCL within 1.5 s of CPU", () => {
    expect(cpuSeconds(project, "gatehouse", "access", "review/before")).toBeLessThan(1.5);
  });

  test("is told which line installs what the gate needs", () => {
    const { status, stderr } = run(project, "gatehouse", "start", "--from", "review/before");
    expect(status).toBe(2);
    expect(stderr).toContain("npm install --save-dev '@peculiar/x509@");
  });
});

describe("a cdktf project", () => {
  let project: string;
  beforeAll(() => {
    project = join(folder, "cdktf");
    mkdirSync(project);
    projectWith(project, tarball, ...TOOLS);
    initialized("cdktf", folder, project);
    cpSync(join(__dirname, "projects/cdktf"), project, { recursive: true });
    link(project, ["cdktf", "constructs", "@cdktf/provider-aws", "esbuild", ...(NEEDED.demo ?? [])]);
  });

  const synthesized = () => readFileSync(join(project, "cdktf.out/stacks/routes/cdk.tf.json"), "utf8");

  test("synthesizes its own routes by ts-node, as the template says", () => {
    const { status, stdout } = run(project, "gatehouse", "synth");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "Wrote cdktf.out/stacks/*/cdk.tf.json\n" });
    const { stdout: table } = run(project, "gatehouse", "access");
    expect(table).toContain("5 routes: 1 open, 4 locked");
    expect(table).toMatch(/POST {2}\/pets +iam +· +· +yes +· +· +·/);
  });

  test("by tsx, it synthesizes the same", () => {
    const before = synthesized();
    expect(run(project, "tsx", "main.ts")).toMatchObject({ status: 0 });
    expect(synthesized()).toBe(before);
  });

  test("compiles with the template's settings", () => {
    expect(run(project, "tsc", "--noEmit")).toEqual({ status: 0, stdout: "", stderr: "" });
  });

  test("its own tests pass by ts-jest, with the matchers", () => {
    const { status, stderr } = run(project, "jest", "access-test");
    expect(stderr).toContain("3 passed");
    expect(status).toBe(0);
  });

  test.each([
    ["commonjs.cjs", "commonjs\n"],
    ["module.mjs", "module\n"],
  ])("every subpath is loaded by %s", (file, printed) => {
    expect(run(project, process.execPath, file)).toEqual({ status: 0, stdout: printed, stderr: "" });
  });

  test.each(["22", "24"])("all of that works on Node.js %s", (release) => {
    const node = nodeOf(folder, release);
    const bin = (one: string) => join(project, "node_modules/.bin", one);
    expect(run(project, node, "--version").stdout).toMatch(`v${release}.`);
    expect(run(project, node, "commonjs.cjs")).toEqual({ status: 0, stdout: "commonjs\n", stderr: "" });
    expect(run(project, node, "module.mjs")).toEqual({ status: 0, stdout: "module\n", stderr: "" });
    for (const loader of ["ts-node", "tsx"])
      expect(run(project, node, bin(loader), "main.ts")).toMatchObject({ status: 0 });
    const review = join(root, "examples/review/before");
    const { status, stderr, stdout } = run(project, node, bin("gatehouse"), "access", review);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain("3 routes: 3 locked (iam); 0 warnings");
  });

  test.each(OWN_FUNCTIONS)("the function %s has the same bytes as in a clone", (own) => {
    const there = readFileSync(join(installed(project), "dist/functions", own, "bundle.js"));
    expect(there.equals(bundle(join(root, "functions", own)).code)).toBe(true);
  });

  test("gets an answer within 0.4 s of CPU", () => {
    expect(cpuSeconds(project, "gatehouse", "access")).toBeLessThan(0.4);
  });

  test("a stack becomes a module", () => {
    const { status, stdout } = run(project, "gatehouse", "module", "module", "--stack", "routes");
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^Wrote \d+ files/),
    });
  });

  test("every caller is answered as its own declaration says, and wrong declarations are refused", () => {
    const { status, stdout } = run(project, "gatehouse", "demo");
    expect(stdout).toContain("20 calls, all answered as declared; no handler ran for a refused one.");
    expect(stdout).toContain("8 wrong declarations, all refused by name.");
    expect(status).toBe(0);
  });

  test("its routes are served and locked", async () => {
    const args = ["start", "--json", "--port", "0"];
    const gate = spawn(join(project, "node_modules/.bin/gatehouse"), args, {
      cwd: project,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await once(gate.stdout.setEncoding("utf8"), "data")) as [string];
    const { url } = JSON.parse(line) as { url: string };
    expect((await fetch(`${url}/health`)).status).toBe(200);
    expect(await (await fetch(`${url}/health`)).json()).toEqual({ served: "GET /health" });
    expect((await fetch(`${url}/pets`, { method: "POST" })).status).toBe(403);
    expect((await fetch(new URL("/_gatehouse", url))).status).toBe(200);
    gate.kill("SIGTERM");
    expect(await once(gate, "exit")).toEqual([0, null]);
  });
});
