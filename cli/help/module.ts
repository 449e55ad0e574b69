import type { CommandHelp } from "./command";
import { JSON_OPTION } from "./options";

export const moduleHelp = {
  name: "module",
  calls: ["DIR"],
  summary: "write a stack as a plain Terraform module: no provider, no backend, variables and outputs",
  about: "DIR is a new or empty folder. The stack is that of the last synth.",
  operands: { least: 1, most: 1, what: "DIR, the folder to write the module to" },
  options: {
    stack: {
      takes: "NAME",
      about:
        "the stack, as its folder in stacks/ is named; default the one in gatehouse.json, if it is the only one",
    },
    ...JSON_OPTION,
    from: { takes: "DIR", about: "take the stack from DIR instead of cdktf.out" },
  },
  examples: [["module petstore --stack api", "write the stack api to petstore"]],
  statuses: { 0: "the module is written" },
} as const satisfies CommandHelp;
