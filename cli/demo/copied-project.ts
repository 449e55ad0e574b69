import { cpSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";

/** Top folders that the synth does not import from. */
const LINKED = new Set(["__tests__", "docs", "examples", "quality"]);

/**
 * Copies a project so that one of its sources can be replaced. Sources are copied, not linked, because imports follow
 * real paths. Installed packages are linked at any depth: an example or a workspace may have tens of thousands of files.
 */
export function copyProject(from: string, to: string): void {
  copyFolder(from, to, (name) => LINKED.has(name), new Set(["cdktf.out", "dist"]));
}

function copyFolder(
  from: string,
  to: string,
  isLinked: (name: string) => boolean,
  omitted: ReadonlySet<string>,
): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const { name } = entry;
    // Caches and histories, such as .git and .terraform with its providers.
    if (name.startsWith(".") || omitted.has(name)) continue;
    const [source, target] = [join(from, name), join(to, name)];
    if (name === "node_modules" || isLinked(name)) symlinkSync(source, target);
    else if (entry.isDirectory()) {
      mkdirSync(target);
      copyFolder(source, target, () => false, new Set(["cdktf.out"]));
    } else cpSync(source, target, { recursive: true });
  }
}
