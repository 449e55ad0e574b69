import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { MADE_KEYS_FILE } from "../control-plane/made-keys";
import { isUnpacked } from "../lambda/archive";
import { installationFile } from "./installation";

/** Everything that the gate keeps in its state folder; whatever else lies there is not the gate's. */
export const ENTRIES = ["secrets.json", MADE_KEYS_FILE, "tables", "installation.json"];

/** Forgets users, keys, sessions and tables. A folder that no gate has worked in is left as it is. */
export function forgetState(stateDir: string): void {
  if (!existsSync(installationFile(stateDir))) return;
  forgetCode(stateDir);
  for (const entry of ENTRIES) rmSync(join(stateDir, entry), { recursive: true, force: true });
}

/** Unpacked code is only kept while a gate runs: which archives there are is for the Terraform to say. */
export function forgetCode(stateDir: string): void {
  const code = join(stateDir, "code");
  if (!existsSync(code)) return;
  for (const entry of readdirSync(code).filter(isUnpacked))
    rmSync(join(code, entry), { recursive: true, force: true });
}
