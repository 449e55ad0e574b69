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
  uses: ["cdktf", "@cdktf/provider-aws", "esbuild"],
  async run({ done, quick }) {
    const sizes = quick ? [10, 200] : [10, 100, 300, 1_000, 3_000];
    const example = await exampleTable(quick);
    done(example.title);
    const turnsOf = (routes: number) => (quick ? 2 : routes > 300 ? 3 : 5);
    const runs = await measuredRuns(sizes, turnsOf, done);
    const growth = growthTable(runs, sizes);
    return {
      tables: [
        example,
        ratioTable(runs, sizes),
        quick ? growth : { ...growth, aims: growthAims(runs, sizes) },
        timeTable(runs, sizes),
      ],
      notRun: [],
    };
  },
};
