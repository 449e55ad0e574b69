import type { CommandHelp } from "./command";
import { JSON_OPTION, RUN_OPTIONS, SOURCE_OPTION } from "./options";

export const diffHelp = {
  name: "diff",
  calls: ["BASE HEAD", "PLAN", "--base BASE… --head HEAD…"],
  summary: "what changes for whom between BASE and HEAD, or between the two sides of a plan",
  about: "BASE and HEAD are what access takes; none is a side on which there is nothing.",
  page: "reviewing.md",
  operands: { least: 0, most: 2 },
  options: {
    base: {
      takes: "PATH",
      isRepeated: true,
      about: "of several roots, each of the old side; without it, the plans have both sides",
    },
    head: { takes: "PATH", isRepeated: true, about: "of several roots, each of the new side" },
    format: {
      takes: "F",
      of: ["text", "markdown", "json", "sarif", "github"],
      about: "text, markdown, json, sarif or github; default text",
    },
    ...JSON_OPTION,
    ...RUN_OPTIONS,
    ...SOURCE_OPTION,
    verbose: { about: "list all routes and resources of equal lines" },
    "allow-unknown": { about: "end with 0 where nothing is wider, but something cannot be told" },
  },
  examples: [
    ["diff ../main/infra infra", "what this branch changes"],
    ["diff plan.json", "what a plan changes"],
    ["diff none infra", "what the first version opens"],
  ],
  statuses: {
    0: "nobody may do more than before",
    3: "callers may do more, or others vouch for them",
    4: "nothing is wider, but something cannot be told",
  },
  next: ["guard HEAD --base BASE", "says whether the change may be merged"],
} as const satisfies CommandHelp;
