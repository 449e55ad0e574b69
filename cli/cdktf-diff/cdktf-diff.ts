/**
 * `npm run diff STACK`: the plan of one stack, by cdktf-cli. If it fails because another stack has no such output in its
 * state yet, it prints that, and how to review the change without it.
 */
import { spawn } from "node:child_process";
import { missingOutputs } from "./missing-outputs";

const CDKTF = ["--yes", "cdktf-cli@0.21.0", "diff"];

const child = spawn("npx", [...CDKTF, ...process.argv.slice(2)], { stdio: ["inherit", "pipe", "pipe"] });
let said = "";
for (const [from, to] of [
  [child.stdout, process.stdout],
  [child.stderr, process.stderr],
] as const)
  from.on("data", (bytes: Buffer) => {
    said += bytes;
    to.write(bytes);
  });
child.on("error", ({ message }) => {
  process.stderr.write(`npx cannot be run: ${message}\n`);
  process.exitCode = 1;
});
child.on("close", (status) => {
  const explanation = status === 0 ? undefined : missingOutputs(said);
  if (explanation !== undefined) process.stderr.write(`\n${explanation}\n`);
  process.exitCode = status ?? 1;
});
