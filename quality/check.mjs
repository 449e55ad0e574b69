// `npm test`: types, lint and tests beside each other, so that no core is idle. Jest's output is seen as it comes, that of the
// others where they fail. The first that fails ends the rest.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const cwd = fileURLToPath(new URL("..", import.meta.url));
const jest = "node_modules/jest/bin/jest.js";
const tsc = ["node_modules/typescript-7/bin/tsc", "--noEmit", "--singleThreaded"];
const biome = "node_modules/@biomejs/biome/bin/biome";

const running = new Set();
let failed = false;

/** Resolves once the program has ended. `quiet`: its output is kept, and printed only if it fails. */
function run(name, words, quiet) {
  if (failed) return;
  const began = Date.now();
  const child = spawn(process.execPath, words, {
    cwd,
    stdio: ["inherit", ...Array(2).fill(quiet ? "pipe" : "inherit")],
  });
  running.add(child);
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => output.push(part));
  return new Promise((resolve) => {
    child.on("close", (status) => {
      running.delete(child);
      const seconds = Math.round((Date.now() - began) / 1000);
      if (status === 0 && quiet) console.log(`${name}: passed in ${seconds} s`);
      if (status !== 0 && !failed) {
        failed = true;
        process.exitCode = 1;
        if (quiet) process.stderr.write(Buffer.concat(output));
        console.error(`${name}: failed`);
        for (const other of running) other.kill();
      }
      resolve();
    });
  });
}

async function types() {
  await run("types", tsc, true);
  await run("types of the page", [...tsc, "-p", "gateway/page/browser"], true);
}

await Promise.all([
  run("tests", [jest], false),
  types(),
  run("lint", [biome, "check", "--error-on-warnings", "."], true),
]);
