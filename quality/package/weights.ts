/** `npm run weights`: what an installation of the package weighs, by who installs it. Packages come from the registry. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./scripts";

const { peerDependencies, devDependencies } = JSON.parse(
  readFileSync(join(ROOT, "package.json"), "utf8"),
) as {
  readonly peerDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const folder = mkdtempSync(join(tmpdir(), "weights-"));

try {
  npm(ROOT, "pack", "--silent", "--pack-destination", folder);
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  const constructs = ["cdktf", "constructs", "@cdktf/provider-aws", "esbuild"];
  const readers = {
    "access, diff, guard, matchers": ["--omit=optional", "--omit=peer", tarball],
    start: [tarball, ...neededBy("start", tarball)],
    constructs: [
      tarball,
      ...constructs.map((name) => `${name}@${devDependencies[name] ?? peerDependencies[name]}`),
    ],
  };
  for (const [reader, packages] of Object.entries(readers))
    process.stdout.write(`${reader}: ${installed(reader, packages)} MB\n`);
  process.stdout.write(`this clone: ${megabytes(join(ROOT, "node_modules"))} MB\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The packages that a command names where they are not installed. */
function neededBy(command: string, tarball: string): readonly string[] {
  const project = projectWith("named", ["--omit=optional", "--omit=peer", tarball]);
  const { stderr } = spawnSync(join(project, "node_modules/.bin/gatehouse"), [command, "--from", "."], {
    cwd: project,
    encoding: "utf8",
  });
  return [...stderr.matchAll(/'(\S+)'/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !name.startsWith("@gatehouse-dev/"));
}

function installed(reader: string, packages: readonly string[]): number {
  return megabytes(join(projectWith(reader.replaceAll(/\W+/g, "-"), packages), "node_modules"));
}

function projectWith(name: string, packages: readonly string[]): string {
  const project = join(folder, name);
  mkdirSync(project);
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "shop", private: true }));
  npm(project, "install", "--prefer-offline", ...packages);
  return project;
}

function npm(cwd: string, ...args: readonly string[]): void {
  execFileSync("npm", [...args, "--no-audit", "--no-fund"], { cwd, stdio: ["ignore", "ignore", "inherit"] });
}

/** As `du -sm` counts them. */
function megabytes(path: string): number {
  return Number(execFileSync("du", ["-sm", path], { encoding: "utf8" }).split("\t")[0]);
}
