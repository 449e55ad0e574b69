import {
  evaluate,
  parseTemplate,
  type Scope,
  Unresolved,
  type Value,
} from "../../../../terraform/language/expression";
import { parseExpression } from "../../../../terraform/language/expression/syntax/template";

const arn = new Unresolved("aws_kms_key.k.arn: known after apply", "aws_kms_key.k.arn");
const input = new Unresolved("var.x: it has no default", "var.x");

const scope: Scope = {
  reference([root]) {
    if (root === "arn") return { value: arn, used: 1 };
    if (root === "input") return { value: input, used: 1 };
    if (root === "encoded")
      return { value: new Unresolved(arn.unknown, undefined, { a: 1, b: arn }), used: 1 };
    throw new Error(`there is no ${root}`);
  },
};

const U = expect.any(Unresolved);

/** [what an unknown value has to do with it, expression, its value] */
const values: readonly (readonly [string, string, Value | typeof U])[] = [
  ["one side decides", "false && arn", false],
  ["one side decides, whichever it is", "arn && false", false],
  ["one side decides", "true || arn", true],
  ["neither decides", "arn || false", U],
  ["different whatever it is", "[arn, 1] == [arn, 2]", false],
  ["it may be the same", '[arn, 1] == ["x", 1]', U],
  ["both branches are alike", 'input == "x" ? "a" : "a"', "a"],
  ["what the branches share", "input ? { a = 1, b = 2 } : { a = 1, b = 3 }", { a: 1, b: U }],
  ["lists of one length", "input ? [1, 2] : [1, 3]", [1, U]],
  ["other branches", 'input ? "a" : "b"', U],
  ["nested conditionals", 'input ? (true ? "a" : "b") : "a"', "a"],
  ["a branch with an error", 'input ? [][0] : "a"', U],
  ["an element beside it", "concat([arn], [1])", [U, 1]],
  ["an entry beside it", "merge({ a = arn }, { b = 1 })", { a: U, b: 1 }],
  ["the number of elements", "length([arn, arn])", 2],
  ["keys", "keys({ b = arn, a = 1 })", ["a", "b"]],
  ["values of a zipmap", 'zipmap(["a", "b"], [arn, 1])', { a: U, b: 1 }],
  [
    "rows of a product",
    'setproduct(["a"], [arn, "b"])',
    [
      ["a", U],
      ["a", "b"],
    ],
  ],
  ["a known element", "contains([arn, 1], 1)", true],
  ["a possible element", "contains([arn, 1], 2)", U],
  ["one false", "alltrue([false, input])", false],
  ["none false", "alltrue([true, input])", U],
  ["one true", "anytrue([true, input])", true],
  ["the first that is there", 'coalesce("a", arn)', "a"],
  ["it may be the first that is there", 'coalesce(arn, "a")', U],
  ["texts in a list", 'formatlist("%s/*", [arn, "a"])', [U, "a/*"]],
  ["a set of one", "length(toset([arn]))", 1],
  ["elements that may be one", 'toset([arn, "a"])', U],
  ["objects that differ", 'length(toset([{ n = "a", v = arn }, { n = "b", v = arn }]))', 2],
  ["elements of sets", 'setsubtract(["a", "b"], ["b"])', ["a"]],
  ["elements of sets that may be one", 'setsubtract(["a"], [arn])', U],
  ["a list that may be one of lists", "flatten([[1], [input]])", U],
  ["an ARN is no list", "flatten([[1], [arn]])", [1, U]],
  ["what an encoded text says", "jsondecode(encoded).a", 1],
  ["what an encoded text does not say", "jsondecode(encoded).b", U],
  ["a document in a document", "jsondecode(jsonencode({ a = arn, b = 2 })).b", 2],
  ["YAML that is decoded again", "yamldecode(yamlencode({ a = arn, b = 2 })).b", 2],
  ["a fallback", 'try({ a = 1 }.b, "x")', "x"],
  ["a fallback that may not be needed", 'try(input.a, "x")', U],
  ["an error that may not come", "can(input.a)", U],
  ["grouping", "{ for k, v in { a = arn, b = 1 } : k => v... }", { a: [U], b: [1] }],
  ["a condition of a for", "[for x in [1, 2] : x if input]", U],
  ["a key of a for", "{ for x in [1] : input => x }", U],
  ["a directive", '"%{ if input }a%{ else }a%{ endif }"', "a"],
];

