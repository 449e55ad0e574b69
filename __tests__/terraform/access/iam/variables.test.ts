import { Context } from "../../../../terraform/access/iam/context";
import { fits } from "../../../../terraform/access/iam/pattern";
import {
  hasVariables,
  patternOf,
  unknownIn,
  unknownText,
  variablesIn,
  withoutUnknowns,
} from "../../../../terraform/access/iam/variables";

const keys = { "aws:name": "bob", "aws:star": "*", "aws:several": ["a", "b"], "aws:one": ["a"] };
const closed = new Context([keys]);
const open = new Context([keys], true);

/** Whether a text of a policy, with its variables filled in, fits; or why that can not be said. */
function fitting(text: string, found: string, context = closed, version = "2012-10-17") {
  const filled = patternOf(text, version, context);
  return typeof filled === "string" ? filled : fits(filled, found);
}

test.each([
  ["a/${aws:name}/*", "a/bob/c", true],
  ["a/${aws:name}/*", "a/eve/c", false],
  ["${aws:name}", "bob", true],
  ["${AWS:Name}", "bob", true],
  ["${ aws:name }", "bob", true],
  ["${aws:name}-${aws:name}", "bob-bob", true],
  ["${aws:name}-${aws:name}", "bob-eve", false],
  ["${aws:one}", "a", true],
  ["${aws:star}", "*", true],
  ["${aws:star}", "x", false],
  ["${*}", "*", true],
  ["${*}", "x", false],
  ["${?}", "?", true],
  ["${?}", "x", false],
  ["${$}{aws:name}", "${aws:name}", true],
  ["${aws:none, 'guest'}", "guest", true],
  ["${aws:none,'guest'}", "guest", true],
  ["${aws:none , 'a*'}", "a*", true],
  ["${aws:none, 'a*'}", "ab", false],
  ["${aws:none, ''}", "", true],
  ["${aws:name, 'guest'}", "bob", true],
  ["a*", "ab", true],
  ["$", "$", true],
  ["{aws:name}", "{aws:name}", true],
])("%j and %j: %s", (text, found, expected) => {
  expect(fitting(text, found)).toBe(expected);
});

test.each([
  "${aws:none}",
  "x${aws:none}",
  "${aws:name}${aws:none}",
  "${}",
  "${aws:none, guest}",
  "${aws:none, x, 'guest'}",
  "${aws:none, 'a'b}",
])("%j has no value", (text) => {
  expect(patternOf(text, "2012-10-17", closed)).toBe("no value");
  expect(patternOf(text, "2012-10-17", open)).toBe("not known");
});

test("a key of several values is no value, and not known to be none", () => {
  expect(patternOf("${aws:several}", "2012-10-17", closed)).toBe("not known");
});

test("a default counts only where the key is known to have no value", () => {
  expect(patternOf("${aws:none, 'guest'}", "2012-10-17", open)).toBe("not known");
});

test("under the older version there are no variables", () => {
  expect(hasVariables("${aws:name}", "2012-10-17")).toBe(true);
  expect(hasVariables("aws:name", "2012-10-17")).toBe(false);
  expect(hasVariables("${aws:name}", "2008-10-17")).toBe(false);
  expect(fitting("${aws:name}", "${aws:name}", closed, "2008-10-17")).toBe(true);
});

describe("a text that is not known in full", () => {
  const text = `a/${unknownText("the {id} of it")}/b`;

  test("says what is not known, with no brace that ends it", () => {
    expect(unknownIn(text)).toBe("the {id) of it");
    expect(unknownIn("a/${aws:name}")).toBeUndefined();
    expect(unknownIn(unknownText("all"))).toBe("all");
  });

  test.each(["2012-10-17", "2008-10-17"])("is no pattern under %s", (version) => {
    expect(hasVariables(text, version)).toBe(true);
    expect(patternOf(text, version, closed)).toBe("not known");
  });

  test("covers at most what a pattern with wildcards does", () => {
    expect(withoutUnknowns(text)).toBe("a/*/b");
    expect(withoutUnknowns("a/${aws:name}/${}")).toBe("a/*/*");
  });
});

test.each([
  ["a/${aws:name}/${ aws:other , 'x'}", ["aws:name", "aws:other"]],
  ["${*}", ["*"]],
  ["${a, b}", ["a, b"]],
  ["plain", []],
])("the variables of %s are %j", (text, expected) => {
  expect(variablesIn(text)).toEqual(expected);
});
