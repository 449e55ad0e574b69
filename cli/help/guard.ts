import { ANY_NUMBER, type CommandHelp } from "./command";
import { JSON_OPTION, RUN_OPTIONS, SOURCE_OPTION } from "./options";

export const guardHelp = {
  name: "guard",
  calls: ["PATH… [--base BASE…]"],
  summary: "stop what should not be merged",
  about: "Plans or folders, several as one system.",
  page: "guard-rules.md",
  operands: { least: 1, most: ANY_NUMBER },
  options: {
    base: {
      takes: "PATH",
      isRepeated: true,
      about:
        "what they are compared with, once for each root, or none if there was nothing; default the state before, if there is a plan",
    },
    format: {
      takes: "F",
      of: ["text", "markdown", "json", "sarif", "github"],
      about: "text, markdown, json, sarif or github; default text",
    },
    ...JSON_OPTION,
    ...RUN_OPTIONS,
    ...SOURCE_OPTION,
    verbose: { about: "list all findings of a rule" },
    config: {
      takes: "FILE",
      about:
        "waivers, expected widenings and accepted unknowns; default the nearest gatehouse.json, from this folder up to the root of the repository",
    },
    "allow-unknown": { about: "end with 0 where no rule is broken, but something could not be checked" },
  },
  examples: [
    ["guard infra --base ../main/infra", "check this branch"],
    ["guard plan.json", "check a plan"],
  ],
  statuses: {
    0: "no rule is broken",
    3: "a rule is broken, or an entry of the configuration matches nothing",
    4: "no rule is broken, but something could not be checked, or a rule had no base to compare with",
  },
} as const satisfies CommandHelp;
