import * as fc from "fast-check";
import { parseJson } from "../../../../terraform/language/expression/parse-json";

test.each([
  ['{"a":1,"a":2}', "a"],
  ['{"a":1,"b":{"c":1},"a":2}', "a"],
  ['{"a":[{"b":1,"c":"}","b":2}]}', "b"],
  ['{"a":1,"\\u0061":2}', "a"],
  ['{"":1,"":2}', ""],
  ['{"x":"\\\\","__proto__":1,"__proto__":2}', "__proto__"],
])("%s has a name twice", (text, name) => {
  expect(() => parseJson(text)).toThrow(`the name ${JSON.stringify(name)} comes twice in one object`);
});

test.each([
  '{"a":{"a":1},"b":{"a":1}}',
  '["a","a"]',
  '{"a":"a","b":"\\"a\\":1,\\"a\\":"}',
  '[{"a":1},{"a":1}]',
])("%s has each name once", (text) => {
  expect(parseJson(text)).toEqual(JSON.parse(text));
});

test("what JSON.stringify writes is read as it was", () => {
  fc.assert(fc.property(fc.json(), (text) => expect(parseJson(text)).toEqual(JSON.parse(text))));
});
