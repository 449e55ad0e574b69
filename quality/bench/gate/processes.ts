import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { zipSync } from "fflate";
import type { GateDescription } from "../../../gateway";

/** The programs that are measured, each in a process of its own. */

export interface Program {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

export interface Served extends Program {
  readonly description: GateDescription;
}

const ROOT = join(__dirname, "../../..");
let isSynthesized = false;

/** What every function of the measured API answers. */
export const BODY = '{"pets":[{"name":"Rex","petId":"5a446af0-0f81-4ba1-ac4b-47a5ec5aa16a"}]}';

const HANDLER = `exports.handler = async () => ({ statusCode: 200, headers: { "Content-Type": "application/json" }, body: ${JSON.stringify(BODY)} });`;

/** Functions that are measured as they are: they belong to locks. */
const OF_LOCKS = /authorizer|token-scopes|scopes/;

/**
 * The project's Terraform of dev, in a folder of its own.
 *
 * @param bare put a handler that only answers in place of the routes' handlers
 */
export function terraformFolder(parent: string, { bare }: { readonly bare: boolean }): string {
  const folder = join(parent, bare ? "bare" : "stored");
  if (!isSynthesized) execFileSync(process.execPath, ["cli/bin.js", "synth"], { cwd: ROOT, stdio: "ignore" });
  isSynthesized = true;
  cpSync(join(ROOT, "cdktf.out"), folder, { recursive: true });
  if (bare)
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }))
      if (file.endsWith(".zip") && !OF_LOCKS.test(file))
        writeFileSync(join(folder, file), zipSync({ "index.js": Buffer.from(HANDLER) }));
  return folder;
}

/** Starts `gatehouse start` over a folder of Terraform. */
export async function startGate(
  terraform: string,
  parent: string,
  flags: readonly string[] = [],
): Promise<Served> {
  const state = join(parent, `state-${basename(terraform)}`);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const args = [
    "start",
    "--json",
    "--no-watch",
    "--no-throttle",
    "--port",
    "0",
    "--from",
    terraform,
    "--state",
    state,
  ];
  const child = spawn(process.execPath, [...flags, "cli/bin.js", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const description = JSON.parse(await firstLine(child)) as GateDescription;
  return { ...program(child, Number(new URL(description.endpoint).port)), description };
}

/**
 * A server that answers at once, or one that only passes requests on to processes behind it.
 *
 * @param args what they answer, and the endpoint of DynamoDB that the processes call
 */
export async function startServer(
  script: "bare.js" | "hop.js",
  args: readonly string[] = [BODY],
): Promise<Program> {
  const child = spawn(process.execPath, [join(__dirname, script), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return program(child, Number(await firstLine(child)));
}

/** A folder for one run of the benchmark, which is removed with it. */
export async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "bench-gate-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Megabytes that a process holds. */
export function memoryOf({ pid }: Program): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "latin1"))?.[1]) / 1_024;
}

export function program(child: ChildProcess, port: number): Program {
  return {
    port,
    pid: child.pid ?? 0,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => resolve());
        child.kill("SIGTERM");
      }),
  };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      if (text.includes("\n")) resolve(text.split("\n")[0] ?? "");
    });
    child.once("exit", (code) => reject(new Error(`it ended with status ${code}`)));
  });
}
