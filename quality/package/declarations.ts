import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/**
 * Removes the declarations that no entry leads to: the compiler writes those of every source.
 *
 * @param folder of all declarations
 * @param entries folder of the entries within it
 * @throws Error for an import of a declaration that is not there
 */
export function keepReachable(folder: string, entries: string): void {
  const reached = reachedFrom(declarationsIn(entries));
  for (const file of declarationsIn(folder)) if (!reached.has(file)) rmSync(file);
  removeEmpty(folder);
}

/** Copies the declarations that an entry of a folder leads to into another folder, each changed. */
export function copyReachable(
  folder: string,
  entry: string,
  target: string,
  changed: (text: string) => string,
): void {
  for (const file of reachedFrom([join(folder, entry)])) {
    const copy = join(target, relative(folder, file));
    mkdirSync(dirname(copy), { recursive: true });
    writeFileSync(copy, changed(readFileSync(file, "utf8")));
  }
}

/** @throws Error for an import of a declaration that is not there */
function reachedFrom(entries: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [...entries];
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (reached.has(file)) continue;
    reached.add(file);
    open.push(...importsOf(file));
  }
  return reached;
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from |import\(|import )["'](\.{1,2}\/?[^"']*)["']/g)].map(([, path = ""]) => {
    const target = join(dirname(file), path);
    const found = [`${target}.d.ts`, join(target, "index.d.ts")].find((one) => existsSync(one));
    if (found === undefined) throw new Error(`${file} imports ${path}, which has no declaration`);
    return found;
  });
}

function declarationsIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".d.ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

function removeEmpty(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isDirectory()) removeEmpty(join(folder, entry.name));
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
