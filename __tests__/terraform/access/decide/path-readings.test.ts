import {
  climbs,
  hasDotSegments,
  readingsOf,
  withoutDotSegments,
} from "../../../../terraform/access/decide/path-readings";
import { processorTime } from "../../../processor-time";

test.each([
  ["/", ["/"]],
  ["", ["/"]],
  ["/pets/7", ["/pets/7"]],
  ["/a@b:c+d,e/~x/f.g/..h/i..", ["/a@b:c+d,e/~x/f.g/..h/i.."]],
  ["/all/%73ecret", ["/all/%73ecret", "/all/secret"]],
  ["/all/%2573ecret", ["/all/%2573ecret", "/all/%73ecret", "/all/secret"]],
  ["/a%2bb", ["/a%2bb", "/a%2Bb", "/a+b"]],
  ["/a%20b", ["/a%20b", "/a b"]],
  ["/%c3%a4", ["/%c3%a4", "/%C3%A4", "/ä"]],
  ["/a/./b", ["/a/./b", "/a/b"]],
  ["/a/b/.", ["/a/b/.", "/a/b/", "/a/b"]],
  ["/a\\b", ["/a\\b", "/a/b"]],
  ["/a;x=1/b;y", ["/a;x=1/b;y", "/a/b"]],
  ["/a%0a/b", ["/a%0a/b", "/a%0A/b", "/a\n/b", "/a/b"]],
])("%j is read as %j", (path, expected) => {
  expect(readingsOf(path)).toEqual(expected);
});

test.each([
  ["/all%2fsecret%2fa", "/all/secret/a"],
  ["/all%252fsecret", "/all/secret"],
  ["/all/secret%3fx/a", "/all/secret"],
  ["/all/secret%23", "/all/secret"],
  ["/all%5csecret", "/all/secret"],
  ["/all/%2e/secret", "/all/secret"],
  ["/all/.;x/secret", "/all/secret"],
  ["/all%c0%afsecret", "/all/secret"],
  ["/all%e0%80%afsecret", "/all/secret"],
  ["/all/s%C1%A5cret", "/all/secret"],
  ["/all/s%e0%81%a5cret", "/all/secret"],
  ["/all/sec%7fret", "/all/secret"],
  ["/all/my%0a%20secret", "/all/my secret"],
  ["/all/%ff/secret%2fa", "/all/%ff/secret/a"],
  ["/all\\secret;x%3fy", "/all/secret"],
])("%j is also read as %j", (path, reading) => {
  expect(readingsOf(path)[0]).toBe(path);
  expect(readingsOf(path)).toContain(reading);
});

test.each([
  "/..",
  "/a/../b",
  "/a/..",
  "/a/%2e%2e/b",
  "/a/.%2E/b",
  "/a/%2E./b",
  "/a/%252e%252e/b",
  "/a/%25252e%25252e%25252fb",
  "/a/%%32%65%%32%65/b",
  "/a/..%2fb",
  "/a%2f..%2fb",
  "/a/..%5cb",
  "/a\\..\\b",
  "/a/..;/b",
  "/a/..;x=1/b",
  "/a/..%3b/b",
  "/a/..%253b/b",
  "/a//../b",
  "/a/..%00/b",
  "/a/..%20/b",
  "/a/.%09./b",
  "/a/..%3fx",
  "/a/..%23",
  "/a/%c0%ae%c0%ae/b",
  "/a/..%c0%afb",
  "/a/%e0%80%ae./b",
  "/a/%2e%2e%2f%ff",
])("%j climbs", (path) => {
  expect(climbs(path)).toBe(true);
  expect(hasDotSegments(path)).toBe(true);
});

test.each(["/a/./b", "/a/%2e/b", "/a/.;x/b", "/a%2f.%2fb"])(
  "%j has a dot segment, and does not climb",
  (path) => {
    expect(climbs(path)).toBe(false);
    expect(hasDotSegments(path)).toBe(true);
  },
);

test.each([
  "/",
  "/a",
  "/a/b/",
  "/a..b",
  "/..a",
  "/a/...",
  "/a/....//b",
  "/.well-known/x",
  "/a/%2e%2e%2e/b",
  "/a/.git",
  "/%2E%2Ehidden",
  "/%ff%fe",
  "/100%",
  "/a%2Fb",
])("%j has no dot segment", (path) => {
  expect(climbs(path)).toBe(false);
  expect(hasDotSegments(path)).toBe(false);
});

test.each([
  ["/a/../b", "/b"],
  ["/../..", "/"],
  ["//a/./b//", "/a/b/"],
  ["/a/b/..", "/a/"],
  ["/", "/"],
])("signed without dot segments, %j is %j", (path, expected) => {
  expect(withoutDotSegments(path)).toBe(expected);
});

// The longest URL that is served has 10,240 characters.
test.each([
  ["%25".repeat(3_400)],
  ["%2e".repeat(3_400)],
  ["/".repeat(10_000)],
  ["/.".repeat(5_000)],
  [`${";".repeat(10_000)}x`],
  ["%c0%af".repeat(1_700)],
  ["%e0%80%af/\\".repeat(900)],
])("a long hostile path takes little time: %#", (path) => {
  const both = () => {
    readingsOf(`/${path}`);
    climbs(`/${path}`);
  };
  expect(processorTime(both)).toBeLessThan(1_000);
});
