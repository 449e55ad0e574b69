import { createHash } from "node:crypto";
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { TerraformError } from "../../terraform/error";
import { parseJson } from "../../terraform/language/expression";
import { detect, type Resolved, type StackSource, type TerraformSource } from "../../terraform/sources";
import { UsageError } from "../error";
import type { ReadArchive } from "./evidence";
import { isConfiguration, type RunWith, readConfiguration, readLocalModules, Tree } from "./hcl";
import { readOutput, type SynthOutput } from "./output";
import { readRegularFile, textOf } from "./regular-file";
import type { RootPath } from "./roots";

/** Of a plan, state or stack; more does not fit into the memory of a small machine. */
const MAX_BYTES = 200_000_000;

/** Of a function's archive; Lambda takes no larger one. */
const MAX_ARCHIVE_BYTES = 250_000_000;

/** The side of a plan: the state before it is applied, or after. All else has one side only. */
export type Side = "before" | "after";

/** One root, opened and not yet resolved. */
export interface OpenedRoot {
  readonly source: TerraformSource;
  /** Its file or folder, from the root of the file system. */
  readonly location: string;
  /** What its addresses begin with: `identity/`; of synthesized stacks one for each. An empty text is all addresses. */
  readonly prefixes: readonly string[];
  readonly readArchive: (side: Side) => ReadArchive<Resolved>;
  /** Of a folder of HCL: the files that its expressions have asked for, absolute. */
  readonly asked?: () => readonly string[];
  /** Of a folder that cdktf wrote. */
  readonly output?: SynthOutput;
}

/**
 * Opens a folder that cdktf wrote, a folder of HCL, a plan or state as `terraform show -json` prints it, or a state as
 * Terraform keeps it.
 *
 * @throws UsageError `SOURCE_UNKNOWN`, `SOURCE_BROKEN`, `OUTPUT_BROKEN`
 */
export async function openRoot({ name, path }: RootPath, runWith: RunWith): Promise<OpenedRoot> {
  const prefixes = [name === "" ? "" : `${name}/`];
  if (statSync(path).isDirectory()) return openFolder(path, prefixes, runWith);
  const document = parsed(path, readDocument(path));
  switch (kindOf(document, path)) {
    case "plan":
      return {
        source: { kind: "plan", document },
        location: resolve(path),
        prefixes,
        readArchive: (side) => besideOf(path, side),
      };
    case "state":
      return {
        source: { kind: "state", document },
        location: resolve(path),
        prefixes,
        readArchive: () => besideOf(path, "before"),
      };
    case "cdktf": {
      const stack = await withModules({ name: name || stackName(path), document }, dirname(path));
      return {
        source: { kind: "stacks", stacks: [stack] },
        location: resolve(dirname(path)),
        prefixes: [`${stack.name}/`],
        readArchive: () => besideOf(path, "after"),
      };
    }
    case undefined:
      throw new UsageError(
        "SOURCE_UNKNOWN",
        `${path} is neither a plan nor a state as "terraform show -json" prints it, nor a state file, nor synthesized Terraform.`,
      );
  }
}

function kindOf(document: unknown, path: string): ReturnType<typeof detect> {
  try {
    return detect(document);
  } catch (error) {
    throw error instanceof TerraformError ? error.at(path) : error;
  }
}

/** cdktf writes each stack as cdk.tf.json into a folder of its name. */
function stackName(file: string): string {
  const folder = basename(dirname(resolve(file)));
  return basename(file) === "cdk.tf.json" && /^[\w-]+$/.test(folder) ? folder : "stack";
}

async function openFolder(path: string, prefixes: readonly string[], runWith: RunWith): Promise<OpenedRoot> {
  if (isConfiguration(path)) {
    const { asked, ...files } = await readConfiguration(path, runWith);
    const source = { kind: "hcl", ...files } as const;
    const location = resolve(path);
    return { source, location, prefixes, asked, readArchive: () => besideOf(join(path, "main.tf"), "after") };
  }
  if (!existsSync(join(path, "stacks")) && existsSync(join(path, "cdk.tf.json")))
    return openRoot(
      { name: prefixes[0]?.replace("/", "") ?? "", path: join(path, "cdk.tf.json"), named: false },
      runWith,
    );
  const output = readOutput(path);
  const stacks = await Promise.all(
    output.stacks.map(async (stack) => withModules(stack, join(path, "stacks", stack.name))),
  );
  return {
    source: { kind: "stacks", stacks },
    location: resolve(path),
    prefixes: stacks.map(({ name }) => `${name}/`),
    output,
    readArchive:
      () =>
      ({ archive }) => {
        try {
          return output.readArchive(archive);
        } catch {
          // An archive that cannot be read is no evidence: its function's decisions are unknown.
          return undefined;
        }
      },
  };
}

async function withModules(stack: StackSource, folder: string): Promise<StackSource> {
  return { ...stack, modules: await readLocalModules(folder, stack.document) };
}

/**
 * The archives beside a plan or state. For what is applied already, only the archive with the applied hash counts: the
 * file may be newer.
 */
function besideOf(file: string, side: Side): ReadArchive<Resolved> {
  const base = dirname(resolve(file));
  const tree = new Tree(base);
  return (lambda, { resources }) => {
    const values = resources.find(({ address }) => address === lambda.address)?.values;
    const archive = typeof values?.filename === "string" ? resolve(base, values.filename) : "";
    const isThere = archive.startsWith(base + sep) && tree.has(archive);
    const read = isThere ? readRegularFile(archive, MAX_ARCHIVE_BYTES) : undefined;
    if (!read || "unreadable" in read) return undefined;
    const { bytes } = read;
    const hash = values?.source_code_hash;
    const isSame = hash === createHash("sha256").update(bytes).digest("base64");
    return isSame || (side === "after" && typeof hash !== "string") ? bytes : undefined;
  };
}

function readDocument(file: string): string {
  const read = readRegularFile(file, MAX_BYTES);
  if ("unreadable" in read) throw new UsageError("SOURCE_BROKEN", `${file}: ${read.unreadable}.`);
  if (read.bytes.subarray(0, ZIP.length).equals(ZIP))
    throw new UsageError(
      "SOURCE_BROKEN",
      `${file} looks like a plan as "terraform plan -out" writes it; print it with "terraform show -json ${file} > plan.json", and give plan.json.`,
    );
  if (/\.(tf|tofu)$/.test(file))
    throw new UsageError("SOURCE_BROKEN", `${file} is one file of HCL; give its folder, "${dirname(file)}".`);
  const text = textOf(read.bytes);
  if ("text" in text) return text.text;
  throw new UsageError("SOURCE_BROKEN", `${file}: ${text.unreadable}.`);
}

/** How a zip archive begins. */
const ZIP = Buffer.from("PK\u0003\u0004");

/** A name that comes twice in one object is refused: what reads the first would see another document. */
function parsed(file: string, text: string): unknown {
  try {
    return parseJson(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new UsageError("SOURCE_BROKEN", `${file} is not JSON: ${(error as Error).message}.`);
  }
}
