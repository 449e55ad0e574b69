import { byCodePoint } from "../types/set";
import { Unresolved } from "../value";

/**
 * The paths that a pattern of fileset() matches: `*` and `?` within a name, `**` for any folders, `{a,b}` and `[ab]`.
 */
export function globbed(paths: readonly string[], pattern: string): readonly string[] | Unresolved {
  const expression = expressionOf(pattern);
  if (expression === undefined) return new Unresolved(`fileset() with the pattern ${pattern}`);
  const { RE2JS } = require("re2js") as typeof import("re2js");
  const compiled = RE2JS.compile(expression);
  return paths.filter((path) => compiled.matches(path)).sort(byCodePoint);
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
