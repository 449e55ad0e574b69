import { relative } from "node:path";
import { parseCommand } from "../arguments/parse-command";
import { synthHelp } from "../help/synth";
import { projectAt } from "../sources/project";
import { synthesize } from "../sources/synthesize";

/** `gatehouse synth`: what `cdktf synth` does, without its own start-up time. */
export async function synth(args: readonly string[]): Promise<number> {
  const { options } = parseCommand(synthHelp, args);
  const project = projectAt(process.cwd(), options.environment);
  await synthesize(project);
  process.stdout.write(`Wrote ${relative(process.cwd(), project.output) || "."}/stacks/*/cdk.tf.json\n`);
  return 0;
}
