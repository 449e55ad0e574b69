/** A `pattern` of a JSON Schema: part of a text must match. */
export interface LinearPattern {
  /**
   * Takes time linear in the text, for every pattern.
   *
   * @throws Error where the pattern cannot be evaluated so: values that depend on it are refused
   */
  test(text: string): boolean;
  /** Why it cannot be evaluated; absent where it can. */
  readonly unevaluated?: string;
  toString(): string;
}

/**
 * Compiles a pattern, written as ECMAScript has it with the flag u, for RE2: callers choose the texts that it meets, and
 * a backtracking engine can take hours for some. RE2 has no look-around and no back references.
 *
 * @throws SyntaxError where it is no regular expression
 */
export function linearPattern(source: string): LinearPattern {
  new RegExp(source, "u");
  const asText = () => `/${source}/u`;
  try {
    // Loaded only here: most schemas have no pattern.
    const { RE2JS } = require("re2js") as typeof import("re2js");
    const expression = RE2JS.compile(translated(source));
    return { test: (text) => expression.matcher(text).find(), toString: asText };
  } catch (error) {
    const unevaluated = (error as Error).message.replace(/^error parsing regexp: /, "");
    return {
      test() {
        throw new Error(`the pattern ${source} is not evaluated here: ${unevaluated}`);
      },
      unevaluated,
      toString: asText,
    };
  }
}

/** The patterns of a schema, at any depth. */
export function patternsIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { pattern, patternProperties } = schema as Record<string, unknown>;
  return [
    ...(typeof pattern === "string" ? [pattern] : []),
    ...(typeof patternProperties === "object" ? Object.keys(patternProperties ?? {}) : []),
    ...Object.values(schema).flatMap(patternsIn),
  ];
}

/** ECMAScript's white space and line ends are more than RE2's. */
const SPACE =
  "\\t\\n\\v\\f\\r\\x20\\xa0\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
const ANYTHING = "\\x00-\\x{10FFFF}";

type Rule = readonly [RegExp, string | ((found: readonly string[]) => string)];

/** How RE2 writes what stands at the beginning; the first that fits. */
const COMMON: readonly Rule[] = [
  [/^\\u([dD][89abAB][\da-fA-F]{2})\\u([dD][c-fC-F][\da-fA-F]{2})/, ([, high, low]) => codePoint(high, low)],
  [/^\\u\{([\da-fA-F]+)\}/, ([, hex]) => `\\x{${hex}}`],
  [/^\\u([\da-fA-F]{4})/, ([, hex]) => `\\x{${hex}}`],
  [/^\\c(.)/, ([, letter = ""]) => `\\x{${(letter.charCodeAt(0) % 32).toString(16)}}`],
  [/^\\0/, "\\x00"],
  [/^\\([pP])\{Script=(\w+)\}/, ([, p, script]) => `\\${p}{${script}}`],
];
const OUTSIDE: readonly Rule[] = [
  ...COMMON,
  [/^(\\[1-9]|\\k)/, () => unsupported("a back reference")],
  [/^\(\?<?[=!]/, () => unsupported("look-around")],
  [/^\(\?[\w-]+:/, () => unsupported("a flag within the pattern")],
  [/^\\s/, `[${SPACE}]`],
  [/^\\S/, `[^${SPACE}]`],
  [/^\./, "[^\\n\\r\\x{2028}\\x{2029}]"],
  [/^\[\^\]/, `[${ANYTHING}]`],
  [/^\[\]/, `[^${ANYTHING}]`],
];
const INSIDE: readonly Rule[] = [
  ...COMMON,
  [/^\\b/, "\\x08"],
  [/^\\s/, SPACE],
  [/^\\S/, () => unsupported("\\S within a class")],
  [/^\[/, "\\["],
];

function translated(source: string): string {
  let isInside = false;
  let result = "";
  for (let at = 0; at < source.length; ) {
    const rest = source.slice(at);
    const [found, replacement] = replacedBy(rest, isInside ? INSIDE : OUTSIDE);
    // Without a rule it is the same in both; an escape is taken whole, so that what it escapes does nothing.
    const taken =
      found ?? (rest.startsWith("\\") ? rest.slice(0, 2) : String.fromCodePoint(rest.codePointAt(0) ?? 0));
    result += replacement ?? taken;
    at += taken.length;
    if (found === undefined && taken === "[") isInside = true;
    if (isInside && taken === "]") isInside = false;
  }
  return result;
}

function replacedBy(rest: string, rules: readonly Rule[]): [string, string] | [] {
  for (const [pattern, replacement] of rules) {
    const found = pattern.exec(rest);
    if (found) return [found[0], typeof replacement === "string" ? replacement : replacement(found)];
  }
  return [];
}

function codePoint(high = "", low = ""): string {
  const text = String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
  return `\\x{${text.codePointAt(0)?.toString(16)}}`;
}

function unsupported(what: string): never {
  throw new Error(what);
}
