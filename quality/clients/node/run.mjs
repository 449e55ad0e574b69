// Runs a client against a running gate: node run.mjs CLIENT GATE.JSON OPERATIONS, the latter a list of names in JSON, or
// null for all. Prints a line of JSON for each operation.
import dns from "node:dns";
import { readFileSync } from "node:fs";
import { Absent, Context, Refused } from "./context.mjs";

const [client, file, only] = process.argv.slice(2);
const print = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
// Clients write to the console; stdout is for results.
console.log = console.info = console.warn = console.debug = console.error;

// Nothing but this machine is reached, so that no operation works by a service other than the gate.
const { lookup } = dns;
dns.lookup = (name, options, done = options) => {
  if (["localhost", "127.0.0.1"].includes(name)) return lookup(name, options, done);
  const error = Object.assign(new Error(`${name} is not the gate`), { code: "ENOTFOUND" });
  process.nextTick(done, error);
};

function failure({ message, name }) {
  return `${name}: ${message}`.split("\n")[0];
}

async function outcomeOf(run) {
  if (typeof run === "string") return { is: "absent", because: run };
  try {
    await run(context);
    return { is: "works" };
  } catch (error) {
    if (error instanceof Absent) return { is: "absent", because: error.message };
    if (error instanceof Refused) return { is: "refused", because: error.message };
    console.error(error);
    return { is: "fails", because: failure(error) };
  }
}

const context = new Context(JSON.parse(readFileSync(file, "utf8")), client);
const wanted = JSON.parse(only);
const { close, open, operations } = await import(`./clients/${client}.mjs`);
const chosen = Object.entries(operations).filter(([name]) => wanted === null || wanted.includes(name));
if (chosen.length > 0) await open?.(context);
for (const [operation, run] of chosen) print({ operation, ...(await outcomeOf(run)) });
await close?.();
process.exit();
