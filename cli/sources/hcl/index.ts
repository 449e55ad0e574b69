import { readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Notice } from "../../../terraform/model";
import type { ConfigurationFile, HclFiles, ModuleFiles } from "../../../terraform/sources";
import { tick } from "../../progress";
import { fetchedModules } from "./fetched-modules";
import { configurationNames, isOpenTofu } from "./names";
import { MAX_FILE_BYTES, type ParsedFile, parseFile } from "./parse-file";
import { reachOf } from "./reach";
import { Tree } from "./tree";
import { type RunWith, valuesFor } from "./values";

export { Tree } from "./tree";
export type { GivenValue, RunWith } from "./values";

/** Of all files together, and how many of them. */
const MAX_BYTES = 12_000_000;
const MAX_FILES = 5_000;

/** Whether a folder is a Terraform configuration. */
export function isConfiguration(folder: string): boolean {
  return configurationNames(readdirSync(folder)).some((name) => name !== "cdk.tf.json");
}

/**
 * Reads a configuration: its own files, the modules that it calls and that are in the tree, and the values that Terraform
 * takes by itself. A file that cannot be read is in the result with the reason.
 */
export async function readConfiguration(
  root: string,
  runWith: RunWith = {},
): Promise<HclFiles & { readonly asked: () => readonly string[] }> {
  const tree = new Tree(root);
  const fetched = await fetchedModules(root, tree);
  const { files, notices } = await filesFrom(
    [resolve(root), ...Object.values(fetched.modules).map(({ folder }) => folder)],
    tree,
  );
  const values = await valuesFor(root, tree, runWith);
  return {
    root: resolve(root),
    files: withReach(files, root, tree),
    fetched: fetched.modules,
    readText: (path) => tree.text(`/${path}`),
    filesBelow: (folder) => tree.below(`/${folder}`),
    digestOf: (path) => tree.digest(`/${path}`),
    asked: () => tree.asked(),
    ...values,
    notices: [...fetched.notices, ...notices, ...values.notices],
  };
}

/** Reads the modules that a synthesized stack calls by relative path, and those that they call. */
export async function readLocalModules(root: string, document: unknown): Promise<ModuleFiles> {
  const sources = localModules(document);
  const folders = sources.map((source) => resolve(root, source));
  const tree = new Tree(root);
  const { files } = folders.length === 0 ? { files: [] } : await filesFrom(folders, tree);
  return { root: resolve(root), files: withReach(files, root, tree) };
}

/** Gives files that are not read a digest of what they may read, which is made only where there are such files. */
function withReach(
  files: readonly ConfigurationFile[],
  root: string,
  tree: Tree,
): readonly ConfigurationFile[] {
  if (!files.some((file) => "unreadable" in file)) return files;
  const reach = reachOf(tree, [root, ...files.map(({ path }) => dirname(path))]);
  return files.map((file) => ("unreadable" in file ? { ...file, reach } : file));
}

interface Read {
  readonly files: readonly ConfigurationFile[];
  readonly notices: readonly Notice[];
}

/** The files of folders, and of the local modules that they call. Of too many, the rest is one that is unreadable. */
async function filesFrom(folders: readonly string[], tree: Tree): Promise<Read> {
  const files: ConfigurationFile[] = [];
  const notices: Notice[] = [];
  const seen = new Set<string>();
  let left = MAX_BYTES;
  for (const waiting = [...folders]; waiting.length > 0; ) {
    const folder = waiting.shift() as string;
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const name of configurationNames(tree.names(folder))) {
      const path = join(folder, name);
      const size = tree.sizeOf(path);
      if (files.length >= MAX_FILES || (size > left && size <= MAX_FILE_BYTES))
        return { files: [...files, { path, unreadable: TOO_MUCH }], notices };
      tick(`${files.length} files`);
      const parsed: ParsedFile = tree.has(path) ? await parseFile(path) : { unreadable: OUTSIDE };
      left -= Math.min(size, MAX_FILE_BYTES);
      if (isOpenTofu(name)) notices.push({ address: name, message: OF_OPENTOFU });
      if ("json" in parsed) {
        files.push({ path, json: parsed.json, ...(parsed.positions && { positions: parsed.positions }) });
        waiting.push(...localModules(parsed.json).map((source) => resolve(folder, source)));
      } else files.push({ path, ...parsed });
    }
  }
  return { files, notices };
}

const OUTSIDE = "it is a link to outside of the folder, or to nothing";
const TOO_MUCH = "the configuration is too large: neither this file nor any after it is read";
const OF_OPENTOFU = "only OpenTofu reads it: this is what OpenTofu makes of the folder, not Terraform";

function localModules(document: unknown): string[] {
  const { module: calls } = (document ?? {}) as { readonly module?: unknown };
  return [calls ?? []]
    .flat()
    .flatMap((named) => Object.values((named ?? {}) as Readonly<Record<string, unknown>>).flat())
    .flatMap((body) => {
      const source = (body as { readonly source?: unknown } | null)?.source;
      return typeof source === "string" && /^\.\.?(\/|$)/.test(source) ? [source] : [];
    });
}
