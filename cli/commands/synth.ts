import { relative } from "node:path";
import { parseCommand } from "../arguments/parse-command";
import { synthHelp } from "../help/synth";
import { jsonText } from "../render/json";
import type { SynthJson } from "../schemas/synth";
import { VERSION } from "../schemas/version";
import { projectAt } from "../sources/project";
import { synthesize } from "../sources/synthesize";

/** `gatehouse synth`: what `cdktf synth` does, without its own start-up time. */
export async function synth(args: readonly string[]): Promise<number> {
  const { options } = parseCommand(synthHelp, args);
  const project = projectAt(process.cwd(), options.environment);
  const warnings = await synthesize(project);
  const output = relative(process.cwd(), project.output) || ".";
  process.stdout.write(
    options.json ? reportOf(project.output, { output, warnings }) : `Wrote ${output}/stacks/*/cdk.tf.json\n`,
  );
  return 0;
}

function reportOf(folder: string, { output, warnings }: Pick<SynthJson, "output" | "warnings">): string {
  // The reader of Terraform is eight times what a synth loads besides.
  const { readOutput } = require("../sources/output") as typeof import("../sources/output");
  const stacks = readOutput(folder).stacks.map(({ name }) => ({
    name,
    file: `${output}/stacks/${name}/cdk.tf.json`,
  }));
  const report: SynthJson = { version: VERSION, output, stacks, warnings };
  return `${jsonText(report, 2)}\n`;
}
