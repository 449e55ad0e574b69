import { Arn, arnMatcher, matcher } from "../../../../terraform/access/iam/matcher";
import {
  fits,
  fitsArn,
  literalPattern,
  pattern,
  wildcardsIn,
} from "../../../../terraform/access/iam/pattern";

describe("a pattern", () => {
  test.each([
    ["", "", true],
    ["", "a", false],
    ["a", "", false],
    ["a", "a", true],
    ["a", "b", false],
    ["a", "ab", false],
    ["ab", "a", false],
    ["a", "A", false],
    ["*", "", true],
    ["*", "a/b:c", true],
    ["?", "a", true],
    ["?", "", false],
    ["?", "ab", false],
    ["?", "\u{1f600}", true],
    ["a*", "a", true],
    ["a*", "ab", true],
    ["a*", "ba", false],
    ["*a", "a", true],
    ["*a", "ba", true],
    ["*a", "ab", false],
    ["ab*", "ab", true],
    ["ab*", "abc", true],
    ["ab*", "a", false],
    ["ab*", "xb", false],
    ["ab*", "ax", false],
    ["xab*", "yab", false],
    ["a*b", "ab", true],
    ["a*b", "axb", true],
    ["a*b", "a", false],
    ["a*b", "b", false],
    ["a*a", "a", false],
    ["a*a", "aa", true],
    ["ab*bc", "abc", false],
    ["ab*bc", "abbc", true],
    ["a*b*c", "abc", true],
    ["a*b*c", "axbxc", true],
    ["a*b*c", "acb", false],
    ["a*b*c", "ac", false],
    ["a*bc*c", "abc", false],
    ["a*bc*c", "abcc", true],
    ["a*bb*b*c", "abbc", false],
    ["a*bb*b*c", "abbbc", true],
    ["*ab*ab*", "ab", false],
    ["*ab*ab*", "aab", false],
    ["*ab*ab*", "abab", true],
    ["**", "", true],
    ["a**b", "ab", true],
    ["a***b", "axxb", true],
    ["*a?c", "abac", false],
    ["*a?c", "ababc", true],
    ["a?*", "a", false],
    ["a?*", "ab", true],
    ["*?", "", false],
    ["*a*?b", "aab", true],
    ["*a*?b", "ab", false],
    ["a.c", "abc", false],
    ["[ab]", "a", false],
  ])("%j and %j: %s, read at once or made ready first", (wildcards, text, expected) => {
    expect(fits(pattern(wildcards), text)).toBe(expected);
    expect(matcher(pattern(wildcards))(text)).toBe(expected);
  });

  test("taken literally, an asterisk is an asterisk", () => {
    expect(fits(literalPattern("a*?"), "a*?")).toBe(true);
    expect(fits(literalPattern("a*?"), "abc")).toBe(false);
    expect(matcher(literalPattern("a*?"))("abc")).toBe(false);
  });

  test.each([
    ["a", false, false],
    ["a*", true, false],
    ["a?", false, true],
    ["*?", true, true],
  ])("%j has wildcards: any %s, one %s", (text, any, one) => {
    expect(wildcardsIn(pattern(text))).toEqual({ any, one });
  });
});

describe("an ARN's pattern", () => {
  test.each([
    ["a:b:c:d:e:f", "a:b:c:d:e:f", true],
    ["a:b:c:d:e:f", "a:b:c:d:e:f:g", false],
    ["a:b:c:d:e:f*", "a:b:c:d:e:f:g:h", true],
    ["a:b:c:d:e:f:g", "a:b:c:d:e:f:g", true],
    ["a:b:c:*:e:f", "a:b:c:d:e:f", true],
    ["a:b:c:*:e:f", "a:b:c:d:x:e:f", false],
    ["a:b:c:*:f", "a:b:c:d:e:f", false],
    ["a:b:c:*", "a:b:c:d:e:f", true],
    ["*", "a:b:c:d:e:f", true],
    ["a", "a:b:c:d:e:f", true],
    ["b", "a:b:c:d:e:f", false],
    ["a:b:c:d:?:f", "a:b:c:d:e:f", true],
    ["a:b:c:d:?:f", "a:b:c:d::f", false],
    ["a:b:c:d::f", "a:b:c:d::f", true],
  ])("%j and %j: %s, part by part, read at once or made ready first", (wildcards, arn, expected) => {
    expect(fitsArn(pattern(wildcards), arn)).toBe(expected);
    expect(arnMatcher(pattern(wildcards))(new Arn(arn))).toBe(expected);
  });

  test.each([
    ["a:b:c:d:e:f:g:h", ["a", "b", "c", "d", "e", "f:g:h"]],
    ["a:b:c:d:e:f", ["a", "b", "c", "d", "e", "f"]],
    ["a:b:c", ["a", "b", "c", "", "", ""]],
    ["a", ["a", "", "", "", "", ""]],
    ["", ["", "", "", "", "", ""]],
    ["::::::", ["", "", "", "", "", ":"]],
  ])("the parts of %j are %j", (text, parts) => {
    expect(new Arn(text).parts).toEqual(parts);
  });
});

test("the beginnings of an ARN, asked for again and in any order", () => {
  const arn = new Arn("arn:aws:s3:::bucket");
  expect([7, 3, 7, 100, 0].map((length) => arn.beginning(length))).toEqual([
    "arn:aws",
    "arn",
    "arn:aws",
    "arn:aws:s3:::bucket",
    "",
  ]);
});
