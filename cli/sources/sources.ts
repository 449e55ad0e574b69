import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve, sep } from "node:path";
import { type GuardSide, type PlanAction, parsePlanActions } from "../../terraform/access/guard";
import { parseJson } from "../../terraform/language/expression";
import { readModel } from "../../terraform/read";
import {
  detect,
  type Positions,
  type Resolved,
  resolveTerraform,
  type StackSource,
  type TerraformSource,
} from "../../terraform/sources";
import { UsageError } from "../error";
import { evidenceOf, type ReadArchive } from "./evidence";
import { isConfiguration, readConfiguration, readLocalModules } from "./hcl-folder";
import { readOutput } from "./output";
import { projectAt } from "./project";

/** Of a plan, state or stack; more does not fit into the memory of a small machine. */
const MAX_BYTES = 200_000_000;

/** One side of Terraform that was read, with the evidence in its archives. */
export interface OpenedSide extends GuardSide {
  /** Where its blocks are, as far as it is HCL; files by their path from the working directory. */
  readonly positions: Positions;
}

export interface Opened extends OpenedSide {
  /** Of a plan: the state before it is applied. */
  readonly base?: OpenedSide;
  /** Of a plan: what it does. */
  readonly changes?: readonly PlanAction[];
}

/** @throws UsageError `NO_PROJECT`, `OUTPUT_MISSING` where the project is not synthesized */
export function defaultSource(): string {
  const { output } = projectAt(process.cwd());
  if (existsSync(join(output, "stacks"))) return output;
  throw new UsageError("OUTPUT_MISSING", `There is no Terraform in ${output}; "gatehouse synth" writes it.`);
}

/**
 * Opens a folder that cdktf wrote, a folder of HCL, or a plan or state as `terraform show -json` prints it.
 *
 * @throws UsageError `SOURCE_MISSING`, `SOURCE_UNKNOWN`, `SOURCE_BROKEN`; TerraformError
 */
export async function openSource(path: string): Promise<Opened> {
  if (!existsSync(path)) throw new UsageError("SOURCE_MISSING", `There is no file or folder ${path}.`);
  if (statSync(path).isDirectory()) return openFolder(path);
  const text = readText(path);
  const document = parsed(path, text, JSON.parse);
  switch (detect(document)) {
    case "plan":
      return {
        ...sideOf({ kind: "plan", document }, besideOf(path, "after")),
        base: sideOf({ kind: "plan", document, side: "before" }, besideOf(path, "before")),
        changes: parsePlanActions(document),
      };
    case "state":
      return sideOf({ kind: "state", document }, besideOf(path, "before"));
    case "cdktf":
      // A stack may be written by hand, with a name twice; Terraform would read both.
      parsed(path, text, parseJson);
      return sideOf(
        { kind: "stacks", stacks: [await withModules({ name: "stack", document }, dirname(path))] },
        besideOf(path, "after"),
      );
    case undefined:
      throw new UsageError(
        "SOURCE_UNKNOWN",
        `${path} is neither a plan nor a state as "terraform show -json" prints it, nor synthesized Terraform.`,
      );
  }
}

async function openFolder(path: string): Promise<Opened> {
  if (isConfiguration(path)) {
    const source = { kind: "hcl", ...(await readConfiguration(path)) } as const;
    return sideOf(source, besideOf(join(path, "main.tf"), "after"));
  }
  if (!existsSync(join(path, "stacks")) && existsSync(join(path, "cdk.tf.json")))
    return openSource(join(path, "cdk.tf.json"));
  const output = readOutput(path);
  const stacks = await Promise.all(
    output.stacks.map(async (stack) => withModules(stack, join(path, "stacks", stack.name))),
  );
  return sideOf({ kind: "stacks", stacks }, ({ archive }) => {
    try {
      return output.readArchive(archive);
    } catch {
      // An archive that cannot be read is no evidence: its function's decisions are unknown.
      return undefined;
    }
  });
}

async function withModules(stack: StackSource, folder: string): Promise<StackSource> {
  return { ...stack, modules: await readLocalModules(folder, stack.document) };
}

function sideOf(source: TerraformSource, readArchive: ReadArchive<Resolved>): OpenedSide {
  const resolved = resolveTerraform(source);
  const model = readModel(resolved, { parseYaml });
  return {
    model,
    evidence: evidenceOf(model, (lambda) => readArchive(lambda, resolved)),
    resources: resolved.resources,
    positions: resolved.positions ?? new Map(),
  };
}

function parseYaml(text: string): unknown {
  // Loaded only where an API is described in YAML.
  return (require("yaml") as typeof import("yaml")).parse(text);
}

/**
 * The archives beside a plan or state. For what is applied already, only the archive with the applied hash counts: the
 * file may be newer.
 */
function besideOf(file: string, side: "before" | "after"): ReadArchive<Resolved> {
  const base = dirname(resolve(file));
  return (lambda, { resources }) => {
    const values = resources.find(({ address }) => address === lambda.address)?.values;
    const archive = typeof values?.filename === "string" ? resolve(base, values.filename) : "";
    if (!archive.startsWith(base + sep) || !existsSync(archive)) return undefined;
    const bytes = readFileSync(archive);
    const hash = values?.source_code_hash;
    const isSame = hash === createHash("sha256").update(bytes).digest("base64");
    return isSame || (side === "after" && typeof hash !== "string") ? bytes : undefined;
  };
}

function readText(file: string): string {
  const { size } = statSync(file);
  if (size <= MAX_BYTES) return readFileSync(file, "utf8");
  throw new UsageError(
    "SOURCE_BROKEN",
    `${file} has ${Math.ceil(size / 1e6)} MB; up to ${MAX_BYTES / 1e6} MB are read.`,
  );
}

function parsed(file: string, text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new UsageError("SOURCE_BROKEN", `${file} is not JSON: ${(error as Error).message}`);
  }
}
