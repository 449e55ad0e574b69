/** A Java regular expression, as API Gateway takes them, that the whole of a text must match. */
export interface WholeExpression {
  /** Takes time linear in the text, whatever the expression. */
  matches(text: string): boolean;
}

/** Recently compiled expressions: there are few, and compiling takes longer than matching. */
const compiled = new Map<string, WholeExpression | { readonly unreadable: string }>();
const MAX_COMPILED = 200;

/**
 * Compiles a regular expression of a configuration. Callers choose the texts that it is matched with, so its time
 * must be bounded: RE2 matches in linear time, without look-around, back references, possessive quantifiers and
 * atomic groups.
 *
 * @returns the expression, or why it is not evaluated: RE2 does not support it, it is malformed, or Java reads it
 * differently
 */
export function wholeExpression(text: string): WholeExpression | { readonly unreadable: string } {
  let found = compiled.get(text);
  if (!found) {
    found = compile(text);
    if (compiled.size >= MAX_COMPILED) compiled.clear();
    compiled.set(text, found);
  }
  return found;
}

function compile(text: string): WholeExpression | { readonly unreadable: string } {
  const other = readOtherwise(text);
  if (other !== undefined) return { unreadable: other };
  // Loaded only here: most APIs have no expression.
  const { RE2JS } = require("re2js") as typeof import("re2js");
  try {
    const expression = RE2JS.compile(text);
    // Beyond ASCII, and at line ends, what . \b $ and (?i) mean differs between the two. Tokens and ids have neither.
    return { matches: (candidate) => /^[\x20-\x7e]*$/.test(candidate) && expression.matches(candidate) };
  } catch (error) {
    return { unreadable: (error as Error).message.replace(/^error parsing regexp: /, "") };
  }
}

/**
 * Syntax that RE2 reads differently than Java.
 * https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/regex/Pattern.html
 */
const OTHERWISE: readonly (readonly [RegExp, string])[] = [
  [/^(?!\{\d+(,\d*)?\})\{/, "a { that begins no quantifier"],
  [/^\\[1-9]/, "a back reference"],
  [/^\\[pP](?!\{[LMNPSZC][a-z]?\}|[LMNPSZC])/, "a \\p class"],
  [/^\(\?P/, "a group that begins with (?P"],
];

function readOtherwise(text: string): string | undefined {
  let isInClass = false;
  for (let at = 0; at < text.length; at++) {
    const rest = text.slice(at);
    if (rest.startsWith("\\Q")) {
      const end = text.indexOf("\\E", at);
      if (end < 0) return undefined;
      at = end + 1;
      continue;
    }
    const other = OTHERWISE.find(([pattern]) => pattern.test(rest) && !(isInClass && rest.startsWith("{")));
    if (other) return other[1];
    // The brace of \p{L} belongs to the class.
    if (rest.startsWith("\\")) at += (/^\\[pP]\{\w+\}/.exec(rest)?.[0].length ?? 2) - 1;
    else if (isInClass && rest.startsWith("[")) return "a character class within another";
    else if (isInClass && rest.startsWith("&&")) return "an intersection of character classes";
    else if (!isInClass && rest.startsWith("[")) {
      isInClass = true;
      // A ] in the first place is literal.
      at += (/^\[\^?\]?/.exec(rest)?.[0].length ?? 1) - 1;
    } else if (isInClass && rest.startsWith("]")) isInClass = false;
  }
  return undefined;
}
