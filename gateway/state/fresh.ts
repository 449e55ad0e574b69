import { rmSync } from "node:fs";
import { join } from "node:path";

/** Everything that the gate keeps in its state folder; whatever else lies there is not the gate's. */
const ENTRIES = ["installation.json", "secrets.json", "code", "tables"];

/** Forgets users, keys, sessions and tables. */
export function forgetState(stateDir: string): void {
  for (const entry of ENTRIES) rmSync(join(stateDir, entry), { recursive: true, force: true });
}

/** Unpacked code is only kept while a gate runs: which archives there are is for the Terraform to say. */
export function forgetCode(stateDir: string): void {
  rmSync(join(stateDir, "code"), { recursive: true, force: true });
}
