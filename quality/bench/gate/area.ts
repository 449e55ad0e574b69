import type { Area, AreaResult, RunOptions } from "../frame/area";
import type { NotRun } from "./call";
import { startContenders } from "./contenders";
import { FINDINGS } from "./findings";
import { measured, type Plan } from "./measure";
import { memoryTable } from "./memory";
import { HAS_PROC } from "./proc";
import { withPrograms } from "./processes";
import { aimsOf, latencyTable, ratioTable, timesTable } from "./tables";

export const area: Area = {
  name: "gate",
  title: "The gate on localhost",
  peers: ["serverless", "serverless-offline"],
  uses: ["dynalite", "@aws-sdk/client-dynamodb"],
  python: ["ministack"],
  run: (options) => withPrograms((folder) => measure(folder, options)),
};

/** Connections over which the aims hold. */
const AIMED = 64;

const PLANS: Readonly<Record<"quick" | "whole", Plan & { readonly connections: readonly number[] }>> = {
  quick: { connections: [AIMED], turns: 3, least: 500, most: 1_000 },
  whole: { connections: [16, AIMED], turns: 5, least: 1_000, most: 4_000 },
};

async function measure(folder: string, { done, quick }: RunOptions): Promise<AreaResult> {
  const plan = PLANS[quick ? "quick" : "whole"];
  const contenders = await startContenders(folder);
  done("the programs are started");
  const failed: NotRun[] = [];
  const all = [];
  for (const connections of plan.connections) {
    all.push(await measured(contenders, connections, plan, (one) => failed.push(one)));
    done(`calls over ${connections} connections`);
  }
  const aimed = all.filter(({ connections }) => connections === AIMED);
  return {
    tables: [
      ...all.map((one) => ({
        ...ratioTable(contenders, one),
        ...(one.connections === AIMED && { aims: aimsOf(contenders, one) }),
      })),
      ...(HAS_PROC ? aimed.map((one) => timesTable(contenders, one)) : []),
      latencyTable(contenders, all),
      ...(HAS_PROC ? [await memoryTable(contenders.all, quick)] : []),
    ],
    notRun: [...contenders.notRun, ...failed, ...(HAS_PROC ? [] : [NO_PROC])],
    findings: FINDINGS,
  };
}

const NO_PROC: NotRun = {
  name: "Processor time and memory of each process",
  why: "this system has no /proc, where Linux reports them",
};
