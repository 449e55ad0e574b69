import { DefaultTokenResolver, Fn, Lazy, StringConcat, TerraformStack, Token, Tokenization } from "cdktf";
import fc from "fast-check";
import { resolved, resolvedBy } from "../../../constructs/arguments/resolved";
import { appInMemory } from "../terraform";

const stack = new TerraformStack(appInMemory(), "stack");
const resolver = new DefaultTokenResolver(new StringConcat());

/** The value, or the message of the error. */
function outcome(resolve: () => unknown): unknown {
  try {
    return { value: resolve() };
  } catch (error) {
    return { error: (error as Error).message };
  }
}

const ours = (value: unknown) => outcome(() => resolved(stack, value));
const cdktfs = (value: unknown) =>
  outcome(() => Tokenization.resolve(value, { scope: stack, resolver, preparing: false }));

const text = Token.asString({ resolve: () => "${aws_a.b.c}" });
const [inList = ""] = Token.asList("${aws_a.b.list}");
const number = Token.asNumber("${aws_a.b.n}");

class OfAClass {
  readonly field = text;
}

const VALUES: Readonly<Record<string, unknown>> = {
  "a token as a text": text,
  "a token within a text": `a ${text} and ${text}`,
  "an expression written by hand": "${aws_a.b.id}",
  "an expression written by hand beside a token": `\${aws_a.b.id} ${text}`,
  "an escaped expression beside a token": `$\${no} ${text}`,
  "a token as a number": number,
  "a token of a number within a text": `port ${number}`,
  "a text with an exponent": "1e5, 2.5e+3 and -1e",
  "numbers that are no tokens": [0, 1, -1, 1.5, 2 ** 60, Number.MAX_VALUE, -Number.MAX_VALUE, Number.NaN],
  "a token of a list": Token.asList("${aws_a.b.list}"),
  "a token of a list beside another item": [inList, "b"],
  "a token of a list as a text": inList,
  "a token of a list of numbers": Token.asNumberList("${aws_a.b.list}"),
  "a token of a list of numbers beside another": [...Token.asNumberList("${aws_a.b.list}"), 1],
  "a token of a map": Token.asStringMap("${aws_a.b.map}"),
  "a token of a map beside another key": { ...Token.asStringMap("${aws_a.b.map}"), other: 1 },
  "a token of a map of numbers": Token.asNumberMap("${aws_a.b.map}"),
  "a value of a map": Token.STRING_MAP_TOKEN_VALUE,
  "any value of a map": { key: Token.ANY_MAP_TOKEN_VALUE },
  "a number of a map": [Token.NUMBER_MAP_TOKEN_VALUE],
  "a token as a key": { [text]: 1 },
  "a lazy list": Lazy.listValue({ produce: () => ["a", text] }),
  "a lazy value of nothing": { lazy: Lazy.stringValue({ produce: () => undefined }) },
  "a token of an object": { nested: { resolve: () => ({ a: text, b: undefined }) } },
  "a function of Terraform": Fn.join("-", ["a", text]),
  "a date": { at: new Date(0) },
  "an object of a class": new OfAClass(),
  "an object without a prototype": Object.assign(Object.create(null), { a: text }),
  "a construct": { stack },
  "a function": { run: () => 1 },
  "an empty slot of a list": Object.assign([1], { 3: null }),
  "what is left out": { none: undefined, empty: {}, list: [undefined] },
};

test.each(Object.entries(VALUES))("%s is resolved as cdktf does it", (_, value) => {
  expect(ours(value)).toStrictEqual(cdktfs(value));
});

test("any data with tokens in it is resolved as cdktf does it", () => {
  const leaf = fc.oneof(
    fc.constantFrom(...Object.values(VALUES)),
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.tuple(fc.string(), fc.constantFrom(text, inList, `${number}`)).map((parts) => parts.join("")),
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie("tree"), { maxLength: 3 }),
      fc.dictionary(fc.oneof(fc.string(), fc.constant(text)), tie("tree"), { maxKeys: 3 }),
    ),
  }));
  fc.assert(
    fc.property(tree, (value) => {
      expect(ours(value)).toStrictEqual(cdktfs(value));
    }),
    { numRuns: 300 },
  );
});

test("only what may hold a token is left to cdktf", () => {
  const left: unknown[] = [];
  const value = {
    name: "pets",
    tags: { a: "${b}" },
    ids: ["a", text],
    port: 80,
    list: Token.asList("${x.y.z}"),
  };
  resolvedBy((token) => left.push(token), value);
  expect(left).toEqual([text, value.list]);
});
