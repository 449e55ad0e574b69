import { invokeArns } from "../../../../terraform/access/decide/invoke-arn";

const stage = "arn:aws:execute-api:eu-west-1:123456789012:abc/dev";

test.each([
  ["/", ["/"]],
  ["", ["/"]],
  ["/pets", ["/pets"]],
  ["pets", ["/pets"]],
  ["/pets/a%2Fb", ["/pets/a%2Fb", "/pets/a/b"]],
  ["/pets//a", ["/pets//a", "/pets/a"]],
  ["/pets/", ["/pets/", "/pets"]],
  ["/pets//", ["/pets//", "/pets", "/pets/"]],
  ["//pets", ["//pets", "/pets"]],
  ["//pets/", ["//pets/", "/pets/", "//pets", "/pets"]],
  ["//", ["//", "/"]],
  ["//a//b/", ["//a//b/", "/a//b/", "//a//b", "/a//b", "/a/b/", "/a/b"]],
  ["/a//b/", ["/a//b/", "/a//b", "/a/b/", "/a/b"]],
])("a request for %j is authorized as each of %j", (path, expected) => {
  const arns = invokeArns(
    { executionArn: "arn:aws:execute-api:eu-west-1:123456789012:abc" },
    { name: "dev" },
    { verb: "GET", path },
  );
  expect(arns).toEqual(expected.map((one) => `${stage}/GET${one}`));
});
