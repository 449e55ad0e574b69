import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeFolders, temporaryFolder } from "./captured";
import { init, MAIN, project, read } from "./init-project";

/** Projects in which `gatehouse init` writes nothing. */

afterAll(removeFolders);

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
