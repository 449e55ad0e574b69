import { join, resolve } from "node:path";
import type { Notice } from "../../../terraform/model";
import type { FetchedModule } from "../../../terraform/sources";
import { FETCHED } from "./names";
import { parseFile } from "./parse-file";
import type { Tree } from "./tree";

export interface FetchedModules {
  /** By the names of the calls that lead to them: `edge.inner`. */
  readonly modules: Readonly<Record<string, FetchedModule>>;
  readonly notices: readonly Notice[];
}

const MANIFEST = `${FETCHED}/modules.json`;

/**
 * Reads the list that `terraform init` writes. A module that it says is elsewhere is left out: the list may be a part of
 * what is reviewed, and Terraform fetches modules into one folder only.
 */
export async function fetchedModules(root: string, tree: Tree): Promise<FetchedModules> {
  const file = join(root, MANIFEST);
  if (!tree.has(file)) return { modules: {}, notices: [] };
  const parsed = await parseFile(file);
  if ("unreadable" in parsed)
    return { modules: {}, notices: [{ address: MANIFEST, message: parsed.unreadable, weight: "warning" }] };
  const found = entriesOf(parsed.json).map(({ Dir, Key, Source, Version }) => {
    const module = {
      folder: resolve(root, Dir),
      ...(typeof Source === "string" && { source: Source }),
      ...(typeof Version === "string" && Version !== "" && { version: Version }),
    };
    return [Key, module] as const;
  });
  const modules = found.filter(([key, { folder }]) => key !== "" && tree.hasFetched(folder));
  return { modules: Object.fromEntries(modules), notices: [] };
}

interface Entry {
  readonly Key: string;
  readonly Dir: string;
  readonly Source?: unknown;
  readonly Version?: unknown;
}

function entriesOf(json: unknown): readonly Entry[] {
  const { Modules: modules } = (json ?? {}) as { readonly Modules?: unknown };
  if (!Array.isArray(modules)) return [];
  return modules.filter(
    (entry: Partial<Entry> | null): entry is Entry =>
      typeof entry?.Key === "string" && typeof entry.Dir === "string",
  );
}