test.each(values)("%s: %s", (_, expression, expected) => {
  expect(evaluate(parseExpression(expression), scope)).toEqual(expected);
});

test("an unknown attribute stays the same one through try(), a conditional and a list", () => {
  const through = evaluate(parseExpression('[try(true ? arn : "x", null)][0]'), scope);
  expect(through).toMatchObject({ is: "aws_kms_key.k.arn" });
});

test("an element of an unknown value, which may not be there, is not the one that try() gives", () => {
  expect(evaluate(parseExpression('try(input.a, "x")'), scope)).toMatchObject({ is: undefined });
});

test("a heredoc at the end of an argument ends before the brace that the parser puts after it", () => {
  expect(evaluate(parseTemplate('${false ? "a" : <<EOT\nb }\nEOT}'), scope)).toBe("b }\n");
});

describe("a text with parts that are not known", () => {
  const partsOf = (template: string) => (evaluate(parseTemplate(template), scope) as Unresolved).parts;

  test("keeps the others, in order", () => {
    expect(partsOf("a:${arn}:b/${1}/${input}")).toEqual(["a:", arn, ":b/", "1", "/", input]);
  });

  test("keeps those of a text in it", () => {
    expect(partsOf('x${"a${arn}"}y')).toEqual(["x", "a", arn, "y"]);
  });

  test("has none when something is made of it", () => {
    expect(partsOf('${upper("a${arn}")}')).toBeUndefined();
    expect(partsOf('${replace("a${arn}", "a", "b")}c')).toEqual([new Unresolved(arn.unknown), "c"]);
  });

  test("has none where there are many, so that texts in texts do not grow without end", () => {
    expect(partsOf("${arn}-".repeat(40))).toBeUndefined();
  });
});

describe("a template of a document with parts that are not known", () => {
  const unknown = (address: string) => new Unresolved(`${address}: it is not known`, address);
  const made = (text: string, given: Readonly<Record<string, Value>>) =>
    evaluate(parseTemplate(text), scope, given) as Unresolved;

  test("of JSON, is what the rest says", () => {
    const { encoded } = made('{"a": "x/${name}", "b": [1, "${name}"]}', { name: unknown("var.domain_name") });
    expect(encoded).toEqual({ a: U, b: [1, U] });
  });

  test("of OpenAPI in YAML, is what the rest says", () => {
    const text =
      '# an API\nopenapi: 3.0.1\npaths:\n  /pets:\n    get:\n      uri: ${uri}\n      x: "${uri}"\n';
    const { encoded } = made(text, { uri: unknown("module.pets.invoke_uri") });
    expect(encoded).toEqual({ openapi: "3.0.1", paths: { "/pets": { get: { uri: U, x: U } } } });
  });

  test.each([
    ["what a data source reads", "data.http.page.response_body"],
    ["a document", "var.statements"],
    ["a list", "aws_vpc.main.subnet_ids"],
  ])("is unknown as a whole: %s may end the text around it", (_, address) => {
    expect(made('{"a": "${part}"}', { part: unknown(address) }).encoded).toBeUndefined();
  });

  test("is unknown as a whole where a text of two unknown values has one of these", () => {
    const given = { name: unknown("var.name"), page: unknown("data.http.page.response_body") };
    expect(made('{"a": "${format("%s%s", name, page)}"}', given).encoded).toBeUndefined();
    expect(made('{"a": "${"${name}${page}"}"}', given).encoded).toBeUndefined();
    expect(made('{"a": "${format("%s-x", name)}"}', given).encoded).toEqual({ a: U });
  });

  test("is unknown as a whole where a name of an element is not known, or a part stands outside of a text", () => {
    const given = { name: unknown("var.name") };
    expect(made('{"${name}": 1}', given).encoded).toBeUndefined();
    expect(made('{"a": ${name}}', given).encoded).toBeUndefined();
  });
});
