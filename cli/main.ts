import { GatehouseError } from "../contract/errors";
import { UsageError } from "./error";
import { errorText, faultText } from "./render/error-text";

const USAGE = `gatehouse <command>

  start   synthesize, then serve the API on localhost, locked as the Terraform says
            --port N      default 3000, and the next one for the third-party issuer; 0 for any free ones
            --from DIR    serve the Terraform in DIR (a cdktf.out) instead of synthesizing
            --state DIR   where users, keys and tables are kept; default .gatehouse
            --fresh       forget what is kept there
            --json        one line of JSON on stdout when ready, everything else on stderr
            --no-watch    do not follow changes
            --environment NAME   as for synth; not with --from
            --backend FROM=TO    where a backend is on this machine, by the origin that the Terraform has for it:
                          https://shop.example.com=http://localhost:8080; may be given several times
            --source-ip IP       the address that all calls seem to come from
  synth   write cdktf.out/stacks/*/cdk.tf.json, and start nothing
            --environment NAME   dev, prod, …: one of stacks/environments.ts; default as in cdktf.json
  access  who may call what, as the Terraform in [PATH] says: a cdktf.out, a folder of HCL, or a plan or
          state as "terraform show -json" prints it; default the project's cdktf.out
            --format F    text, markdown, json or html
            --why 'POST /pets' --as user   explain one answer, down to the policy's statement
  diff    what changes for whom between BASE and HEAD, or between the two sides of one plan
            --format F    text, markdown or json; exit status 3: somebody may do more than before
  guard   stop what should not be merged: PLAN or folder, [--base BASE]
            --format F    text, markdown or json; exit status 3: a rule is broken
            --config FILE waivers and expected widenings; default gatehouse.json
  demo    play every caller against every route and compare with the declaration
  module DIR
          write a stack as a plain Terraform module: no provider, no backend, variables and outputs
            --stack NAME  default the only one in gatehouse.json, which says which texts are variables
            --from DIR    take the stack from DIR instead of cdktf.out
`;

type Command = (args: readonly string[]) => Promise<number>;

// Loaded when asked for: a command should not wait for what another one needs.
const commands: Readonly<Record<string, () => Command>> = {
  start: () => (require("./commands/start") as typeof import("./commands/start")).start,
  synth: () => (require("./commands/synth") as typeof import("./commands/synth")).synth,
  access: () => (require("./commands/access") as typeof import("./commands/access")).access,
  diff: () => (require("./commands/diff") as typeof import("./commands/diff")).diff,
  guard: () => (require("./commands/guard") as typeof import("./commands/guard")).guard,
  demo: () => (require("./commands/demo") as typeof import("./commands/demo")).demo,
  module: () => (require("./commands/module") as typeof import("./commands/module")).module,
};

async function main([name, ...args]: readonly string[]): Promise<number> {
  const asksForHelp = [name, ...args].some((word) => word === "--help" || word === "-h");
  if (name === undefined || name === "help" || asksForHelp) {
    process.stdout.write(USAGE);
    return name === undefined ? 2 : 0;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    throw new UsageError(
      "COMMAND_UNKNOWN",
      `No command "${name}"; there are ${Object.keys(commands).join(", ")}.`,
    );
  }
  return load()(args);
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    // Any other error is a defect of this program, and is shown with its stack.
    const isExpected = error instanceof GatehouseError;
    process.stderr.write(isExpected ? `gatehouse: ${errorText(error)}\n` : `${faultText(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
