import { evaluate, type Scope } from "../../../../terraform/language/expression/evaluate";
import { parseExpression, parseTemplate } from "../../../../terraform/language/expression/syntax/template";
import { Unresolved, type Value } from "../../../../terraform/language/expression/value";

const known: Record<string, Value> = {
  "var.name": "shop",
  "var.n": 3,
  "local.list": ["a", "b", "c"],
  "local.people": [
    { name: "alice", admin: true },
    { name: "bob", admin: false },
  ],
  "aws_x.my-name.arn": "arn:aws:x",
  "data.aws_y.z.value": { a: { b: [1, 2] } },
  "aws_kms_key.k.arn": new Unresolved("aws_kms_key.k.arn: known after apply"),
};

const scope: Scope = {
  reference(path) {
    for (let used = path.length; used > 0; used--) {
      const value = known[path.slice(0, used).join(".")];
      if (value !== undefined) return { value, used };
    }
    throw new Error(`no ${path.join(".")}`);
  },
};

const value = (template: string) => evaluate(parseTemplate(template), scope);

describe("a string of .tf.json", () => {
  test.each<[string, Value]>([
    ["plain", "plain"],
    ["", ""],
    ["${var.name}", "shop"],
    ["a-${var.name}-b", "a-shop-b"],
    ["${var.n}", 3],
    ["n${var.n}", "n3"],
    ["$${var.name}", "${var.name}"],
    ["%%{ if }", "%{ if }"],
    ["costs $5, 100% of it", "costs $5, 100% of it"],
    ["a backslash \\n stays", "a backslash \\n stays"],
    ["${aws_x.my-name.arn}/*", "arn:aws:x/*"],
    ["${data.aws_y.z.value.a.b[1]}", 2],
    ["${data.aws_y.z.value.a.b.0}", 1],
    ['${data.aws_y.z.value["a"].b}', [1, 2]],
    ["${local.list[0]}", "a"],
    ["${local.people[*].name}", ["alice", "bob"]],
    ["${local.people.*.admin}", [true, false]],
    ['${"quoted ${var.name} \\"inside\\" \\u0041"}', 'quoted shop "inside" A'],
    ['${"a}b"}', "a}b"],
    ["${[1, true, null, ]}", [1, true, null]],
    ['${{"a" = 1, b : "x", (var.name) = 2}}', { a: 1, b: "x", shop: 2 }],
    ["${{\n  a = 1\n  b = 2\n}}", { a: 1, b: 2 }],
    ["${1 + 2 * 3 - 4 / 2}", 5],
    ["${-var.n % 2}", -1],
    ["${(1 + 2) * 3}", 9],
    ["${var.n == 3 && !false || false}", true],
    ['${var.n != 3 ? "a" : var.n >= 3 ? "b" : "c"}', "b"],
    ["${var.n < 3}", false],
    ["${[for p in local.people : upper(p.name) if p.admin]}", ["ALICE"]],
    ["${[for i, v in local.list : i]}", [0, 1, 2]],
    ["${{for p in local.people : p.name => p.admin}}", { alice: true, bob: false }],
    ["${{for p in local.people : p.admin => p.name...}}", { true: ["alice"], false: ["bob"] }],
    ["${[1] == [1]}", true],
    ['${1 == "1"}', false],
  ])("%j", (template, expected) => {
    expect(value(template)).toEqual(expected);
  });

  test.each<[string, Value]>([
    ['jsonencode({b = [1, null], a = "<x>"})', '{"a":"\\u003cx\\u003e","b":[1,null]}'],
    ['jsondecode("{\\"a\\": [1]}")', { a: [1] }],
    ['sha1("a")', "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ['sha256("a")', "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
    ['base64encode("a")', "YQ=="],
    ['join("-", ["a", "b"], ["c"])', "a-b-c"],
    ['split("/", "a/b")', ["a", "b"]],
    ['concat(["a"], ["b"])', ["a", "b"]],
    ['toset(["b", "a", "b"])', ["a", "b"]],
    ['tolist(["a"])', ["a"]],
    ['format("%s-%d%%", "a", 3)', "a-3%"],
    ['replace("a.b.c", ".", "-")', "a-b-c"],
    ['replace("a", "a", "$&")', "$&"],
    ['lower("AB")', "ab"],
    ['lookup({a = 1}, "b", 2)', 2],
    ["merge({a = 1}, {a = 2, b = 3})", { a: 2, b: 3 }],
    ['element(["a", "b"], 3)', "b"],
    ['length("abc")', 3],
    ["keys({b = 1, a = 2})", ["a", "b"]],
    ["values({b = 1, a = 2})", [2, 1]],
    ['substr("hello", 1, 3)', "ell"],
    ['substr("hello", -3, -1)', "llo"],
    ['trimprefix("hello", "he")', "llo"],
    ['trimsuffix("hello", "lo")', "hel"],
    ['contains(["a"], "a")', true],
    ["flatten([[1], [[2]]])", [1, 2]],
    ["max([1, 5, 2]...)", 5],
    ["tostring(3)", "3"],
  ])("%s", (expression, expected) => {
    expect(evaluate(parseExpression(expression), scope)).toEqual(expected);
  });

  test.each([
    ["a ${aws_kms_key.k.arn}", "aws_kms_key.k.arn: known after apply"],
    ["${jsonencode({a = [aws_kms_key.k.arn]})}", "aws_kms_key.k.arn: known after apply"],
    ["${aws_kms_key.k.arn == 1}", "aws_kms_key.k.arn: known after apply"],
    ["${aws_kms_key.k.arn ? 1 : 2}", "aws_kms_key.k.arn: known after apply"],
    ['${filebase64sha256("x.zip")}', "filebase64sha256(): x.zip is not read"],
    ["%{ if aws_kms_key.k.arn == 3 }a%{ endif }", "aws_kms_key.k.arn: known after apply"],
    ["${uuid()}", "uuid(): it is random"],
    [
      '${provider::time::rfc3339_parse("x")}',
      "provider::time::rfc3339_parse(): functions of providers are not run",
    ],
    ["${nothing(1)}", "nothing(): Terraform has no such function"],
  ])("%s is unknown, and says of what", (template, unknown) => {
    expect(value(template)).toBeInstanceOf(Unresolved);
    expect(value(template)).toMatchObject({ unknown, is: undefined });
  });

  test("what is encoded is kept with its unknown parts", () => {
    expect(value("${jsonencode({a = 1, b = aws_kms_key.k.arn})}")).toMatchObject({
      encoded: { a: 1, b: { unknown: "aws_kms_key.k.arn: known after apply" } },
    });
  });

  test("functions of a list's shape look past unknown elements", () => {
    expect(value("${length([aws_kms_key.k.arn])}")).toBe(1);
    expect(value('${concat([aws_kms_key.k.arn], ["a"])[1]}')).toBe("a");
  });

  test.each([
    "${",
    "${}",
    "${var.name",
    "${a b}",
    "${[1, 2}",
    '${"open}',
    "${1 +}",
    "${f(1}",
    "${a.}",
    "${[for x of y : x]}",
    "a ${local.list}",
    "a-${null}",
    '${lookup({}, "a")}',
    "${local.list[9]}",
    '${"a" + 1}',
    '${"yes" ? 1 : 2}',
    '${jsondecode("{")}',
    "${'single'}",
    '${"\\q"}',
    `\${${"(".repeat(300)}1${")".repeat(300)}}`,
  ])("%s is an error", (template) => {
    expect(() => value(template)).toThrow(expect.objectContaining({ code: "EXPRESSION_MALFORMED" }));
  });

  test("a key named __proto__ is a key like any other", () => {
    expect(Object.keys(value('${{"__proto__" = {admin = true}}}') as object)).toEqual(["__proto__"]);
  });
});
