import { UsageError } from "./error";

const USAGE = `gatehouse <command>

  start   synthesize, then serve the API on localhost, locked as the Terraform says
            --port N      default 3000; 0 for any free one
            --from DIR    serve the Terraform in DIR (a cdktf.out) instead of synthesizing
            --state DIR   where users, keys and tables are kept; default .gatehouse
            --fresh       forget what is kept there
            --json        one line of JSON on stdout when ready, everything else on stderr
            --no-watch    do not follow changes
  synth   write cdktf.out/stacks/*/cdk.tf.json, and start nothing
  demo    play every caller against every route and compare with the declaration
`;

type Command = (args: readonly string[]) => Promise<number>;

// Loaded when asked for: a command should not wait for what another one needs.
const commands: Readonly<Record<string, () => Command>> = {
  start: () => (require("./start") as typeof import("./start")).start,
  synth: () => (require("./synth") as typeof import("./synth")).synth,
  demo: () => (require("./demo/demo") as typeof import("./demo/demo")).demo,
};

/** Errors that say what the user can do. Anything else is a fault of this program and shows where it is. */
const FOR_PEOPLE = ["UsageError", "TerraformError", "GateError", "DeclarationError"];

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") {
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
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    process.stderr.write(FOR_PEOPLE.includes(name) ? `gatehouse: ${message}\n` : `${stack}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  },
);
