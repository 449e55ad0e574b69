import type { HttpRequest } from "../../../gateway/http/message";
import { canonicalRequest } from "../../../gateway/sigv4/canonical";

const base: HttpRequest = {
  verb: "GET",
  path: "/",
  query: "",
  headers: [["Host", "example.amazonaws.com"]],
  body: Buffer.alloc(0),
  sourceIp: "127.0.0.1",
};
const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

const line = (request: Partial<HttpRequest>, number: number) =>
  canonicalRequest({ ...base, ...request }, { signedHeaders: ["host"] })?.split("\n")[number];

test("a path that was encoded once is encoded twice", () => {
  expect(line({ path: "/dev/a%20b" }, 1)).toBe("/dev/a%2520b");
});

test("dot segments and empty segments are resolved, and a last slash stays", () => {
  expect(line({ path: "/a//b/./c/../d/" }, 1)).toBe("/a/b/d/");
  expect(line({ path: "/.." }, 1)).toBe("/");
});

test("query parameters are sorted by name and then by value", () => {
  expect(line({ query: "b=2&a=2&a=1&c" }, 2)).toBe("a=1&a=2&b=2&c=");
});

test("a query with a broken percent sequence has no canonical form", () => {
  expect(canonicalRequest({ ...base, query: "a=%zz" }, { signedHeaders: ["host"] })).toBeUndefined();
});

test("a signed header that did not come has no canonical form", () => {
  expect(canonicalRequest(base, { signedHeaders: ["host", "x-amz-date"] })).toBeUndefined();
});

test("values of a header are joined in order, spaces within them collapsed", () => {
  const headers = [...base.headers, ["A", " x  y "] as const, ["a", "z"] as const];
  expect(canonicalRequest({ ...base, headers }, { signedHeaders: ["a", "host"] })).toBe(
    `GET\n/\n\na:x y,z\nhost:example.amazonaws.com\n\na;host\n${EMPTY}`,
  );
});
