import { byCodePoint } from "../types/set";
import { Unresolved } from "../value";

/**
 * The paths that a pattern of fileset() matches: `*` and `?` within a name, `**` for any folders, `{a,b}` and `[ab]`. A path
 * that ends with a slash is a folder that is not read: what may match files in it is not known.
 */
export function globbed(paths: readonly string[], pattern: string): readonly string[] | Unresolved {
  const expression = NOT_BELOW.test(pattern) ? undefined : expressionOf(pattern);
  if (expression === undefined) return new Unresolved(`fileset() with the pattern ${pattern}`);
  const { RE2JS } = require("re2js") as typeof import("re2js");
  const unread = paths.find((path) => path.endsWith("/") && mayMatchIn(path, pattern));
  if (unread !== undefined) return new Unresolved(`fileset(): the files of ${unread} are not read`);
  const compiled = RE2JS.compile(expression);
  return paths.filter((path) => compiled.matches(path)).sort(byCodePoint);
}

/** Terraform joins folder and pattern before it looks: `../a` leads out of the folder, `./a` and `/a` are `a`. */
const NOT_BELOW = /\.\.|(^|\/)\.?(\/|$)/;

/** Whether a pattern may match a file in a folder: its first names match those of the folder, and there are more. */
function mayMatchIn(folder: string, pattern: string): boolean {
  // A choice may have slashes in it.
  if (/\{[^}]*\//.test(pattern)) return true;
  const { RE2JS } = require("re2js") as typeof import("re2js");
  const parts = pattern.split("/");
  const names = folder.slice(0, -1).split("/");
  for (const [at, name] of names.entries()) {
    const part = parts[at] ?? "";
    if (part.includes("**")) return true;
    if (!RE2JS.compile(expressionOf(part) ?? ".*").matches(name)) return false;
  }
  return parts.length > names.length;
}

const PARTS = /\*\*\/|\*\*|\*|\?|\{([^{}]*)\}|\[([!^]?)([\w.-]+)\]|[^*?{}[\]\\]/gy;

function expressionOf(pattern: string): string | undefined {
  let made = "";
  let end = 0;
  for (const [part, choices, not, set] of pattern.matchAll(PARTS)) {
    end += part.length;
    if (part === "**/") made += "(?:[^/]+/)*";
    else if (part === "**") made += ".*";
    else if (part === "*") made += "[^/]*";
    else if (part === "?") made += "[^/]";
    else if (choices !== undefined) {
      const each = choices.split(",").map(expressionOf);
      if (each.includes(undefined)) return undefined;
      made += `(?:${each.join("|")})`;
    } else if (set !== undefined) made += `[${not ? "^/" : ""}${set}]`;
    else made += part.replace(/[.+^$()|]/, "\\$&");
  }
  return end === pattern.length ? made : undefined;
}
