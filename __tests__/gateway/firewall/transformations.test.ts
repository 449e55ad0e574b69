import { transformed } from "../../../gateway/firewall/transformations";
import { TEXT_TRANSFORMATIONS, type TextTransformation } from "../../../terraform/model";
import { processorTime } from "../../processor-time";

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html */

const cases: readonly (readonly [TextTransformation, string, string])[] = [
  ["NONE", " A ", " A "],
  ["LOWERCASE", "ABC\xc9", "abc\xc9"],
  ["BASE64_DECODE", "YWJj", "abc"],
  ["BASE64_DECODE", "no base64!", "no base64!"],
  ["CMD_LINE", 'C^a"t\\ /ETC,  x;(y', "cat/etc x(y"],
  ["COMPRESS_WHITE_SPACE", "a\t\r\n \xa0\x0b\fb  c", "a b c"],
  ["HEX_DECODE", "2F65", "/e"],
  ["HEX_DECODE", "2F6", "2F6"],
  ["HTML_ENTITY_DECODE", "&lt;a&#x27;&#39;&GT;&nbsp;&none;", "<a''>\xa0&none;"],
  ["MD5", "a", Buffer.from("0cc175b9c0f1b6a831c399e269772661", "hex").toString("latin1")],
  ["NORMALIZE_PATH", "/a//b/./../c", "/a/c"],
  ["NORMALIZE_PATH_WIN", "\\a\\..\\b", "/b"],
  ["REMOVE_NULLS", "a\0b", "ab"],
  ["REPLACE_NULLS", "a\0b", "a b"],
  ["REPLACE_COMMENTS", "a/* x */b/* y", "a b "],
  ["URL_DECODE", "a%2Fb+c%zz%C3%A9", "a/b c%zz\xc3\xa9"],
];

test.each(cases)("%s of %j", (name, text, expected) => {
  expect(transformed(text, [name])).toBe(expected);
});

test("each one has a case", () => {
  expect([...new Set(cases.map(([name]) => name))].sort()).toEqual([...TEXT_TRANSFORMATIONS].sort());
});

test("they apply in their order", () => {
  expect(transformed("JTJm", ["BASE64_DECODE", "URL_DECODE"])).toBe("/");
  expect(transformed("JTJm", ["LOWERCASE", "BASE64_DECODE"])).not.toBe("/");
});

test.each(TEXT_TRANSFORMATIONS)("%s of a long text takes no long time", (name) => {
  for (const part of ["&#", "/*", "%", "^", " ,", "../", "\\", "&#x1"])
    expect(processorTime(() => transformed(part.repeat(20_000), [name]))).toBeLessThan(2_000);
});
