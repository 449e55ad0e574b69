import { authorizerArns, contestedArn, invokeArns } from "../../../../terraform/access/decide/invoke-arn";

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

describe("a request to another kind of API", () => {
  const executionArn = "arn:aws:execute-api:eu-west-1:123456789012:abc";
  const dev = { name: "dev" };

  test.each<["url" | "websocket", string]>([
    ["url", executionArn],
    ["websocket", `${stage}/$connect`],
  ])("%s is authorized as %s", (kind, expected) => {
    expect(invokeArns({ executionArn, kind }, dev, { verb: "GET", path: "$connect" })).toEqual([expected]);
  });

  test.each<["http" | "rest" | undefined, string, string | undefined, readonly string[]]>([
    ["http", "$default", `${stage}/$default`, [`${stage}/$default`]],
    ["http", "/pets/{id}", undefined, [`${stage}/GET/pets/{id}`]],
    ["http", "/pets", undefined, []],
    ["rest", "$default", undefined, []],
    ["rest", "/pets/{id}", undefined, []],
    [undefined, "$default", undefined, []],
    [undefined, "/pets/{id}", undefined, []],
  ])(
    "%s, at %s, may be asked about as %s, and by an authorizer's policy as %j",
    (kind, path, contested, arns) => {
      const api = { executionArn, ...(kind && { kind }) };
      expect(contestedArn(api, dev, { path })).toBe(contested);
      expect(authorizerArns(api, dev, { method: { path }, verb: "GET" })).toEqual(arns);
    },
  );
});
