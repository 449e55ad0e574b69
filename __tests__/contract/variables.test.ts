import { ConfigurationError, Variables } from "../../contract/variables";

const variables = new Variables(
  {
    NAME: "shop",
    EMPTY: "",
    LIST: "a, b ,c",
    GAP: "a,,b",
    SIX: "6",
    LONG: "1234567890",
    SIGNED: "-1",
    HALF: "1.5",
  },
  "api ",
);

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return `${error.code} ${error.message}`;
    throw error;
  }
  return "accepted";
};

test("a required variable is returned as it is, and refused when it is missing or empty", () => {
  expect(variables.required("NAME")).toBe("shop");
  expect(refusal(() => variables.required("OTHER"))).toBe("CONFIGURATION api OTHER: is missing");
  expect(refusal(() => variables.required("EMPTY"))).toBe("CONFIGURATION api EMPTY: is missing");
});

test("an optional variable may be absent, and not empty", () => {
  expect(variables.optional("NAME")).toBe("shop");
  expect(variables.optional("OTHER")).toBeUndefined();
  expect(refusal(() => variables.optional("EMPTY"))).toBe("CONFIGURATION api EMPTY: is empty");
});

test("a word must be one of those that are known", () => {
  expect(variables.oneOf("NAME", ["shop", "store"])).toBe("shop");
  expect(variables.oneOf("OTHER", ["shop"])).toBeUndefined();
  expect(refusal(() => variables.oneOf("NAME", ["store", "market"]))).toBe(
    "CONFIGURATION api NAME: found shop, expected one of store, market",
  );
});

test("a list is cut at its commas, without spaces and without empty items", () => {
  expect(variables.list("LIST")).toEqual(["a", "b", "c"]);
  expect(variables.requiredList("LIST")).toEqual(["a", "b", "c"]);
  expect(variables.list("OTHER")).toBeUndefined();
  expect(refusal(() => variables.list("GAP"))).toBe("CONFIGURATION api GAP: has an empty item");
  expect(refusal(() => variables.requiredList("OTHER"))).toBe("CONFIGURATION api OTHER: is missing");
});

test("each item of a list of words must be known", () => {
  expect(variables.someOf("LIST", ["a", "b", "c", "d"])).toEqual(["a", "b", "c"]);
  expect(variables.someOf("OTHER", ["a"])).toBeUndefined();
  expect(refusal(() => variables.someOf("LIST", ["a", "c"]))).toBe(
    "CONFIGURATION api LIST: found b, expected one of a, c",
  );
});

test("a whole number has at most nine digits, and a least value", () => {
  expect(variables.wholeNumber("SIX", 6)).toBe(6);
  expect(variables.wholeNumber("OTHER", 1)).toBeUndefined();
  expect(
    ["SIX", "LONG", "SIGNED", "HALF", "NAME"].map((name) => refusal(() => variables.wholeNumber(name, 7))),
  ).toEqual([
    "CONFIGURATION api SIX: found 6, expected a whole number from 7",
    "CONFIGURATION api LONG: found 1234567890, expected a whole number from 7",
    "CONFIGURATION api SIGNED: found -1, expected a whole number from 7",
    "CONFIGURATION api HALF: found 1.5, expected a whole number from 7",
    "CONFIGURATION api NAME: found shop, expected a whole number from 7",
  ]);
});

test("an error names the variable alone where no place was given", () => {
  expect(refusal(() => new Variables({}).required("NAME"))).toBe("CONFIGURATION NAME: is missing");
  expect(new Variables({}).wrong("NAME", "is odd")).toMatchObject({
    name: "ConfigurationError",
    where: "NAME",
  });
});
