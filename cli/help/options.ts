/** Options that several commands have. */
import type { OptionHelp } from "./command";

type Options = Readonly<Record<string, OptionHelp>>;

/** Of the commands that read folders of HCL: what Terraform would be run with. */
export const RUN_OPTIONS = {
  var: {
    takes: "NAME=VALUE",
    isRepeated: true,
    about: "the value of a variable, of folders of HCL",
  },
  "var-file": { takes: "FILE", isRepeated: true, about: "values of variables, as terraform.tfvars has them" },
  workspace: { takes: "NAME", about: "the workspace that is selected" },
} as const satisfies Options;

export const JSON_OPTION = {
  json: { about: "print JSON, as a schema in schemas/ of the package describes it" },
} as const satisfies Options;

export const SOURCE_OPTION = {
  source: {
    takes: "DIR",
    isRepeated: true,
    about: "the HCL that a plan or state was made from, for files and lines",
  },
} as const satisfies Options;

export const ENVIRONMENT_OPTION = {
  environment: {
    takes: "NAME",
    about: "dev, prod, …: one of stacks/environments.ts; default as in cdktf.json",
  },
} as const satisfies Options;

export const STATE_OPTION = {
  state: { takes: "DIR", about: "where users, keys and tables are kept; default .gatehouse" },
} as const satisfies Options;
