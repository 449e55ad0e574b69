import { join, resolve } from "node:path";
import type { Notice } from "../../../terraform/model";
import { parseFile } from "./parse-file";
import type { Tree } from "./tree";

/** The modules that `terraform init` fetched: each folder by the address of its call without keys, `edge.inner`. */
export interface FetchedModules {
  readonly folders: Readonly<Record<string, string>>;
  readonly notices: readonly Notice[];
}

const MANIFEST = ".terraform/modules/modules.json";

/** Reads the list that `terraform init` writes; a module that is not in the tree is left out. */
export async function fetchedModules(root: string, tree: Tree): Promise<FetchedModules> {
  const file = join(root, MANIFEST);
  if (!tree.has(file)) return { folders: {}, notices: [] };
  const parsed = await parseFile(file);
  if ("unreadable" in parsed)
    return { folders: {}, notices: [{ address: MANIFEST, message: parsed.unreadable, weight: "warning" }] };
  const found = entriesOf(parsed.json).filter(({ key }) => key !== "");
  const folders = found.map(({ dir, key }) => [key, resolve(root, dir)] as const);
  return { folders: Object.fromEntries(folders.filter(([, folder]) => tree.has(folder))), notices: [] };
}

function entriesOf(json: unknown): readonly { readonly key: string; readonly dir: string }[] {
  const { Modules: modules } = (json ?? {}) as { readonly Modules?: unknown };
  if (!Array.isArray(modules)) return [];
  return modules.flatMap((entry: { readonly Key?: unknown; readonly Dir?: unknown } | null) =>
    typeof entry?.Key === "string" && typeof entry.Dir === "string"
      ? [{ key: entry.Key, dir: entry.Dir }]
      : [],
  );
}
