import { TerraformError } from "../../error";
import { type Folders, foldersOf, joined } from "./hcl-folder";
import type { Surroundings } from "./resolver";
import { parseStack, type Stack, type StackSource } from "./stack";

/** Modules in modules: deeper than this, one calls itself. */
const MAX_DEPTH = 30;

interface Place {
  readonly folders: Folders;
  readonly folder: string;
  readonly depth: number;
}

/**
 * The modules that synthesized stacks call by a relative path, as `TerraformHclModule` writes them. One that is not
 * available is a notice, and its outputs are unknown.
 *
 * @param parsed the stacks of the sources, in the same order
 */
export function localModules(sources: readonly StackSource[], parsed: readonly Stack[]): Surroundings {
  const places = new Map<Stack, Place>();
  sources.forEach(({ modules = [] }, index) => {
    const stack = parsed[index] as Stack;
    places.set(stack, { folders: foldersOf(modules), folder: "", depth: 0 });
  });
  return {
    module(source, from, as) {
      const place = places.get(from);
      if (!place || !/^\.\.?(\/|$)/.test(source)) return undefined;
      const folder = joined(place.folder, source);
      const document = place.folders.get(folder);
      if (!document) return undefined;
      const depth = place.depth + 1;
      if (depth > MAX_DEPTH) throw new TerraformError("REFERENCE_CYCLE", "a module calls itself", folder);
      // By the name of the stack that it is part of: archives are found by it.
      const stack = parseStack({ name: from.name, document }, as);
      places.set(stack, { folders: place.folders, folder, depth });
      return stack;
    },
    folder: (stack) => places.get(stack)?.folder || ".",
  };
}
