import { ANY_NUMBER, type CommandHelp } from "./command";
import { JSON_OPTION, RUN_OPTIONS, SOURCE_OPTION } from "./options";

export const accessHelp = {
  name: "access",
  calls: ["[PATH…]"],
  summary: "who may call what, as the Terraform says",
  about:
    'A PATH is a cdktf.out, a folder of HCL, or a plan or state as "terraform show -json" prints it. Several are one system, each called NAME in NAME=PATH, or by its file or folder; default the roots in gatehouse.json, else the project\'s cdktf.out.',
  page: "reviewing.md",
  operands: { least: 0, most: ANY_NUMBER },
  options: {
    format: {
      takes: "F",
      of: ["text", "markdown", "json", "html", "sarif", "github"],
      about: "text, markdown, json, html, sarif or github; default text",
    },
    ...JSON_OPTION,
    ...RUN_OPTIONS,
    ...SOURCE_OPTION,
    width: {
      takes: "N",
      about: "of the lines; default COLUMNS, or the terminal's; in a pipe they are not cut",
    },
    verbose: { about: "list all places of equal warnings" },
    why: {
      takes: "ROUTE",
      about: "explain one decision, down to the policy's statement; of several APIs 'NAME POST /pets'",
    },
    as: {
      takes: "WHO",
      about: "whose decision --why explains; a user in several groups is group:user,group:admin",
    },
  },
  examples: [
    ["access", "the table of this project"],
    ["access infra --var environment=prod", "the table of a folder of HCL"],
    ["access --why 'POST /pets' --as group:user", "why one answer is so"],
  ],
  statuses: {
    0: "the table is printed",
    4: "there is no route, and something was not read that may have some",
  },
  next: ["diff BASE HEAD", "says what a change does for callers"],
} as const satisfies CommandHelp;
