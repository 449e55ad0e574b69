import type { Context } from "./context";
import { literalPattern, type Pattern, pattern } from "./pattern";

const VARIABLE = /\$\{([^}]*)\}/g;

/** Whether a text has variables: under 2008-10-17, `${…}` is literal. */
export function hasVariables(text: string, version: string): boolean {
  return version === "2012-10-17" && text.includes("${");
}

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
const CHARACTERS = ["*", "?", "$"];

/**
 * A policy's text with its variables filled in. A value is literal: an asterisk in a user name opens nothing.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @param version under 2008-10-17, `${…}` is literal text
 * @returns undefined where a variable has neither one value nor a default: nothing fits then
 */
export function patternOf(text: string, version: string, context: Context): Pattern | undefined {
  if (!hasVariables(text, version)) return pattern(text);
  const parts: Pattern[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const value = variableValue(match[1] ?? "", context);
    if (value === undefined) return undefined;
    parts.push(pattern(text.slice(end, match.index)), literalPattern(value));
    end = match.index + match[0].length;
  }
  return [...parts, pattern(text.slice(end))].flat();
}

function variableValue(inner: string, context: Context): string | undefined {
  if (CHARACTERS.includes(inner)) return inner;
  const [, key = "", fallback] = /^([^,]*?)\s*(?:,\s*'([^']*)')?$/.exec(inner) ?? [];
  const values = context.get(key.trim());
  if (values === undefined) return fallback;
  // A key of several values cannot stand in a variable.
  return values.length === 1 ? values[0] : undefined;
}
