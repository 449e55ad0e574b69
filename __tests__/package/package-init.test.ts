import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NEEDED } from "../../cli/packages";
import { initialized, link, packed, projectWith, run, TOOLS } from "./installed";

/** `gatehouse init` of the packed package, in the project that `cdktf init` writes. */

jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), "package-init-"));
const project = join(folder, "shop");
beforeAll(() => {
  mkdirSync(project);
  projectWith(project, packed(folder), ...TOOLS);
  initialized("cdktf", folder, project);
  link(project, ["cdktf", "constructs", "@cdktf/provider-aws", "esbuild", ...(NEEDED.start ?? [])]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("writes what compiles with the template's settings and is synthesized", () => {
  const { status, stderr, stdout } = run(project, "gatehouse", "init", "--name", "shop");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  expect(stdout).toContain("Added lines to:\n  main.ts\n");
  expect(run(project, "tsc", "--noEmit")).toEqual({ status: 0, stdout: "", stderr: "" });
  expect(run(project, "gatehouse", "synth")).toMatchObject({ status: 0, stderr: "" });
  const { stdout: table } = run(project, "gatehouse", "access");
  expect(table).toContain("4 routes: 1 open, 3 locked (2 iam, 1 cognito); 0 warnings");
});

test("in a project of ES modules, too, with stacks of each kind of API", () => {
  const own = join(folder, "esm");
  mkdirSync(own);
  writeFileSync(join(own, "package.json"), JSON.stringify({ name: "shop", type: "module" }));
  writeFileSync(join(own, "cdktf.json"), JSON.stringify({ language: "typescript", app: "tsx main.ts" }));
  const compilerOptions = {
    module: "NodeNext",
    target: "ES2022",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  writeFileSync(join(own, "tsconfig.json"), JSON.stringify({ compilerOptions, exclude: ["node_modules"] }));
  const main = 'import { App } from "cdktf";\n\nconst app = new App();\napp.synth();\n';
  writeFileSync(join(own, "main.ts"), main);
  run(own, "/bin/ln", "-s", join(project, "node_modules"), "node_modules");
  for (const kind of ["http", "rest"]) {
    for (const file of ["secured-api.ts", "functions/items/index.ts"])
      rmSync(join(own, file), { force: true });
    expect(run(own, "gatehouse", "init", "--api", kind)).toMatchObject({ status: 0, stderr: "" });
    expect(run(own, "tsc")).toEqual({ status: 0, stdout: "", stderr: "" });
    expect(run(own, "tsx", "main.ts")).toMatchObject({ status: 0, stderr: "" });
    expect(run(own, "gatehouse", "access").stdout).toContain("4 routes: 1 open, 3 locked");
  }
  expect(readFileSync(join(own, "cdktf.out/stacks/routes/cdk.tf.json"), "utf8")).toContain("/items");
});

test("the first start serves and locks it", async () => {
  const gate = spawn(join(project, "node_modules/.bin/gatehouse"), ["start", "--json", "--port", "0"], {
    cwd: project,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [line] = (await once(gate.stdout.setEncoding("utf8"), "data")) as [string];
  const { url } = JSON.parse(line) as { url: string };
  expect(await (await fetch(`${url}/health`)).json()).toEqual({ status: "ok" });
  expect((await fetch(`${url}/items`)).status).toBe(403);
  gate.kill("SIGTERM");
  expect(await once(gate, "exit")).toEqual([0, null]);
});
