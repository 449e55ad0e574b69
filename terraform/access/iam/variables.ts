import type { Context } from "./context";
import { literalPattern, type Pattern, pattern } from "./pattern";

const VARIABLE = /\$\{([^}]*)\}/g;

const UNKNOWN = "${unknown value: ";

/** A text of a policy that is not known, or not all of it. In every version it may be any text. */
export function unknownText(what: string): string {
  return `${UNKNOWN}${what.replaceAll("}", ")")}}`;
}

/** What is not known of a text; undefined where all is. */
export function unknownIn(text: string): string | undefined {
  const start = text.indexOf(UNKNOWN);
  return start < 0 ? undefined : text.slice(start + UNKNOWN.length, text.indexOf("}", start));
}

/** A text with `*` for its unknown parts, and for its variables: it covers at least what the text does. */
export function withoutUnknowns(text: string): string {
  return text.replace(/\$\{[^}]*\}/g, "*");
}

/** Whether a text has variables: under 2008-10-17, `${…}` is literal. */
export function hasVariables(text: string, version: string): boolean {
  return text.includes("${") && (version === "2012-10-17" || unknownIn(text) !== undefined);
}

/**
 * A pattern, or why there is none. A variable without a value equals and matches nothing, so that every value differs
 * from it.
 */
export type Filled = Pattern | "no value" | "not known";

/** `${*}`, `${?}` and `${$}` are the characters themselves. */
const CHARACTERS = ["*", "?", "$"];

/**
 * A policy's text with its variables filled in. A value is literal: an asterisk in a user name is no wildcard.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 *
 * @param version under 2008-10-17, `${…}` is literal text
 */
export function patternOf(text: string, version: string, context: Context): Filled {
  if (unknownIn(text) !== undefined) return "not known";
  if (!hasVariables(text, version)) return pattern(text);
  const parts: Pattern[] = [];
  let end = 0;
  for (const match of text.matchAll(VARIABLE)) {
    const value = variableValue(match[1] ?? "", context);
    if (value === undefined) return "no value";
    if (value === UNCERTAIN) return "not known";
    parts.push(pattern(text.slice(end, match.index)), literalPattern(value));
    end = match.index + match[0].length;
  }
  return [...parts, pattern(text.slice(end))].flat();
}

/** Of a key that may have any value, or has several. */
const UNCERTAIN = Symbol("uncertain");

function variableValue(inner: string, context: Context): string | typeof UNCERTAIN | undefined {
  if (CHARACTERS.includes(inner)) return inner;
  const [, key = "", fallback] = VARIABLE_PARTS.exec(inner) ?? [];
  const values = context.get(key);
  // Where a key may have any value, the default may not apply.
  if (values === undefined) return context.isOpen(key) ? UNCERTAIN : fallback;
  // A key of several values cannot stand in a variable; how IAM treats one is not documented.
  return values.length === 1 ? values[0] : UNCERTAIN;
}

/** A key, and its default. */
const VARIABLE_PARTS = /^\s*([^,]*?)\s*(?:,\s*'([^']*)')?$/;

/** The keys of the variables in a text. */
export function variablesIn(text: string): readonly string[] {
  return [...text.matchAll(VARIABLE)].map(([, inner = ""]) => VARIABLE_PARTS.exec(inner)?.[1] ?? inner);
}
