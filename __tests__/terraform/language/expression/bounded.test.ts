import { Budget, evaluate, type Scope, Unresolved } from "../../../../terraform/language/expression";
import { parseExpression } from "../../../../terraform/language/expression/syntax/template";

const scope = (): Scope => ({
  reference([name]) {
    throw new Error(`the expression refers to ${name}`);
  },
  budget: new Budget(),
});

const value = (expression: string) => evaluate(parseExpression(expression), scope());
const nested = (inner: string, times: number, around: (inner: string) => string): string =>
  times === 0 ? inner : nested(around(inner), times - 1, around);
const long = 'join("", range(1000))';

const LARGE = "a value has more than 200,000 elements";

/** [what an expression asks for, the expression, why it is unknown] */
const unknown: readonly (readonly [string, string, string])[] = [
  ["lists in lists", "[for a in range(1000) : [for b in range(1000) : [a, b]]]", LARGE],
  ["a list doubled 40 times", nested("[1]", 40, (x) => `[for x in [${x}] : concat(x, x)][0]`), LARGE],
  ["a shared list doubled 40 times", nested("[1]", 40, (x) => `[for x in [${x}] : [x, x]][0]`), LARGE],
  ["a text doubled 40 times", nested('"aa"', 40, (x) => `[for x in [${x}] : "\${x}\${x}"][0]`), LARGE],
  ["a product", "setproduct(range(1000), range(1000), range(1000))", LARGE],
  ["a width", 'format("%1000000000d", 1)', "format() to a width of more than 10000 characters"],
  ["many widths", 'formatlist("%9999s", range(1000))', LARGE],
  ["an indentation", 'indent(1000000000, "a\\nb")', LARGE],
  ["replacements in replacements", nested(long, 4, (x) => `replace(${x}, "1", ${long})`), LARGE],
  [
    "a deep document",
    `jsondecode("${"[".repeat(400)}${"]".repeat(400)}")`,
    "a list is nested more than 200 deep",
  ],
];

test.each(unknown.filter(([, , why]) => why !== ""))("%s: its value is unknown", (_, expression, why) => {
  const found = value(expression);
  expect(found).toBeInstanceOf(Unresolved);
  expect(found).toMatchObject({ unknown: why });
});

/** [what is too deep or not linear, the expression, what is said of it] */
const refused: readonly (readonly [string, string, string])[] = [
  ["parentheses", "(".repeat(50_000), "an expression nested too deeply"],
  ["lists", "[".repeat(50_000), "an expression nested too deeply"],
  ["negations", `${"!".repeat(50_000)}true`, "an expression nested too deeply"],
  ["templates", nested("1", 3_000, (x) => `"\${${x}}"`), "an expression nested too deeply"],
  ["templates without an end", '"${'.repeat(50_000), "a text or an interpolation that does not end"],
  ["operators", `1${"+1".repeat(50_000)}`, "a chain of too many operators"],
  ["steps", `x${".y".repeat(50_000)}`, "a reference of too many steps"],
  ["a range", "range(1000000000)", "range() of more than 1024 numbers"],
  ["repetitions", 'regex("((a{0,100}){0,100}){0,100}", "a")', "the regular expression"],
  ["aliases", `yamldecode("${aliases()}")`, "cannot be decoded: a value has more than 200,000 elements"],
];

function aliases(): string {
  const names = [..."abcdefghi"];
  const line = (name: string, index: number) =>
    `${name}: &${name} [${Array(9)
      .fill(index === 0 ? "x" : `*${names[index - 1]}`)
      .join(",")}]`;
  return names.map(line).join("\\n");
}

test.each(refused)("%s: it is refused as Terraform refuses, and not run", (_, expression, message) => {
  expect(() => value(expression)).toThrow(
    expect.objectContaining({ code: "EXPRESSION_MALFORMED", message: expect.stringContaining(message) }),
  );
});

/** Texts for which a backtracking expression, or one for both ends of a text, takes minutes. */
const linear: readonly (readonly [string, string])[] = [
  ["regex()", 'can(regex("^(a+)+$", join("", [for i in range(1000) : "aaaaaaaaaaaaaaaaaaaaaaaaaaaaab"])))'],
  ["trimspace()", `trimspace("${" ".repeat(100_000)}x${" ".repeat(100_000)}y")`],
  ["chomp()", `chomp("${"\\n".repeat(100_000)}x")`],
  ["distinct()", "length(distinct(flatten([for a in range(70) : [for b in range(70) : { a = a, b = b }]])))"],
];

test.each(linear)("%s takes time linear in its text", (_, expression) => {
  const start = performance.now();
  expect(value(expression)).not.toBeInstanceOf(Unresolved);
  expect(performance.now() - start).toBeLessThan(5_000);
});
