import { duplicate, problem, unique } from "./problem";

/** Which items of a list are equal. */

test.each([
  ["one text twice", '["a","b","a"]'],
  ["numbers in two spellings", "[1, 1.0]"],
  ["numbers in more spellings", "[100, 1e2]"],
  ["nothing and minus nothing", "[0, -0]"],
  ["true twice", "[true, false, true]"],
  ["null twice", "[null, null]"],
  ["more than a number may be, twice", "[1e400, 1e999]"],
  ["members in another order", '[{"a":1,"b":[2]},{"b":[2],"a":1}]'],
  ["members in another order, within", '[{"x":{"a":1,"b":2}},{"x":{"b":2,"a":1}}]'],
  ["empty objects", "[{},{}]"],
  ["empty lists", "[[],[]]"],
  ["names of the prototype", '[{"__proto__":1},{"__proto__":1}]'],
  ["texts that are names of the prototype", '["__proto__","__proto__"]'],
  ["members that look like methods", '[{"constructor":[1],"valueOf":2},{"valueOf":2,"constructor":[1]}]'],
  ["an escape and what it stands for", '["\\u0061","a"]'],
])("a list that has to be of unique items has the same one twice: %s", (_, body) => {
  expect(problem(unique, body)).toMatch(duplicate);
});

test.each([
  ["a number and its text", '[1,"1"]'],
  ["true and its text", '[true,"true",1]'],
  ["null and its text", '[null,"null",0,false,""]'],
  ["infinity and null", '[1e400,null,"Infinity",-1e400]'],
  ["lists in another order", "[[1,2],[2,1]]"],
  ["lists and texts that look alike", '[[1],"[1]",["1"],[[1]],"#0","=1","[\\"=1\\""]'],
  ["objects and lists", '[{},[],"{}","[]"]'],
  ["an object with more", '[{"a":1},{"a":1,"b":null}]'],
  ["names and values that look alike", '[{"a":"b\\",\\"c\\":\\"d"},{"a":"b","c":"d"}]'],
  ["a member of another type", '[{"a":1},{"a":"1"},{"a":[1]}]'],
  ["an object and its number", '[{"a":[]},"#0",{"a":"#0"}]'],
  ["one half of a pair of surrogates", '["\\ud800","\\udc00","\\\\ud800"]'],
  ["one item", "[1]"],
  ["none", "[]"],
])("a list that has to be of unique items has: %s", (_, body) => {
  expect(problem(unique, body)).toBeUndefined();
});

test("the places of both are named, and where it is not asked for nothing is compared", () => {
  expect(problem(unique, "[0,7,1,7]")).toBe(
    "data must NOT have duplicate items (items ## 1 and 3 are identical)",
  );
  expect(problem({ uniqueItems: false }, "[7,7]")).toBeUndefined();
  expect(problem(unique, '"77"')).toBe("data must be array");
  expect(problem({ ...unique, items: { type: ["integer", "string"] } }, '[1,"1"]')).toBeUndefined();
});
