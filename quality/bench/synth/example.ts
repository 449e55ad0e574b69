import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Table } from "../frame/area";
import { runChild } from "../frame/child";
import { cleanEnvironment } from "../frame/environment";
import { figure, interleaved, ratios } from "../frame/interleaved";
import { exampleIn } from "../frame/project";
import { endedWithUs, withFolder } from "../frame/stop";

const BIN = join(__dirname, "../../../cli/bin.js");

/** Seconds until a command has ended, or is ready. */
const AIMS = { synth: 0.35, start: 0.5 } as const;

/** The pet store of this project, all stacks of its development environment. */
export function exampleTable(quick: boolean): Promise<Table> {
  return withFolder("example", (folder) => tableIn(folder, quick));
}

async function tableIn(folder: string, quick: boolean): Promise<Table> {
  exampleIn(folder);
  const cpu: number[] = [];
  const turns = { turns: quick ? 5 : 15, warmUp: 2 };
  const { empty, start, synth } = await interleaved(
    {
      async synth() {
        const run = await runChild(process.execPath, [BIN, "synth"], { cwd: folder });
        cpu.push(run.cpuMs / 1_000);
        return run.wallMs / 1_000;
      },
      start: () => secondsToReady(folder),
      empty: async () => (await runChild(process.execPath, ["-e", "0"])).wallMs / 1_000,
    },
    turns,
  );
  const [toSynth, toReady] = [figure(synth), figure(start)];
  return {
    title: "The example of this project",
    note: "`gatehouse synth` to its end, and `gatehouse start` to its ready line, synth included, each run again without a change: with what is compiled once already kept. The ratio is to a Node.js process that does nothing, in the same turn.",
    turns: turns.turns,
    unit: "s",
    units: { "elapsed, to an empty process": "ratio" },
    columns: ["elapsed, to an empty process", "elapsed", "processor"],
    rows: [
      {
        name: "gatehouse synth",
        ours: true,
        cells: [figure(ratios(synth, empty)), toSynth, figure(cpu.slice(turns.warmUp))],
      },
      {
        name: "gatehouse start",
        ours: true,
        cells: [figure(ratios(start, empty)), toReady, "not measured: it goes on"],
      },
      { name: "an empty process", ours: false, cells: ["–", figure(empty), "–"] },
    ],
    aims: [
      aim("gatehouse synth", toSynth.median, AIMS.synth),
      aim("gatehouse start", toReady.median, AIMS.start),
    ],
  };
}

function aim(what: string, found: number, most: number) {
  return { what, aim: `at most ${most} s`, reached: found <= most, found: `${found.toFixed(2)} s` };
}

async function secondsToReady(folder: string): Promise<number> {
  const started = performance.now();
  const args = [BIN, "start", "--json", "--no-watch", "--port", "0", "--state", join(folder, "state")];
  const child = endedWithUs(
    spawn(process.execPath, args, {
      cwd: folder,
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "ignore"],
    }),
  );
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  const seconds = (performance.now() - started) / 1_000;
  if (child.exitCode !== null) throw new Error(`gatehouse start ended with status ${child.exitCode}`);
  child.kill("SIGTERM");
  await once(child, "exit");
  return seconds;
}
