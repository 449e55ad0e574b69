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
