import { readFileSync } from "node:fs";
import { cpus, loadavg, release, totalmem, type } from "node:os";
import { join } from "node:path";
import type { Machine } from "./area";

/** The machine that runs this, now, with the installed versions of the peers. */
export function thisMachine(bench: string, peers: readonly string[]): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    peers: Object.fromEntries(peers.map((name) => [name, versionOf(bench, name)])),
  };
}

function versionOf(bench: string, name: string): string {
  const { version } = JSON.parse(readFileSync(join(bench, "node_modules", name, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}
