import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import type { HclFiles } from "../terraform/hcl/resolve";
import { UsageError } from "./error";

type Parse = (file: string, text: string) => Promise<Readonly<Record<string, unknown>>>;

/** Folders that hold no configuration of the project's own. */
const PASSED_OVER = [".git", ".terraform", "node_modules", "cdktf.out"];
/** What file() and templatefile() may ask for: OpenAPI documents and policies are never this large. */
const MAX_TEXT_BYTES = 2_000_000;
const MAX_TEXTS = 1_000;

/** Whether a folder is a Terraform configuration. */
export function isConfiguration(folder: string): boolean {
  return readdirSync(folder).some((name) => /\.tf(\.json)?$/.test(name) && name !== "cdk.tf.json");
}

/**
 * Reads a configuration: its own files, the local modules that it calls, the values that Terraform takes by itself,
 * and the texts that it may ask for.
 *
 * @throws UsageError `SOURCE_BROKEN` naming the file
 */
export async function readConfiguration(root: string): Promise<HclFiles> {
  // Loaded only here: the parser is large.
  const { parse } = require("@cdktf/hcl2json") as { parse: Parse };
  const files = new Map<string, unknown>();
  const waiting = [resolve(root)];
  const seen = new Set<string>();
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    if (seen.has(folder) || !existsSync(folder)) continue;
    seen.add(folder);
    for (const name of readdirSync(folder).sort()) {
      if (!/\.tf(\.json)?$/.test(name)) continue;
      const json = await parsed(join(folder, name), parse);
      files.set(join(relative(root, folder), name), json);
      waiting.push(...localModules(json).map((source) => resolve(folder as string, source)));
    }
  }
  return {
    files: [...files].map(([path, json]) => ({ path, json })),
    texts: textsBelow(root),
    variables: await variablesOf(root, parse),
  };
}

async function parsed(file: string, parse: Parse): Promise<Readonly<Record<string, unknown>>> {
  const text = readFileSync(file, "utf8");
  try {
    return file.endsWith(".json") ? JSON.parse(text) : await parse(file, text);
  } catch (error) {
    const why = (error as Error).message.split("\n")[0];
    throw new UsageError("SOURCE_BROKEN", `${file} does not parse: ${why}`);
  }
}

function localModules({ module: calls }: Readonly<Record<string, unknown>>): string[] {
  const bodies = Object.values((calls ?? {}) as Readonly<Record<string, unknown>>).flat();
  return bodies.flatMap((body) => {
    const source = (body as { readonly source?: unknown } | null)?.source;
    return typeof source === "string" && /^\.\.?\//.test(source) ? [source] : [];
  });
}

/** terraform.tfvars and *.auto.tfvars, in the order in which Terraform lets a later one win. */
async function variablesOf(root: string, parse: Parse): Promise<Record<string, unknown>> {
  const names = readdirSync(root).sort();
  const own = ["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name));
  const automatic = names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name));
  const values = await Promise.all([...own, ...automatic].map((name) => parsed(join(root, name), parse)));
  return Object.assign({}, ...values) as Record<string, unknown>;
}

function textsBelow(root: string): Record<string, string> {
  const texts: Record<string, string> = {};
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory() && !PASSED_OVER.includes(entry.name)) visit(path);
      if (!entry.isFile() || !/\.(json|ya?ml|tpl|tftpl|txt)$/.test(entry.name)) continue;
      if (Object.keys(texts).length >= MAX_TEXTS || statSync(path).size > MAX_TEXT_BYTES) continue;
      texts[relative(root, path)] = readFileSync(path, "utf8");
    }
  };
  visit(root);
  return texts;
}
