import type { Area } from "../frame/area";
import { exampleTable } from "./example";
import { measuredRuns } from "./runs";
import { growthAims, growthTable, ratioTable, timeTable } from "./tables";

export const area: Area = {
  name: "synth",
  title: "Synthesis",
  peers: [
    "@cdktn/provider-aws",
    "@pulumi/aws",
    "@pulumi/pulumi",
    "aws-cdk-lib",
    "cdktn",
    "ts-node",
    "tsx",
    "typescript",
  ],
  async run({ quick }) {
    const sizes = quick ? [10, 200] : [10, 100, 300, 1_000, 3_000];
    const example = await exampleTable(quick);
    const runs = await measuredRuns(sizes, quick ? 2 : 3);
    const growth = growthTable(runs, sizes);
    return {
      tables: [
        example,
        ratioTable(runs, sizes),
        quick ? growth : { ...growth, aims: growthAims(runs) },
        timeTable(runs, sizes),
      ],
      notRun: [],
    };
  },
};
