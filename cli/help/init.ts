import { API_KINDS } from "../init/stack";
import type { CommandHelp } from "./command";
import { JSON_OPTION } from "./options";

export const initHelp = {
  name: "init",
  calls: [""],
  summary: "put a declaration, stacks and a pull-request workflow into this cdktf project",
  about:
    "For a project in TypeScript, on cdktf or cdktn. It overwrites nothing: files that are there stay as they are, and the main file and .gitignore only get lines more.",
  operands: { least: 0, most: 0 },
  options: {
    name: { takes: "NAME", about: "of the API, its pool and its functions; default the project's" },
    region: { takes: "REGION", about: "of AWS, in the new stacks; default us-east-1" },
    api: {
      takes: "KIND",
      of: API_KINDS,
      about: "the kind of API: rest, or http, which docs/http-apis.md compares; default rest",
    },
    "dry-run": { about: "say what would be written, and write nothing" },
    ...JSON_OPTION,
  },
  examples: [
    ["init --dry-run", "what would be written"],
    ["init --name shop --region eu-central-1", "write it"],
    ["init --api http", "with an HTTP API, which costs less and has neither keys nor a web ACL"],
  ],
  statuses: { 0: "it is written, or was there already" },
} as const satisfies CommandHelp;
