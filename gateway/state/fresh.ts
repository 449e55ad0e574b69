import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { installationFile } from "./installation";
import { rewrittenName } from "./journal";

/** API keys that functions made. */
export const MADE_KEYS_FILE = "made-keys.json";

/** Users of the user pools, their sessions and attempts. */
const DIRECTORY_FILE = "directory.jsonl";

/** The authority for TLS and its certificate. They outlive --fresh: devices were told to trust the authority. */
export const TLS_FOLDER = "tls";

/** Where the running gate is. */
export const RUNNING_FILE = "running.json";

/** Everything that the gate keeps in its state folder. Other entries there are not the gate's. */
export const ENTRIES = [
  "secrets.json",
  MADE_KEYS_FILE,
  DIRECTORY_FILE,
  rewrittenName(DIRECTORY_FILE),
  RUNNING_FILE,
  "tables",
  "installation.json",
];

export function directoryFile(stateDir: string): string {
  return join(stateDir, DIRECTORY_FILE);
}

/** Removes users, keys, sessions and tables. A folder that no gate has used is left as it is. */
export function forgetState(stateDir: string): void {
  if (!existsSync(installationFile(stateDir))) return;
  forgetCode(stateDir);
  for (const entry of ENTRIES) rmSync(join(stateDir, entry), { recursive: true, force: true });
}

/** Removes unpacked code, which is kept only while a gate runs. */
export function forgetCode(stateDir: string): void {
  const code = join(stateDir, "code");
  if (!existsSync(code)) return;
  for (const entry of readdirSync(code).filter(isUnpacked))
    rmSync(join(code, entry), { recursive: true, force: true });
}

/** Whether a gate of this or of an earlier version gives folders of unpacked code such names. */
function isUnpacked(name: string): boolean {
  return /^([0-9a-f]{32}|[0-9a-f]{64}(\.[0-9a-f]{12}\.tmp)?)$/.test(name);
}
