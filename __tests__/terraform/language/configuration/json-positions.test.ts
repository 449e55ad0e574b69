import { jsonBlockPositions } from "../../../../terraform/language/configuration";

interface Case {
  readonly name: string;
  readonly text: string;
  readonly lines: Readonly<Record<string, number>>;
}

const cases: readonly Case[] = [
  {
    name: "every kind of block that can be referred to",
    text: `{
  "//": "resource",
  "resource": {
    "aws_iam_role": {
      "admin": { "name": "a" },
      "user":
        { "name": "u", "tags": { "resource": { "a": { "b": 1 } } } }
    }
  },
  "data": { "aws_region": { "here": {} } },
  "module": { "pets": { "source": "./pets" } },
  "variable": { "region": { "default": "eu-west-1" } }, "output": {
    "url": { "value": 1 } },
  "locals": { "resource": {} }
}`,
    lines: {
      "aws_iam_role.admin": 5,
      "aws_iam_role.user": 6,
      "data.aws_region.here": 10,
      "module.pets": 11,
      "var.region": 12,
      "output.url": 13,
    },
  },
  {
    name: "lists around blocks, at every level",
    text: '{"resource": [\n{"a": {"one": [{}]}},\n{"a": [{"two": {}},\n{"three": {}}]}\n]}',
    lines: { "a.one": 2, "a.two": 3, "a.three": 4 },
  },
  {
    name: "the first of several with one name",
    text: '[{"module": {"a": {}}},\n{"module": {"a": {}}}]',
    lines: { "module.a": 1 },
  },
  {
    name: "texts with braces, quotes and breaks",
    text: '{"module": {"a": {"x": "}}\\"{\\n"},\n"b\\u0031": {}}}',
    lines: { "module.a": 1, "module.b1": 2 },
  },
];

test.each(cases)("$name", ({ lines, text }) => {
  expect(() => JSON.parse(text)).not.toThrow();
  const found = [...jsonBlockPositions(text, "main.tf.json")];
  expect(Object.fromEntries(found.map(([address, { line }]) => [address, line]))).toEqual(lines);
  expect(new Set(found.map(([, { file }]) => file))).toEqual(new Set(["main.tf.json"]));
});
