import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GateDescription } from "../../gateway/deployment/description";

export const root = join(__dirname, "../..");

export interface RunningGate {
  readonly description: GateDescription;
  /** What it has written to stderr so far. */
  stderr(): string;
  /** @returns the exit status */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), "gatehouse-test-"));
}

/** A copy of the project to edit, with the packages of this one. */
export function copyProject(to: string): void {
  mkdirSync(to);
  const parts = ["access", "cli", "constructs", "contract", "functions", "stacks"];
  const files = ["main.ts", "cdktf.json", "package.json", "tsconfig.json"];
  for (const name of [...parts, ...files]) cpSync(join(root, name), join(to, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(to, "node_modules"));
}

/** The command as a user runs it. */
export function gatehouse(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): ChildProcess {
  return spawn(process.execPath, [join(root, "cli/bin.js"), ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** Runs a command to its end. */
export async function run(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const child = gatehouse(args, options);
  const [stdout, stderr] = [collected(child, "stdout"), collected(child, "stderr")];
  const status = await new Promise<number | null>((done) => child.on("close", done));
  return { status, stdout: stdout(), stderr: stderr() };
}

/** Starts the gate on any free port and waits for its line of JSON. */
export async function startGateCommand(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<RunningGate> {
  const child = gatehouse(["start", "--json", "--port", "0", ...args], options);
  const [stdout, stderr] = [collected(child, "stdout"), collected(child, "stderr")];
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const line = await Promise.race([
    new Promise<string>((done) => child.stdout?.on("data", () => stdout().includes("\n") && done(stdout()))),
    ended.then((status) => {
      throw new Error(`The gate ended with ${status} before it was ready: ${stderr()}`);
    }),
  ]);
  return {
    description: JSON.parse(line) as GateDescription,
    stderr,
    async stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

function collected(child: ChildProcess, stream: "stdout" | "stderr"): () => string {
  let text = "";
  child[stream]?.setEncoding("utf8").on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
