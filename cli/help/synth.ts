import type { CommandHelp } from "./command";
import { ENVIRONMENT_OPTION, JSON_OPTION } from "./options";

export const synthHelp = {
  name: "synth",
  calls: [""],
  summary: "write cdktf.out/stacks/*/cdk.tf.json, and start nothing",
  operands: { least: 0, most: 0 },
  options: { ...ENVIRONMENT_OPTION, ...JSON_OPTION },
  examples: [["synth --environment prod", "write the Terraform of prod"]],
  statuses: { 0: "the Terraform is written" },
  next: ["access", "says who may call what"],
} as const satisfies CommandHelp;
