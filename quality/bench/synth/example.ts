import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Table } from "../frame/area";
import { runChild } from "../frame/child";
import { figure, interleaved } from "../frame/interleaved";

const ROOT = join(__dirname, "../../..");
const BIN = join(ROOT, "cli/bin.js");

/** Seconds until a command has ended, or is ready. */
const AIMS = { synth: 0.35, start: 0.5 } as const;

/** The pet store of this project, all stacks of its development environment. */
export async function exampleTable(quick: boolean): Promise<Table> {
  const state = mkdtempSync(join(tmpdir(), "bench-state-"));
  const cpu: number[] = [];
  try {
    const turns = { turns: quick ? 5 : 15, warmUp: 2 };
    const { start, synth } = await interleaved(
      {
        async synth() {
          const run = await runChild(process.execPath, [BIN, "synth"], { cwd: ROOT });
          cpu.push(run.cpuMs / 1_000);
          return run.wallMs / 1_000;
        },
        start: () => secondsToReady(state),
      },
      turns,
    );
    const [toSynth, toReady] = [figure(synth), figure(start)];
    return {
      title: "The example of this project",
      note: "`gatehouse synth` to its end, and `gatehouse start` to its ready line, synth included, each run again without a change: with what is compiled once already kept.",
      unit: "s",
      columns: ["elapsed", "processor"],
      rows: [
        { name: "gatehouse synth", ours: true, cells: [toSynth, figure(cpu.slice(turns.warmUp))] },
        { name: "gatehouse start", ours: true, cells: [toReady, "not measured: it goes on"] },
      ],
      aims: [
        aim("gatehouse synth", toSynth.median, AIMS.synth),
        aim("gatehouse start", toReady.median, AIMS.start),
      ],
    };
  } finally {
    rmSync(state, { recursive: true, force: true });
  }
}

function aim(what: string, found: number, most: number) {
  return { what, aim: `at most ${most} s`, reached: found <= most, found: `${found.toFixed(2)} s` };
}

async function secondsToReady(state: string): Promise<number> {
  const started = performance.now();
  const args = [BIN, "start", "--json", "--no-watch", "--port", "0", "--state", state];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const seconds = (performance.now() - started) / 1_000;
  if (child.exitCode !== null) throw new Error(`gatehouse start ended with status ${child.exitCode}`);
  child.kill("SIGTERM");
  await once(child, "exit");
  return seconds;
}
