import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { UsageError } from "../error";
import { isConfiguration } from "./hcl";

/** Folders below one that are looked into, how deep, and how many are named. */
const MAX_FOLDERS = 1_000;
const MAX_DEPTH = 4;
const NAMED = 3;
/** Folders that hold copies of others, or tools. */
const PASSED_OVER = /^(\..*|node_modules)$/;

/** Whether a folder is itself Terraform: HCL, or what cdktf wrote. */
export function isTerraform(folder: string): boolean {
  return (
    existsSync(join(folder, "manifest.json")) ||
    existsSync(join(folder, "cdk.tf.json")) ||
    isConfiguration(folder) ||
    foldersIn(join(folder, "stacks")).some((stack) => existsSync(join(stack, "cdk.tf.json")))
  );
}

/** The nearest folders below one that are Terraform. */
export function terraformBelow(folder: string): readonly string[] {
  const found: string[] = [];
  let level = [folder];
  for (let depth = 0, seen = 0; depth < MAX_DEPTH && seen < MAX_FOLDERS; depth++) {
    const below = level.flatMap(foldersIn).slice(0, MAX_FOLDERS - seen);
    seen += below.length;
    found.push(...below.filter(isTerraform));
    level = below.filter((one) => !isTerraform(one));
  }
  return found;
}

/** The error for a folder that is no Terraform, with the folders below it that are. */
export function noTerraformIn(folder: string): UsageError {
  const below = terraformBelow(folder);
  const more = below.length > NAMED ? ` and ${below.length - NAMED} more folders` : "";
  const hint =
    below.length > 0
      ? `; there is Terraform in ${below.slice(0, NAMED).join(", ")}${more}`
      : "; expected .tf files, or stacks/*/cdk.tf.json as a synth writes them";
  return new UsageError("OUTPUT_MISSING", `There is no Terraform in ${folder}${hint}.`);
}

/** Symbolic links are not followed. */
function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !PASSED_OVER.test(entry.name))
      .map(({ name }) => join(folder, name))
      .sort();
  } catch {
    return [];
  }
}
