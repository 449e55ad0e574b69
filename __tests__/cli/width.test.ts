import { parseWidth } from "../../cli/arguments/width";

test.each([
  ["an option", "90", { columns: 200, environment: "100" }, 90],
  ["COLUMNS", undefined, { columns: 200, environment: "100" }, 100],
  ["the terminal", undefined, { columns: 200, environment: undefined }, 200],
  ["the terminal, where COLUMNS is no number", undefined, { columns: 200, environment: "" }, 200],
  ["a file or pipe", undefined, { columns: undefined, environment: undefined }, Number.POSITIVE_INFINITY],
  ["a very narrow terminal", undefined, { columns: 10, environment: undefined }, 40],
])("the width of %s", (_, given, place, expected) => {
  expect(parseWidth(given, place)).toBe(expected);
});

test.each(["0", "-80", "wide", "80.5", "1000000", ""])("--width %j is refused", (given) => {
  expect(() => parseWidth(given, { columns: 80, environment: undefined })).toThrow(
    expect.objectContaining({ code: "WIDTH_INVALID" }),
  );
});
