import { TerraformError } from "../error";
import {
  type ConfigurationFile,
  type ConfigurationRoot,
  foldersOf,
  fromTo,
  type Json,
  joined,
  type Position,
  type Positions,
  parseStack,
  positionsByFolder,
  rootOf,
  type Stack,
  type Surroundings,
} from "../language/configuration";
import { own, Unresolved } from "../language/expression";
import type { Notice } from "../model";
import { UNKNOWN_REGION } from "./show/place";

/** The files of a configuration, including those of the modules that it calls by relative path. */
export interface HclFiles {
  readonly files: readonly ConfigurationFile[];
  /** Texts of other files by path, for file() and templatefile(). */
  readonly texts?: Readonly<Record<string, string>>;
  /** Values of the root's variables; others have their default, or are unknown. */
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Depth of nested modules. A deeper one calls itself. */
const MAX_DEPTH = 30;

/** A root in HCL, and what was noticed while it was evaluated. */
export interface HclRoot extends ConfigurationRoot {
  readonly noticed: ReadonlyMap<string, Notice>;
  /** Filled while it is evaluated: modules are opened then. */
  readonly positions: Positions;
}

/**
 * A configuration in HCL as a root. A value that only Terraform can compute is unknown.
 *
 * @param name what addresses begin with, before a slash; empty where it is read alone
 * @throws TerraformError
 */
export function hclRoot({ files, texts = {}, variables = {} }: HclFiles, name: string): HclRoot {
  const folders = foldersOf(files);
  const root = rootOf(folders);
  const places = new Map<Stack, { readonly folder: string; readonly depth: number }>();
  const inFolders = positionsByFolder(files);
  const positions = new Map<string, Position>();
  const open = (folder: string, depth: number, as: Pick<Stack, "call" | "prefix">): Stack | undefined => {
    const document = folders.get(folder);
    if (!document) return undefined;
    if (depth > MAX_DEPTH) throw new TerraformError("REFERENCE_CYCLE", "a module calls itself", folder);
    const stack = parseStack({ name: as.prefix.replace(/[./]$/, "") || "root", document }, as);
    places.set(stack, { folder, depth });
    for (const [local, position] of inFolders.get(folder) ?? []) positions.set(as.prefix + local, position);
    return stack;
  };
  const stack = open(root, 0, { prefix: name === "" ? "" : `${name}/` }) as Stack;
  const given = withValues(stack, variables);
  places.set(given, { folder: root, depth: 0 });
  const undeclared = new Map<string, Notice>();
  const surroundings: Surroundings = {
    region: UNKNOWN_REGION,
    undeclared(variable, { prefix }) {
      const address = `${prefix}var.${variable}`;
      const message = "nothing declares it: a file may be missing here, and what it makes is not read";
      undeclared.set(address, { address, message, weight: "warning" });
      return new Unresolved(`${address}: nothing declares it`, address);
    },
    // A configuration that uses the workspace runs in several, so there is no default.
    workspace: new Unresolved(
      "terraform.workspace: it is not known which one is selected",
      "terraform.workspace",
    ),
    module(source, from, as) {
      const place = places.get(from);
      if (!place || !/^\.\.?(\/|$)/.test(source)) return undefined;
      return open(joined(place.folder, source), place.depth + 1, as);
    },
    folder: (stack) => fromTo(root, places.get(stack)?.folder ?? root),
    // Terraform runs in the root: paths are relative to it, and `path.module` leads from it to the module.
    file: (path) => own(texts, joined(root, path)),
  };
  return { stack: given, surroundings, noticed: undeclared, positions };
}

function withValues(stack: Stack, values: Readonly<Record<string, unknown>>): Stack {
  const variables = { ...stack.variables };
  for (const [name, value] of Object.entries(values))
    if (Object.hasOwn(variables, name))
      variables[name] = { ...(variables[name] as object), default: value as Json } as Json;
  return { ...stack, variables };
}
