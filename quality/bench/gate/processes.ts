import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import type { GateDescription } from "../../../gateway";
import { cleanEnvironment } from "../frame/environment";
import { exampleIn } from "../frame/project";
import { withFolder } from "../frame/stop";
import { type Program, start, stopAll } from "./program";

/** How the programs are started that are measured, except those of others. */

export interface Served extends Program {
  readonly description: GateDescription;
}

const ROOT = join(__dirname, "../../..");
const FUNCTIONS = readFileSync(join(__dirname, "serverless-offline/functions.js"));

/** What every function answers that reads no table: serverless-offline/functions.js. */
export const BODY = '{"pets":[{"name":"Rex","petId":"5a446af0-0f81-4ba1-ac4b-47a5ec5aa16a"}]}';

/** Flags of `gatehouse start` with which it is measured. */
export const FLAGS = ["--no-throttle", "--no-watch"] as const;

/** Synthesizes the project's Terraform of dev. @returns its folder */
export function synthesized(folder: string): string {
  const output = exampleIn(folder);
  execFileSync(process.execPath, [join(ROOT, "cli/bin.js"), "synth"], {
    cwd: folder,
    env: cleanEnvironment(),
    stdio: ["ignore", "ignore", "pipe"],
  });
  return output;
}

/** A copy of the Terraform with the function and the Lambda authorizer that all gates run in the benchmark. */
export function withCommonFunctions(terraform: string, parent: string): string {
  const folder = join(parent, "common");
  cpSync(terraform, folder, { recursive: true });
  for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!file.endsWith(".zip") || file.includes("scopes")) continue;
    const handler = file.includes("authorizer") ? "authorizer" : "answer";
    const index = Buffer.from(`exports.handler = require("./functions.js").${handler};`);
    // roles.json stays: the gate's own issuer has a client for each role in it.
    const kept = unzipSync(readFileSync(join(folder, file)));
    writeFileSync(join(folder, file), zipSync({ ...kept, "index.js": index, "functions.js": FUNCTIONS }));
  }
  return folder;
}

/** Starts `gatehouse start` over a folder of Terraform. */
export async function startGate(terraform: string, folder: string): Promise<Served> {
  const state = join(folder, `state-${basename(terraform)}`);
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const args = ["start", "--json", ...FLAGS, "--port", "0", "--from", terraform, "--state", state];
  const child = start(process.execPath, ["cli/bin.js", ...args], {
    cwd: ROOT,
    environment: cleanEnvironment(),
    folder,
  });
  const description = JSON.parse(await child.firstLine()) as GateDescription;
  return { ...child, port: Number(new URL(description.endpoint).port), description };
}

/**
 * A server that answers at once, or one that only passes requests on to processes behind it.
 *
 * @param args what they take: bare.js, hop.js
 */
export async function startServer(
  folder: string,
  script: "bare.js" | "hop.js",
  args: readonly string[],
): Promise<Program> {
  const child = start(process.execPath, [join(__dirname, script), ...args], {
    environment: cleanEnvironment(),
    folder,
  });
  return { ...child, port: Number(await child.firstLine()) };
}

/** A folder for one run. It is removed, and all programs are stopped, when the run ends. */
export function withPrograms<T>(use: (folder: string) => Promise<T>): Promise<T> {
  return withFolder("gate", async (folder) => {
    try {
      return await use(folder);
    } finally {
      await stopAll();
    }
  });
}
