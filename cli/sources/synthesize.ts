import { type ChildProcess, spawn } from "node:child_process";
import { UsageError } from "../error";
import { withProgress } from "../progress";
import { printable } from "../render/printable";
import { appFailure, withDeclaredPlace } from "./app-failure";
import type { Project } from "./project";

interface SynthOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/**
 * Runs the project's app, and prints its warnings to stderr.
 *
 * @param environment further variables for it
 * @param signal ends the app and the processes that it started
 * @returns the warnings
 * @throws UsageError `SYNTH_FAILED` with the output of the app, `SYNTH_ENDED`
 */
export async function synthesize(
  project: Project,
  { environment = {}, signal }: SynthOptions = {},
): Promise<readonly string[]> {
  const app = spawn(project.app, {
    shell: true,
    cwd: project.root,
    env: {
      ...process.env,
      ...environment,
      CDKTF_OUTDIR: project.output,
      CDKTF_CONTEXT_JSON: JSON.stringify(project.context),
      ...(project.environment !== undefined && { GATEHOUSE_ENVIRONMENT: project.environment }),
    },
    stdio: ["ignore", "pipe", "pipe"],
    // A process group, so that the app and its children can be ended.
    detached: signal !== undefined && process.platform !== "win32",
  });
  const end = () => endGroup(app);
  signal?.addEventListener("abort", end);
  const said: string[] = [];
  app.stdout.setEncoding("utf8").on("data", (text: string) => said.push(text));
  app.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const ended = new Promise<number | null>((done, failed) => {
    app.on("close", done);
    app.on("error", failed);
  });
  // A gate that runs synthesizes beside its log, and passes a signal.
  const status = await (signal ? ended : withProgress("Synthesizing", () => ended)).finally(() =>
    signal?.removeEventListener("abort", end),
  );
  if (signal?.aborted) throw new UsageError("SYNTH_ENDED", "The synth did not end in time, and was stopped.");
  if (status !== 0) {
    const failure = withDeclaredPlace(appFailure(said.join("")), project.root);
    throw new UsageError("SYNTH_FAILED", `The synth stopped. ${failure}`);
  }
  const lines = said
    .join("")
    .split("\n")
    .filter((line) => line.startsWith(WARNING));
  for (const line of lines) process.stderr.write(`${printable(line)}\n`);
  return lines.map((line) => line.slice(WARNING.length).trim());
}

const WARNING = "warning: ";

function endGroup(app: ChildProcess): void {
  if (app.pid === undefined) return;
  try {
    if (process.platform === "win32") app.kill();
    else process.kill(-app.pid, "SIGKILL");
  } catch {
    // It has ended already.
  }
}
