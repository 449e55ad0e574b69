import { readFileSync } from "node:fs";
import { join } from "node:path";
import { removeFolders } from "./captured";
import { project, read, reported } from "./init-project";

/** What `gatehouse init` says is to be installed, and by which package manager. */

afterAll(removeFolders);

const root = join(__dirname, "../..");

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
