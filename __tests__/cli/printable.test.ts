import { printable } from "../../cli/render/printable";

test("a line stays one line, and moves no cursor", () => {
  expect(printable("GET /a\nGET /b 200\u001b[2K\u009b\u2028\u202e")).toBe(
    "GET /a\\u{a}GET /b 200\\u{1b}[2K\\u{9b}\\u{2028}\\u{202e}",
  );
});

test("letters of all languages stay as they are", () => {
  expect(printable("café 日本語 😀")).toBe("café 日本語 😀");
});

test("a long line is cut, and says how long it was", () => {
  expect(printable("x".repeat(3000))).toBe(`${"x".repeat(2000)}… (3000 characters)`);
});
