import { ANY_NUMBER, type CommandHelp } from "./command";
import { RUN_OPTIONS, STATE_OPTION } from "./options";

export const clientHelp = {
  name: "client",
  calls: ["--for FORMAT [PATH…]"],
  summary: "write a file that a client of the API is configured with",
  about:
    'Addresses, ids, and which token, signature or key each route takes. A PATH is a state or plan as "terraform show -json" prints it, outputs as "terraform output -json" does, or Terraform with outputs beside it; without one, or with its address, it is the running gate.',
  page: "client-files.md",
  operands: { least: 0, most: ANY_NUMBER },
  options: {
    for: {
      takes: "FORMAT",
      of: ["amplify", "amplify-gen1", "env", "swift", "kotlin", "openapi", "typescript", "http"],
      about:
        "amplify is amplify_outputs.json, amplify-gen1 amplifyconfiguration.json and, in a folder, aws-exports.js; env, swift, kotlin, openapi, typescript; http is a collection of requests",
    },
    out: { takes: "PATH", about: "a file, or a folder with a slash at its end; default standard output" },
    client: {
      takes: "NAME",
      about: "the app client; default the only one without a secret that takes no plain passwords",
    },
    api: { takes: "NAME", about: "the API, of several" },
    stage: { takes: "NAME", about: "its stage, of several" },
    prefix: { takes: "P", about: "of names in a .env file, such as VITE_" },
    ...STATE_OPTION,
    ...RUN_OPTIONS,
  },
  examples: [
    ["client --for amplify --out src/", "src/amplify_outputs.json for the running gate"],
    ["client --for openapi state.json --out openapi.json", "the OpenAPI document of what is applied"],
    ["client --for env --prefix VITE_ outputs.json", "variables for Vite, of Terraform's outputs"],
  ],
  statuses: { 0: "the file is written or printed" },
} as const satisfies CommandHelp;
