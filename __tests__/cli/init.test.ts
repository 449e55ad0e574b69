import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { removeFolders, temporaryFolder } from "./captured";
import { init, MAIN, project, read, reported } from "./init-project";

/** `gatehouse init` in a folder like that of `cdktf init`. That what it writes compiles, the packed package's tests show. */

afterAll(removeFolders);

const root = join(__dirname, "../..");

const FILES = [
  "access/limits.ts",
  "access/roles.ts",
  "access/routes.ts",
  "access/systems.ts",
  "functions/health/index.ts",
  "functions/items/index.ts",
  "secured-api.ts",
  "gatehouse.json",
  ".github/workflows/access.yml",
].sort();

interface Step {
  readonly permissions?: object;
  readonly "working-directory"?: string;
}

test("writes the declaration, the stacks, their functions and the workflow, and adds to main.ts and .gitignore", async () => {
  const folder = project({ ".gitignore": "node_modules\n/cdktf.out" });
  const { extended, kept, written } = await reported(folder);
  expect([...written].sort()).toEqual(FILES);
  expect({ extended, kept }).toEqual({ extended: ["main.ts", ".gitignore"], kept: [] });
  for (const file of written) expect(existsSync(join(folder, file))).toBe(true);
  expect(read(folder, "main.ts")).toBe(
    MAIN.replace('"cdktf";\n', '"cdktf";\nimport { securedApi } from "./secured-api";\n').replace(
      "app.synth",
      "securedApi(app);\napp.synth",
    ),
  );
  expect(read(folder, ".gitignore")).toBe(
    "node_modules\n/cdktf.out\n.gatehouse/\ngate.json\n*.tfstate\n*.tfstate.*\n",
  );
  expect(read(folder, "secured-api.ts")).toContain('const name = "my-shop";');
});

test("a second run writes nothing, whatever was edited", async () => {
  const folder = project();
  await reported(folder);
  writeFileSync(join(folder, "access/routes.ts"), "// mine\n");
  const before = read(folder, "main.ts");
  const { extended, kept, written } = await reported(folder);
  expect({ written, extended, kept: [...kept].sort() }).toEqual({ written: [], extended: [], kept: FILES });
  expect([read(folder, "access/routes.ts"), read(folder, "main.ts")]).toEqual(["// mine\n", before]);
});

