import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { gatehouse } from "../../cli/gatehouse";
import { captured, removeFolders, schemaErrors, temporaryFolder } from "./captured";

/** `gatehouse init` in a folder like that of `cdktf init`. That what it writes compiles, the packed package's tests show. */

afterAll(removeFolders);

const root = join(__dirname, "../..");

const MAIN = `import { Construct } from "constructs";
import { App, TerraformStack } from "cdktf";

class MyStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
  }
}

const app = new App();
new MyStack(app, "shop");
app.synth();
`;

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

function project(files: Readonly<Record<string, unknown>> = {}): string {
  const folder = join(temporaryFolder("init-"), "project");
  const all = {
    ".git/HEAD": "",
    "cdktf.json": { language: "typescript", app: "npx ts-node main.ts" },
    "package.json": { name: "@team/My_Shop", dependencies: { cdktf: "0.21.0", constructs: "10.4.2" } },
    "main.ts": MAIN,
    ...files,
  };
  for (const [name, content] of Object.entries(all)) {
    if (content === undefined) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

async function init(folder: string, ...args: readonly string[]) {
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(folder);
  try {
    return await captured(gatehouse, "init", ...args);
  } finally {
    cwd.mockRestore();
  }
}

interface Step {
  readonly permissions?: object;
  readonly "working-directory"?: string;
}

interface Report {
  readonly written: readonly string[];
  readonly extended: readonly string[];
  readonly kept: readonly string[];
  readonly next: readonly { readonly what: string; readonly lines: readonly string[] }[];
}

async function reported(folder: string, ...args: readonly string[]): Promise<Report> {
  const { err, out, status } = await init(folder, "--json", ...args);
  expect({ status, err }).toEqual({ status: 0, err: "" });
  expect(schemaErrors("init", out)).toEqual([]);
  return JSON.parse(out) as Report;
}

const read = (folder: string, file: string) => readFileSync(join(folder, file), "utf8");

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

test.each<[name: string, files: Readonly<Record<string, unknown>>, install: RegExp, ci: string]>([
  ["npm", {}, /^npm install --save-dev '@gatehouse-dev\/gatehouse@/, "npm ci"],
  ["pnpm", { "pnpm-lock.yaml": "" }, /^pnpm add --save-dev /, "pnpm install --frozen-lockfile"],
  ["yarn", { "yarn.lock": "" }, /^yarn add --dev /, "yarn install --frozen-lockfile"],
  ["bun", { "bun.lock": "" }, /^bun add --dev /, "bun install --frozen-lockfile"],
  [
    "the manager of package.json",
    { "yarn.lock": "", "package.json": { packageManager: "pnpm@10.1.0" } },
    /^pnpm add /,
    "pnpm install --frozen-lockfile",
  ],
])(
  "%s installs what is missing, and in the workflow what the lock file says",
  async (_, files, install, ci) => {
    const folder = project(files);
    const { next } = await reported(folder);
    expect(next.find(({ what }) => what.startsWith("Install"))?.lines).toEqual([
      expect.stringMatching(install),
    ]);
    expect(read(folder, ".github/workflows/access.yml")).toContain(ci);
  },
);

test("packages that are there are not installed again", async () => {
  const names = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const dependencies = { [names.name]: "1", ...names.peerDependencies, "ts-node": "10", typescript: "5" };
  const { next } = await reported(project({ "package.json": { dependencies } }));
  expect(next.map(({ what }) => what)).toEqual(["Serve it, and see who may call what:"]);
});

test("what the command of cdktf.json runs is among what is missing", async () => {
  const named = async (files: Readonly<Record<string, unknown>>) =>
    (await reported(project({ "package.json": {}, ...files }))).next[0]?.lines[0];
  expect(await named({})).toMatch(/'cdktf@\^0\.21\.0' .* ts-node typescript$/);
  expect(await named({ "cdktf.json": { app: "npx tsx main.ts" } })).toMatch(/ tsx$/);
});

const NAME = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).name as string;

test.each([
  ["file:vendor/gatehouse.tgz", "head/vendor/gatehouse.tgz"],
  ["file:./vendor/gatehouse.tgz", "head/vendor/gatehouse.tgz"],
  ["./vendor/gatehouse.tgz", "head/vendor/gatehouse.tgz"],
  ["file:../gatehouse.tgz", undefined],
  ["file:$(id).tgz", undefined],
  ["^0.1.0", undefined],
])(
  "the workflow takes the package from where %s has it, inside the repository alone",
  async (specifier, file) => {
    const folder = project({ "package.json": { devDependencies: { [NAME]: specifier } } });
    const { next } = await reported(folder);
    const workflow = read(folder, ".github/workflows/access.yml");
    expect(workflow).toMatch(
      file === undefined ? new RegExp(`brought="${NAME}@\\d`) : `brought="\${GITHUB_WORKSPACE}/${file}"`,
    );
    expect(next.filter(({ what }) => / in no registry/.test(what))).toEqual([]);
  },
);

test("without the package in package.json, its file comes before init", async () => {
  const { next } = await reported(project());
  expect(next.find(({ what }) => / in no registry/.test(what))?.lines).toEqual([
    "npm install --save-dev ./vendor/gatehouse-dev-gatehouse-0.1.0.tgz",
  ]);
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

test.each([
  ["access", "a folder"],
  ["functions", "a folder"],
  [".gitignore", "a file"],
  ["main.ts", "a file"],
  [".github", "a folder of the repository"],
])("nothing is written through %s where it is a link to %s outside", async (name) => {
  const outside = temporaryFolder("outside-");
  writeFileSync(join(outside, "file"), name === "main.ts" ? MAIN : "mine\n");
  const repository = temporaryFolder("init-");
  mkdirSync(join(repository, ".git"));
  const folder = join(repository, "infra");
  mkdirSync(folder);
  writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "npx tsx main.ts" }));
  writeFileSync(join(folder, "package.json"), "{}");
  if (name !== "main.ts") writeFileSync(join(folder, "main.ts"), MAIN);
  const isFile = name === "main.ts" || name === ".gitignore";
  symlinkSync(isFile ? join(outside, "file") : outside, join(name === ".github" ? repository : folder, name));
  const before = readdirSync(folder);
  for (const args of [[], ["--dry-run"]]) {
    const { err, out, status } = await init(folder, ...args);
    expect({ status, out }).toEqual({ status: 2, out: "" });
    expect(err).toMatch(new RegExp(`${name} is a symbolic link, and may lead elsewhere`));
  }
  expect(readdirSync(folder)).toEqual(before);
  expect(readdirSync(outside)).toEqual(["file"]);
  expect(read(outside, "file")).toBe(name === "main.ts" ? MAIN : "mine\n");
});

test.each(["a$(touch PWN)", "a;b", "a b", 'a"b', "x: y", "${{github.token}}"])(
  "a project in the folder %s is refused: the workflow would run its name",
  async (name) => {
    const repository = temporaryFolder("init-");
    mkdirSync(join(repository, ".git"));
    const folder = join(repository, name);
    mkdirSync(folder);
    writeFileSync(join(folder, "cdktf.json"), JSON.stringify({ app: "npx tsx main.ts" }));
    writeFileSync(join(folder, "package.json"), "{}");
    writeFileSync(join(folder, "main.ts"), MAIN);
    const { err, status } = await init(folder);
    expect(status).toBe(2);
    expect(err).toContain(`folder is ${name} in its repository`);
    expect(existsSync(join(repository, ".github"))).toBe(false);
  },
);

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

test.each<[name: string, files: Readonly<Record<string, unknown>>, args: readonly string[], message: RegExp]>(
  [
    [
      "in Python",
      { "cdktf.json": { app: "pipenv run python main.py" } },
      [],
      /"pipenv run python main\.py", runs no TypeScript file; expected/,
    ],
    ["without its main file", { "main.ts": undefined }, [], /runs main\.ts, which is not there/],
    [
      "with its main file elsewhere",
      { "cdktf.json": { app: "npx ts-node ../victim/main.ts" }, "../victim/main.ts": MAIN },
      [],
      /runs \.\.\/victim\/main\.ts, outside of/,
    ],
    ["without package.json", { "package.json": undefined }, [], /There is no package\.json/],
    [
      "with a name that AWS does not take",
      {},
      ["--name", "My Shop"],
      /--name My Shop: expected 2 to 30 lower-case/,
    ],
    ["with a region that is none", {}, ["--region", "moon"], /--region moon: expected a region/],
  ],
)("a project %s is refused, and nothing is written", async (_, files, args, message) => {
  const folder = project(files);
  const before = readdirSync(folder);
  const { err, out, status } = await init(folder, ...args);
  expect({ status, out }).toEqual({ status: 2, out: "" });
  expect(err).toMatch(message);
  expect(readdirSync(folder)).toEqual(before);
});
