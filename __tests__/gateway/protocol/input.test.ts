import * as v from "valibot";
import {
  checkInput,
  type Input,
  oneOf,
  parseJsonObject,
  requiredText,
  textMap,
} from "../../../gateway/protocol/input";

const schema = v.object({
  Name: requiredText,
  Flow: v.optional(oneOf("flow", ["B", "A"])),
  Values: textMap,
  Flag: v.optional(v.boolean()),
});

const given = (input: Input) => checkInput(schema, input);

test("unknown members are ignored, and a member that is null counts as absent", () => {
  const input = { Name: "n", Other: 1, Flow: null, Values: null, Flag: null };
  expect(given(input)).toEqual({ Name: "n", Values: {} });
  expect(given({ Name: "n", Values: { a: "b" }, Flow: "A" })).toEqual({
    Name: "n",
    Values: { a: "b" },
    Flow: "A",
  });
});

test("a member of a map that is null counts as absent: amazon-cognito-identity-js sends DEVICE_KEY so", () => {
  expect(given({ Name: "n", Values: { DEVICE_KEY: null, a: "b" } }).Values).toEqual({ a: "b" });
});

test.each<[Record<string, unknown>, string, string]>([
  [{}, "InvalidParameterException", "Missing required parameter Name"],
  [{ Name: null }, "InvalidParameterException", "Missing required parameter Name"],
  [{ Name: "" }, "InvalidParameterException", "Missing required parameter Name"],
  [{ Name: 1 }, "SerializationException", "Name is not a string."],
  [{ Name: ["n"] }, "SerializationException", "Name is not a string."],
  [{ Name: "n", Flag: "true" }, "SerializationException", "Flag is not a boolean."],
  [{ Name: "n", Values: [] }, "SerializationException", "Values is not a map."],
  [{ Name: "n", Values: ["a"] }, "SerializationException", "Values is not a map."],
  [{ Name: "n", Values: "a" }, "SerializationException", "Values is not a map."],
  [{ Name: "n", Values: { a: 1 } }, "SerializationException", "Values.a is not a string."],
  [
    { Name: "n", Flow: "constructor" },
    "InvalidParameterException",
    "1 validation error detected: Value 'constructor' at 'flow' failed to satisfy constraint: Member must satisfy enum value set: [A, B]",
  ],
  [{ Name: "n", Flow: 1 }, "SerializationException", "Flow is not a string."],
])("%j is refused", (input, type, message) => {
  expect(() => given(input)).toThrow(expect.objectContaining({ name: "ServiceError", type, message }));
});

test("a member of a prototype is not a member of the input", () => {
  expect(() => given(Object.create({ Name: "n" }))).toThrow(/Missing required parameter Name/);
});

test.each(["", "x", "[]", "null", '"a"', "1"])("the body %j is not a JSON object", (text) => {
  expect(() => parseJsonObject(Buffer.from(text))).toThrow(
    expect.objectContaining({ type: "SerializationException" }),
  );
});
