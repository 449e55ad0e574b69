import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ChildRun {
  /** Milliseconds of the processor, of the child and of all its children that ended before it. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most memory that one of the Node.js processes held; 0 where none is Node.js. */
  readonly peakMB: number;
  readonly stdout: string;
}

export interface ChildOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

const MEMORY = join(__dirname, "peak-memory.cjs");

/**
 * Runs a program to its end and measures it. bash's `time` has the processor time of processes in any language.
 *
 * @throws Error with what it wrote, if its status is not 0
 */
export async function runChild(
  command: string,
  args: readonly string[],
  { cwd, env = process.env }: ChildOptions = {},
): Promise<ChildRun> {
  const folder = mkdtempSync(join(tmpdir(), "bench-"));
  const [times, peaks] = [join(folder, "times"), join(folder, "peaks")];
  const script = `TIMEFORMAT="%R %U %S"; { time "$@" 2>&3; } 3>&2 2>${JSON.stringify(times)}`;
  try {
    const { status, stderr, stdout } = await ended(
      spawn("bash", ["-c", script, "bash", command, ...args], {
        cwd,
        env: {
          ...env,
          NODE_OPTIONS: `${env.NODE_OPTIONS ?? ""} --require ${MEMORY}`.trim(),
          BENCH_PEAKS: peaks,
        },
        stdio: ["ignore", "pipe", "pipe"],
      }),
    );
    if (status !== 0) throw new Error(`${command} ${args.join(" ")}: status ${status}\n${stdout}${stderr}`);
    const [wall = 0, user = 0, system = 0] = lines(times).at(-1)?.split(" ").map(Number) ?? [];
    const peakMB = Math.max(0, ...lines(peaks).map(Number)) / 1_024;
    return { wallMs: wall * 1_000, cpuMs: (user + system) * 1_000, peakMB, stdout };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function lines(file: string): readonly string[] {
  try {
    return readFileSync(file, "utf8").trim().split("\n");
  } catch {
    return [];
  }
}

type Spawned = ReturnType<typeof spawn>;

function ended(
  child: Spawned,
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ["", ""];
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.on("error", reject);
    child.on("close", (status) => resolve({ status, stdout, stderr }));
  });
}
