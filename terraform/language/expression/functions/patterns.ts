import { OverBudget, refuseLarge, refuseLong } from "../budget";
import { define } from "../own";
import { collection, typeOf } from "../types/type";
import { unified } from "../types/unify";
import { refused, type Value } from "../value";
import { text } from "./define";
import { defineContents } from "./kinds";

type Compiled = import("re2js").RE2JS;
type Match = import("re2js").Matcher;

/** Functions of regular expressions, which are those of RE2: their time is linear in the text. */
export const patternFunctions = defineContents({
  regex: ([pattern, of]) => {
    const [first] = matches(text(pattern), text(of), 1);
    if (first === undefined) throw refused(`regex() finds no match of ${text(pattern)}`);
    return first;
  },
  regexall: ([pattern, of]) => {
    const found = matches(text(pattern), text(of), Number.POSITIVE_INFINITY);
    return collection(found, "list", unified(found.map(typeOf)) ?? "any");
  },
});

/** replace() with a regular expression: `$1` and `${name}` are what a group matched, `$$` is a `$`. */
export function replaceExpression(of: string, pattern: string, to: string): Value {
  const compiled = compile(pattern, of);
  const matcher = compiled.matcher(of);
  let made = "";
  let end = 0;
  while (next(matcher, end)) {
    made += of.slice(end, matcher.start()) + expanded(to, matcher, compiled);
    end = matcher.end();
    refuseLong(made.length);
  }
  return made + of.slice(end);
}

/** Finds the next match. Go leaves out an empty one where the one before it ends. */
function next(matcher: Match, end: number): boolean {
  while (matcher.find())
    if (matcher.end() > matcher.start() || matcher.start() !== end || end === 0) return true;
  return false;
}

/** What is between the groups of each match: without groups the match, with names an object. */
function matches(pattern: string, of: string, most: number): Value[] {
  const compiled = compile(pattern, of);
  const names = Object.entries(namesIn(compiled));
  const count = compiled.groupCount();
  if (names.length > 0 && names.length !== count)
    throw refused(`${pattern} has groups with and without a name`);
  const matcher = compiled.matcher(of);
  const found: Value[] = [];
  let end = -1;
  while (found.length < most && next(matcher, end)) {
    end = matcher.end();
    refuseLarge(found.length * (count + 1));
    if (names.length > 0) {
      const groups: Record<string, Value> = {};
      for (const [name, index] of names) define(groups, name, matcher.group(index));
      found.push(groups);
    } else if (count > 0) found.push(Array.from({ length: count }, (_, index) => matcher.group(index + 1)));
    else found.push(matcher.group());
  }
  return found;
}

/** Its work is the length of the text times that of the program. */
const MAX_WORK = 50_000_000;

function compile(pattern: string, of: string): Compiled {
  // Loaded only here: most configurations have no regular expression.
  const { RE2JS } = require("re2js") as typeof import("re2js");
  let compiled: Compiled;
  try {
    compiled = RE2JS.compile(pattern);
  } catch (error) {
    throw refused(`the regular expression ${pattern}: ${(error as Error).message}`);
  }
  if (of.length * compiled.programSize() > MAX_WORK)
    throw new OverBudget("a regular expression and its text are too long together");
  return compiled;
}

function namesIn(compiled: Compiled): Readonly<Record<string, number>> {
  return compiled.namedGroups() as Readonly<Record<string, number>>;
}

/** The template of a replacement, as Go's regexp.Expand has it: a name is as long as possible, and may have no group. */
function expanded(to: string, matcher: Match, compiled: Compiled): string {
  return to.replace(/\$(?:(\$)|\{(\w+)\}|(\w+))/g, (_, dollar, braced?: string, bare?: string) => {
    if (dollar) return "$";
    const name = braced ?? bare ?? "";
    const index = /^\d+$/.test(name) ? Number(name) : namesIn(compiled)[name];
    return index === undefined || index > compiled.groupCount() ? "" : (matcher.group(index) ?? "");
  });
}
