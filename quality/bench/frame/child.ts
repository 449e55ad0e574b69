import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { cleanEnvironment } from "./environment";
import { endedWithUs, withFolder } from "./stop";

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
  /** Default: cleanEnvironment(). */
  readonly env?: NodeJS.ProcessEnv;
}

const MEMORY = join(__dirname, "peak-memory.cjs");

/**
 * Runs a program to its end and measures it. bash's `time` has the processor time of processes in any language.
 *
 * @throws Error with what it wrote, if its status is not 0
 */
export function runChild(
  command: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildRun> {
  return withFolder("child", (folder) => measured(command, args, options, folder));
}

/** Its first argument is the file of the times. What the program writes to stderr stays apart from them. */
const TIMED = `TIMEFORMAT="%R %U %S"; times=$1; shift; { time "$@" 2>&3; } 3>&2 2>"$times"`;

async function measured(
  command: string,
  args: readonly string[],
  { cwd, env = cleanEnvironment() }: ChildOptions,
  folder: string,
): Promise<ChildRun> {
  const [times, peaks] = [join(folder, "times"), join(folder, "peaks")];
  const child = spawn("bash", ["-c", TIMED, "bash", times, command, ...args], {
    cwd,
    env: {
      ...env,
      // bash writes the decimal separator of the locale.
      LC_ALL: "C",
      NODE_OPTIONS: `${env.NODE_OPTIONS ?? ""} --require ${JSON.stringify(MEMORY)}`.trim(),
      BENCH_PEAKS: peaks,
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group, since the program is a child of bash.
    detached: true,
  });
  const { status, stderr, stdout } = await ended(endedWithUs(child));
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: status ${status}\n${stdout}${stderr}`);
  const [wall = 0, user = 0, system = 0] = lines(times).at(-1)?.split(" ").map(Number) ?? [];
  const peakMB = Math.max(0, ...lines(peaks).map(Number)) / 1_024;
  return { wallMs: wall * 1_000, cpuMs: (user + system) * 1_000, peakMB, stdout };
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
