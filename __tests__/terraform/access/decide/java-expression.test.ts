import { wholeExpression } from "../../../../terraform/access/decide/java-expression";

function matches(expression: string, text: string): boolean {
  const found = wholeExpression(expression);
  if ("unreadable" in found) throw new Error(found.unreadable);
  return found.matches(text);
}

test.each([
  ["^Bearer ([a-zA-Z0-9]+[-_.]?)*$", `Bearer ${"a".repeat(40)}!`],
  ["^Bearer ([a-zA-Z0-9]+[-_.]?)*$", `Bearer ${"a".repeat(8_000)}!`],
  ["(a+)+", `${"a".repeat(8_000)}b`],
  ["(a|a)*", `${"a".repeat(8_000)}b`],
  ["(.*)*x", "a".repeat(8_000)],
  ["(a|b|ab)*c", "ab".repeat(4_000)],
])("%s takes no longer for a text that a backtracking engine would try for years", (expression, text) => {
  const started = performance.now();
  expect(matches(expression, text)).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});

test.each([
  ["a|b", "b", true],
  ["a|b", "ab", false],
  ["^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", "Bearer a.b.c", true],
  ["^[Bb]earer [A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$", "Bearer a.b", false],
  ["^(one|two)$", "two", true],
  ["\\Q.*\\E", ".*", true],
  ["\\Q.*\\E", "abc", false],
  ["[]a]+", "]a", true],
  ["[^]a]+", "]", false],
  ["(?i)bearer", "BEARER", true],
  ["\\d{3}", "204", true],
  ["(?<kind>a)b", "ab", true],
  ["[{}]", "{", true],
  ["\\{", "{", true],
  [".*", "", true],
  ["a{12}", "a".repeat(12), true],
  ["a{2,}", "aaa", true],
  ["a{2,13}", "a".repeat(13), true],
  ["a{2,13}", "a", false],
  ["\\pL", "a", true],
  ["\\p{L}", "a", true],
  ["\\p{Lu}", "A", true],
  ["\\p{Lu}", "a", false],
  // Quoted text is literal, with or without an end.
  ["\\Q{\\E", "{", true],
  ["\\Q{", "{", true],
  ["\\Q[a[\\Ex", "[a[x", true],
  ["a\\Q\\1\\E", "a\\1", true],
  ["a\\Q\\p{Alpha}\\E", "a\\p{Alpha}", true],
  ["a\\Q(?P\\E", "a(?P", true],
  // What . means at line ends and beyond ASCII is not the same everywhere, and no token has either.
  [".*", "a\nb", false],
  [".*", "a\u0085", false],
  ["(?i)k", "\u212a", false],
])("%s on the whole of %j: %s", (expression, text, expected) => {
  expect(matches(expression, text)).toBe(expected);
});

test.each([
  ["(?=a)a", "invalid or unsupported Perl syntax: `(?=`"],
  ["(?!a)b", "invalid or unsupported Perl syntax: `(?!`"],
  ["(?<=a)b", "invalid named capture: `(?<=a)b`"],
  ["(a)\\1", "a back reference"],
  ["(a)\\12", "a back reference"],
  ["a++", "invalid nested repetition operator: `++`"],
  ["(?>a)", "invalid or unsupported Perl syntax: `(?>`"],
  ["[a-z&&[^b]]", "an intersection of character classes"],
  ["[a[b]]", "a character class within another"],
  ["[[:alpha:]]", "a character class within another"],
  ["[][a]", "a character class within another"],
  ["[^][a]", "a character class within another"],
  ["\\p{Alpha}", "a \\p class"],
  ["[\\p{Alpha}]", "a \\p class"],
  ["\\Qx\\E{", "a { that begins no quantifier"],
  ["\\h", "invalid escape sequence: `\\h`"],
  ["a{", "a { that begins no quantifier"],
  ["a{,3}", "a { that begins no quantifier"],
  ["${client}", "a { that begins no quantifier"],
  ["(?P<n>a)", "a group that begins with (?P"],
  ["(", "missing closing ): `(`"],
])("%s is not evaluated: RE2 does not know it, or reads it otherwise than Java", (expression, reason) => {
  expect(wholeExpression(expression)).toEqual({ unreadable: reason });
});
