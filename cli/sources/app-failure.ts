import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * What an app said that failed, without what says nothing of the user's own files: the source line that Node.js prints
 * before an error thrown in a package, which may be a whole minified file, and the frames of packages and of Node.js.
 */
export function appFailure(said: string): string {
  return said
    .replace(THROWN_IN_PACKAGE, "")
    .replace(DUMPED, (_, message: string, frames: string, code: string) => `${code}: ${message}${frames}`)
    .split("\n")
    .filter((line) => !FOREIGN_FRAME.test(line) && !NODE_VERSION.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** `/shop/node_modules/p/dist/x.js:12`, the line of the source, a line with `^` below the place, which Node.js leaves out of long ones. */
const THROWN_IN_PACKAGE = /^\S.*[\\/]node_modules[\\/].*:\d+\r?\n.*\r?\n[ \t]*\^*\r?\n(?:[ \t]*\r?\n)?/gm;
/**
 * An error of this package as Node.js prints one that nothing caught: its name, message and frames, and its fields in braces. In a clone
 * the app catches it and prints its code and message.
 */
const DUMPED =
  /^\w*Error: (.*(?:\n(?! {4}at ).*)*)((?:\n {4}at .*)*) \{\n {2}code: '([A-Z_]+)',\n {2}where: [\s\S]*?\n {2}expected: .*(?:\n {4}.*)*\n\}$/gm;
/** `    at build (/shop/node_modules/p/dist/x.js:12:345)`, `    at node:internal/main/run_main_module:36:49`. */
const FOREIGN_FRAME = /^\s+at .*(?:[\\/]node_modules[\\/]|node:)/;
const NODE_VERSION = /^Node\.js v\d/;

/**
 * What an app said of a declaration that it refuses, behind its file and line, as an error of the compiler is:
 * `access/routes.ts:7: HOLDER_UNKNOWN: routes["GET /pets"] …`.
 */
export function withDeclaredPlace(failure: string, root: string): string {
  return failure.replace(REFUSAL, (line, part: string, quoted?: string, name?: string) => {
    const place = placeOf(root, `access/${part.toLowerCase()}s.ts`, quoted ?? name);
    return place === undefined ? line : `${place}: ${line}`;
  });
}

/** `HOLDER_UNKNOWN: routes["GET /pets"].roles[0] is …`, `VERB_UNKNOWN: The route "GETT /pets" has …`, `FIELD_MISSING: limits has …`. */
const REFUSAL =
  /^[A-Z_]+: (?:The )?([Rr]oute|[Rr]ole|[Ss]ystem|[Ll]imit)s?\b(?:[[ ]"([^"]+)"|\.([\w$]+))?.*$/m;

/** Absent without the file or the key in it: what is declared elsewhere is not looked for. */
function placeOf(root: string, file: string, key: string | undefined): string | undefined {
  const path = join(root, file);
  if (!existsSync(path)) return undefined;
  if (key === undefined) return file;
  const written = [`"${key}":`, `'${key}':`, `${key}:`];
  const lines = readFileSync(path, "utf8").split("\n");
  const at = lines.findIndex((line) => written.some((start) => line.trim().startsWith(start)));
  return at === -1 ? undefined : `${file}:${at + 1}`;
}