test("--api http writes stacks of an HTTP API, whose functions take its events", async () => {
  const folder = project();
  const { written } = await reported(folder, "--api", "http");
  expect([...written].sort()).toEqual([...FILES, ".gitignore"].sort());
  expect(read(folder, "secured-api.ts")).toMatch(/new HttpApi\(this, "api"/);
  expect(read(folder, "secured-api.ts")).not.toMatch(/SecuredApi,|LiveStage/);
  expect(read(folder, "functions/items/index.ts")).toContain("event.requestContext.http.method");
  const { waivers } = JSON.parse(read(folder, "gatehouse.json")).guard;
  expect(waivers).toEqual([
    expect.objectContaining({ resource: expect.stringMatching(/^api\/aws_apigatewayv2_stage\./) }),
  ]);
  const other = await init(project(), "--api", "grpc");
  expect([other.status, other.err]).toEqual([2, expect.stringContaining("expected one of rest, http")]);
});

test("--dry-run says the same, and writes nothing", async () => {
  const folder = project();
  const { out } = await init(folder, "--dry-run");
  expect(out).toMatch(/^Would write:\n {2}access\/roles\.ts\n/);
  expect(readdirSync(folder).sort()).toEqual([".git", "cdktf.json", "main.ts", "package.json"]);
  const dry = await reported(folder, "--dry-run");
  expect(await reported(folder)).toEqual({ ...dry, dryRun: false });
});

test("a main file that builds its app otherwise is not changed: the lines are said", async () => {
  const main = MAIN.replace("const app = new App();", "const app = makeApp();");
  const folder = project({ "main.ts": main });
  const { extended, next } = await reported(folder);
  expect(extended).toEqual([]);
  expect(read(folder, "main.ts")).toBe(main);
  expect(next[0]).toEqual({
    what: "Add to main.ts, the second line before the app synthesizes:",
    lines: ['import { securedApi } from "./secured-api";', "securedApi(app);"],
  });
});

test("a project of ES modules imports files with their extension, one of the fork its own build", async () => {
  const esm = project({ "package.json": { type: "module" } });
  await reported(esm);
  expect(read(esm, "main.ts")).toContain('from "./secured-api.js"');
  expect(read(esm, "secured-api.ts")).toContain('from "./access/routes.js"');
  const fork = project({ "main.ts": MAIN.replace('"cdktf"', '"cdktn"') });
  const { next } = await reported(fork);
  expect(next[0]?.lines[0]).toContain("'@cdktn/provider-aws@^25");
  const imports = [...read(fork, "secured-api.ts").matchAll(/from "([^".][^"]*)"/g)].map(([, from]) => from);
  expect(imports).toEqual([
    "node:path",
    "@cdktn/provider-aws/lib/provider",
    "@gatehouse-dev/gatehouse/access",
    "@gatehouse-dev/gatehouse/cdktn/constructs",
    "cdktn",
    "constructs",
  ]);
});

test("a gatehouse.json that is there stays, and the entries that it lacks are named", async () => {
  const waiver = { rule: "stage-without-waf", resource: "*", reason: "Known" };
  const folder = project({ "gatehouse.json": { guard: { waivers: [waiver] } } });
  const { kept, next } = await reported(folder);
  expect(kept).toEqual(["gatehouse.json"]);
  expect(next[0]).toEqual({
    what: "Add to guard.waivers in gatehouse.json:",
    lines: [expect.stringMatching(/^\{"rule":"stage-without-logs","resource":"api\//)],
  });
  expect(next[1]).toEqual({
    what: "Add to guard.widenings in gatehouse.json:",
    lines: [expect.stringMatching(/^\{"route":"GET \/health","principal":"anonymous",/)],
  });
});

test("in a folder of a repository, the workflow is at its root, and works in that folder", async () => {
  const repository = temporaryFolder("init-");
  mkdirSync(join(repository, ".git"));
  const folder = join(repository, "infra/api");
  mkdirSync(join(folder, "src"), { recursive: true });
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "npx tsx src/main.ts" }));
  writeFileSync(join(folder, "package.json"), "{}");
  writeFileSync(join(folder, "src/main.ts"), MAIN);
  const { written } = await reported(folder);
  expect(written).toContain("../../.github/workflows/access.yml");
  expect(written).toContain("src/secured-api.ts");
  expect(read(folder, "src/secured-api.ts")).toContain('from "../access/routes"');
  const { jobs } = parse(read(repository, ".github/workflows/access.yml"));
  const steps = [...jobs.head.steps, ...jobs.access.steps] as Step[];
  expect(steps.flatMap((step) => step["working-directory"] ?? [])).toEqual([
    "head/infra/api",
    "head/infra/api",
    "head/infra/api",
  ]);
});

test("the workflow has the right to read alone, and actions at the commits of this repository's workflows", async () => {
  const folder = project();
  await reported(folder);
  const text = read(folder, ".github/workflows/access.yml");
  const workflow = parse(text);
  expect(workflow.permissions).toEqual({});
  expect(Object.keys(workflow.jobs)).toEqual(["head", "access"]);
  for (const { permissions } of Object.values<Step>(workflow.jobs))
    expect(permissions).toEqual({ contents: "read" });
  const ours = readFileSync(join(root, ".github/workflows/pull-request.yml"), "utf8");
  const uses = [...text.matchAll(/uses: (.*)/g)].map(([, action = ""]) => action);
  expect(uses).toHaveLength(7);
  for (const action of uses) expect(ours).toContain(`uses: ${action}\n`);
});
