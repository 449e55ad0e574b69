import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { AreaResult } from "../frame/area";
import { runChild } from "../frame/child";
import { figure, ratios } from "../frame/interleaved";
import { ROOT } from "./tables";

const DIFFERENTIAL = join(ROOT, "quality/differential");
const NAME = "@cloud-copilot/iam-simulate";

interface Timed {
  readonly cases: number;
  /** Of those whose answers are not the same. */
  readonly differing: number;
  /** Of them, those that AWS's documentation does not explain. */
  readonly unexplained: number;
  /** Microseconds for each case, by turn. */
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

/**
 * Our evaluator beside another one, on the same random policies and requests. The other one is AGPL-3.0, so it is among the
 * packages of quality/differential, and runs in a process of its own.
 */
export async function evaluations(quick: boolean): Promise<AreaResult> {
  if (!existsSync(join(DIFFERENTIAL, "node_modules", NAME)))
    return { tables: [], notRun: [{ name: NAME, why: 'run "npm --prefix quality/differential ci" first' }] };
  const { stdout } = await runChild(process.execPath, [
    join(ROOT, "cli/run.js"),
    join(DIFFERENTIAL, "timed.ts"),
    "--cases",
    quick ? "1000" : "10000",
    "--turns",
    quick ? "5" : "11",
  ]);
  const { cases, differing, ours, theirs, unexplained } = JSON.parse(stdout) as Timed;
  const { version } = JSON.parse(
    readFileSync(join(DIFFERENTIAL, "node_modules", NAME, "package.json"), "utf8"),
  ) as { readonly version: string };
  const explained = `${differing} of ${cases}, ${unexplained} unexplained`;
  return {
    notRun: [],
    versions: { [NAME]: version },
    tables: [
      {
        title: "Evaluations of IAM policies",
        note:
          "Processor time of one case, as a ratio to ours in the same turn: random calls of roles and users with identity policies, boundaries and resource policies. It is that of an adapter with its evaluator, from policies as objects: ours writes each as text and parses it, and builds the model of an API for each case; the other loads each policy, and asks the engine beneath `runSimulation` once for each ARN. So it compares evaluators only roughly. " +
          "Each difference is explained by AWS's documentation, or by its silence, where ours is the stricter: [quality/differential](../quality/differential/README.md).",
        turns: ours.length,
        unit: "ratio",
        units: { "other answers": "text" },
        columns: ["time", "other answers"],
        rows: [
          { name: "Gatehouse and its adapter", ours: true, cells: [figure(ratios(ours, ours)), "reference"] },
          {
            name: `the engine of ${NAME} and its adapter`,
            ours: false,
            cells: [figure(ratios(theirs, ours)), explained],
          },
        ],
        aims: [
          {
            what: "Differences without an explanation",
            aim: "none",
            reached: unexplained === 0,
            found: explained,
          },
        ],
      },
    ],
  };
}
