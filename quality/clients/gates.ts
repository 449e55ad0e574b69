import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { GateDescription } from "../../gateway";
import type { AppPlace } from "./configurations";
import { type Configuration, SETTINGS, type Setting } from "./results";

/** Milliseconds. */
const START_LIMIT = 120_000;

export interface ClientsGate {
  /** A JSON file: a `RunFile`. */
  readonly file: string;
  /** The PEM file of its certificate authority; `null` without TLS. */
  readonly authority: string | null;
  stop(): Promise<void>;
}

/** What the programs of the clients read. */
export interface RunFile extends GateDescription, AppPlace {
  readonly configuration: Configuration;
  readonly fillsKeys: boolean;
  readonly log: string;
  /** The module that proves passwords. */
  readonly srp: string;
  /** The PEM file of its certificate; `null` without TLS. */
  readonly certificate: string | null;
}

/** Starts the gate as its users do, by the command, on free ports and with a state of its own. */
export async function startGateFor(
  { configuration, setting }: { readonly configuration: Configuration; readonly setting: Setting },
  {
    folder,
    place,
    srp,
    terraform,
    users,
  }: {
    readonly folder: string;
    readonly place: AppPlace;
    readonly srp: string;
    readonly terraform: string;
    readonly users: string;
  },
): Promise<ClientsGate> {
  const state = join(folder, "state");
  const log = join(folder, "gate.log");
  const { fillsKeys, gate } = SETTINGS[setting];
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const to = openSync(log, "w", 0o600);
  const args = ["start", "--from", terraform, "--users", users, "--state", state];
  const child = spawn(
    process.execPath,
    ["cli/bin.js", ...args, "--port", "0", "--json", "--no-watch", ...gate],
    { stdio: ["ignore", "pipe", to] },
  );
  closeSync(to);
  const description = JSON.parse(await firstLine(child, log)) as GateDescription;
  const file = join(folder, "gate.json");
  const tls = description.endpoint.startsWith("https:");
  const certificate = tls ? join(state, "tls/leaf.pem") : null;
  const run: RunFile = { ...description, ...place, configuration, fillsKeys, log, srp, certificate };
  writeFileSync(file, JSON.stringify(run), { mode: 0o600 });
  return {
    file,
    authority: tls ? join(state, "tls/ca.pem") : null,
    stop: () => ended(child),
  };
}

function firstLine(child: ChildProcess, log: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill("SIGKILL");
      reject(
        new Error(`The gate was not ready within ${START_LIMIT / 1_000} s: ${readFileSync(log, "utf8")}`),
      );
    }, START_LIMIT);
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (!text.includes("\n")) return;
      clearTimeout(limit);
      resolve(text.split("\n")[0] ?? "");
    });
    child.once("exit", (code) => {
      clearTimeout(limit);
      reject(new Error(`The gate ended with status ${code}: ${readFileSync(log, "utf8")}`));
    });
  });
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const end = new Promise((done) => child.once("exit", done));
  child.kill("SIGTERM");
  const kill = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await end;
  clearTimeout(kill);
}
