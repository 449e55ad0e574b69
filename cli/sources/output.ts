import { existsSync, readdirSync } from "node:fs";
import { join, normalize, resolve, sep } from "node:path";
import { parseJson } from "../../terraform/language/expression";
import type { StackSource } from "../../terraform/sources";
import { UsageError } from "../error";
import { readRegularFile, readText } from "./regular-file";
import { noTerraformIn } from "./terraform-folders";

/** Of a stack or an archive. */
const MAX_BYTES = 250_000_000;

/** A folder that cdktf wrote: the Terraform of each stack, and the archives that it names. */
export interface SynthOutput {
  readonly stacks: readonly StackSource[];
  /** The bytes of a function's archive, named `STACK/FILE` with the file as the stack's Terraform writes it. */
  readArchive(archive: string): Uint8Array;
}

/** @throws UsageError `OUTPUT_MISSING`, `OUTPUT_BROKEN` */
export function readOutput(folder: string): SynthOutput {
  const names = stackNames(folder);
  for (const name of names) refuseOthers(join(folder, "stacks", name));
  const stacks = names.map((name) => ({
    name,
    document: readJson(join(folder, "stacks", name, "cdk.tf.json")),
  }));
  return {
    stacks,
    readArchive(archive) {
      const slash = archive.indexOf("/");
      const stack = archive.slice(0, slash);
      const base = resolve(folder, "stacks", stack);
      const file = resolve(base, normalize(archive.slice(slash + 1)));
      if (!names.includes(stack) || !file.startsWith(base + sep)) {
        throw new UsageError("ARCHIVE_OUTSIDE", `The archive ${archive} is outside of its stack's folder.`);
      }
      const read = readRegularFile(file, MAX_BYTES);
      if ("bytes" in read) return read.bytes;
      throw new UsageError("OUTPUT_BROKEN", `${file}: ${read.unreadable}.`);
    },
  };
}

/** Terraform merges all files of a folder and takes variables from some. A file that is not read here must not exist. */
function refuseOthers(folder: string): void {
  const other = existsSync(folder)
    ? readdirSync(folder).find(
        (name) => name !== "cdk.tf.json" && /\.(tf|tf\.json|tfvars|tfvars\.json)$/.test(name),
      )
    : undefined;
  if (other === undefined) return;
  throw new UsageError(
    "OUTPUT_OTHER",
    `${join(folder, other)}: Terraform would read this file too; only cdk.tf.json is read here.`,
  );
}

/** The manifest lists the current stacks; folders of renamed stacks may still exist. */
function stackNames(folder: string): string[] {
  const manifest = join(folder, "manifest.json");
  const stacks = join(folder, "stacks");
  if (existsSync(manifest)) {
    const { stacks: named } = readJson(manifest) as { stacks?: Record<string, unknown> };
    const names = Object.keys(named ?? {}).sort();
    const odd = names.find((name) => !/^[\w-]+$/.test(name));
    if (odd !== undefined)
      throw new UsageError(
        "OUTPUT_BROKEN",
        `${manifest} names a stack "${odd}"; expected letters, digits, - and _.`,
      );
    if (names.length > 0) return names;
  }
  const found = existsSync(stacks)
    ? readdirSync(stacks).filter((name) => existsSync(join(stacks, name, "cdk.tf.json")))
    : [];
  if (found.length === 0) {
    throw noTerraformIn(folder);
  }
  return found.sort();
}

function readJson(file: string): unknown {
  const read = readText(file, MAX_BYTES);
  if ("unreadable" in read)
    throw new UsageError("OUTPUT_MISSING", `${file} cannot be read; synthesize first: ${read.unreadable}.`);
  try {
    return parseJson(read.text);
  } catch (error) {
    throw new UsageError("OUTPUT_BROKEN", `${file} is not JSON: ${(error as Error).message}`);
  }
}
