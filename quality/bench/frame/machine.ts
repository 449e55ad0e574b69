import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Area, Machine } from "./area";
import { cleanEnvironment } from "./environment";

const ROOT = join(__dirname, "../../..");
const BENCH = join(__dirname, "..");
const PYTHON = process.env.BENCH_PYTHON ?? "python3";
/** For each core, of what a run takes for an idle machine. */
const IDLE = 0.3;

type Measured = Pick<Area, "peers" | "python" | "uses">;

/** The peers of an area that are not installed. */
export function missingPeers({ peers = [] }: Measured): readonly string[] {
  return peers.filter((name) => !existsSync(manifestOf(BENCH, name)));
}

/** The machine that runs this, now, with the versions of what the area measures. */
export function thisMachine({ peers = [], python = [], uses = [] }: Measured): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    peers: {
      ...versionsIn(BENCH, peers),
      ...versionsIn(ROOT, uses),
      ...(python.length > 0 && pythonVersions(python)),
    },
  };
}

/** What is wrong with a machine that does something else; undefined if it is idle. */
export function busy({ cores, load }: Machine): string | undefined {
  return load > IDLE * cores
    ? `the load is ${load} on ${cores} cores: times and ratios will spread; at most ${(IDLE * cores).toFixed(1)} is expected`
    : undefined;
}

/** The commit of this project, with `, changed` where files differ from it; undefined outside a clone. */
export function thisCommit(): string | undefined {
  const git = (...args: readonly string[]) =>
    spawnSync("git", args, { cwd: ROOT, encoding: "utf8", env: cleanEnvironment() });
  const { status, stdout } = git("rev-parse", "HEAD");
  if (status !== 0) return undefined;
  // The records and what is made of them change from area to area of one run.
  const changes = git(
    "status",
    "--porcelain",
    "--",
    ".",
    ":!docs/benchmarks*",
    ":!docs/images",
    ":!README.md",
  );
  return `${stdout.trim()}${changes.stdout.trim() === "" ? "" : ", changed"}`;
}

/** @param folder that has `node_modules` */
export function versionsIn(folder: string, names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    names.map((name) => {
      const { version } = JSON.parse(readFileSync(manifestOf(folder, name), "utf8")) as { version: string };
      return [name, version];
    }),
  );
}

function manifestOf(folder: string, name: string): string {
  return join(folder, "node_modules", name, "package.json");
}

const ASKED = `
import importlib.metadata as metadata, json, platform, sys
versions = {"Python": platform.python_version()}
for name in sys.argv[1:]:
    versions[name] = metadata.version(name)
print(json.dumps(versions))
`;

/** None of them where one is absent: it is not measured then. */
function pythonVersions(names: readonly string[]): Readonly<Record<string, string>> {
  const { status, stdout } = spawnSync(PYTHON, ["-c", ASKED, ...names], {
    encoding: "utf8",
    env: cleanEnvironment(),
  });
  return status === 0 ? (JSON.parse(stdout) as Record<string, string>) : {};
}
