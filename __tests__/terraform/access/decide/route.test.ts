import {
  ambiguity,
  contestedBy,
  matchRoute,
  refusedByRoute,
} from "../../../../terraform/access/decide/route";
import type { ApiMethod } from "../../../../terraform/model/api";
import { method } from "../../build/model";

test("a match is ambiguous only where there is a rival, and both are named", () => {
  const one = method("/a/{x+}");
  const clear = matchRoute({ methods: [one] }, "GET", "/a/b");
  expect(clear && ambiguity(clear)).toBeUndefined();
  const both = matchRoute({ methods: [one, method("/{y}/b", { verb: "ANY" })] }, "GET", "/a/b");
  expect(both && ambiguity(both)).toBe(
    "AWS does not document which of ANY /{y}/b and GET /a/{x+} answers a path that fits both",
  );
});

test("an ambiguous request is unknown, by the method that would answer first", () => {
  const methods = [
    method("/a/{x+}", { address: "greedy" }),
    method("/{y}/b", { address: "literal", verb: "ANY" }),
  ];
  const match = matchRoute({ methods }, "GET", "/a/b");
  expect(match && refusedByRoute(match)).toEqual({
    outcome: "unknown",
    reason: expect.stringMatching(/^AWS does not document which of /),
    source: { address: match?.method.address },
    dependsOn: expect.any(Function),
  });
  const lock = '["AWS_IAM",null,[],false]';
  expect(match && refusedByRoute(match)?.dependsOn?.()).toEqual([
    { address: match?.method.address, text: `${lock} ${lock}` },
  ]);
});

test("three methods that may answer are all named", () => {
  expect(contestedBy([method("/a"), method("/b", { verb: "ANY" }), method("/c")])).toBe(
    "AWS does not document which of GET /a, ANY /b and GET /c answers a path that fits them all",
  );
});

describe("routes of an HTTP API, each with a better segment", () => {
  const rivals = (...locks: readonly Partial<ApiMethod>[]) => {
    const paths = ["/a/b/{x}/{y}", "/{x}/{y}/c/d", "/a/{x}/c/{y}"];
    const methods = locks.map((lock, index) => method(paths[index] as string, lock));
    return matchRoute({ kind: "http", methods }, "GET", "/a/b/c/d")?.rivals?.length;
  };

  test.each<[string, readonly Partial<ApiMethod>[], number | undefined]>([
    ["behind one lock", [{}, {}, {}], undefined],
    ["behind two locks", [{}, { authorization: "NONE" }], 1],
    ["of which one is behind another lock", [{}, {}, { authorization: "NONE" }], 2],
    ["of which one has a lock that is not known", [{}, { unknown: "known after apply" }], 1],
    ["alone", [{}], undefined],
  ])("%s", (_, locks, expected) => {
    expect(rivals(...locks)).toBe(expected);
  });
});

test("a path that only another reading leads to a method is no route", () => {
  expect(matchRoute({ methods: [method("/users/me")] }, "GET", "/users%2Fme")).toBeUndefined();
});

test("another reading that leads to the same method changes nothing, even where its lock is not known", () => {
  const unknown = method("/users/{id}", { unknown: "known after apply" });
  expect(matchRoute({ methods: [unknown] }, "GET", "/users/a%20b")).not.toHaveProperty("respelled");
});

describe("a path that another reading leads to another method", () => {
  const open: Partial<ApiMethod> = { authorization: "NONE" };
  const signed: Partial<ApiMethod> = { authorization: "AWS_IAM" };
  const byToken: Partial<ApiMethod> = {
    authorization: "COGNITO_USER_POOLS",
    authorizerId: "pool",
    scopes: ["a", "b"],
  };
  const refused = (path: string, of: Partial<ApiMethod>, sibling: Partial<ApiMethod>) => {
    const methods = [
      method("/users/{id}", { address: "parameter", ...of }),
      method("/users/me", { address: "literal", ...sibling }),
    ];
    const match = matchRoute({ methods }, "GET", path);
    expect(match?.method.path).toBe("/users/{id}");
    return match && refusedByRoute(match);
  };

  test.each([
    [open, signed],
    [open, { ...open, apiKeyRequired: true }],
    [open, { ...open, unknown: "known after apply" }],
    [signed, byToken],
    [byToken, { ...byToken, scopes: ["a"] }],
    [byToken, { ...byToken, authorizerId: "other" }],
  ])("is refused where the lock differs: %j beside %j", (of, sibling) => {
    expect(refused("/users/%6de", of, sibling)).toEqual({
      outcome: "deny",
      reason: "The path can also be read as /users/me, which GET /users/me answers behind another lock",
      source: { address: "literal" },
      refusal: "ACCESS_DENIED",
    });
    expect(refused("/users/%6d%65", of, sibling)?.outcome).toBe("deny");
    expect(refused("/users/me;x=1", of, sibling)?.outcome).toBe("deny");
    expect(refused("/users/%256de", of, sibling)?.outcome).toBe("deny");
  });

  test.each([
    [open, open],
    [signed, open],
    [byToken, { ...byToken, scopes: ["b", "a"] }],
  ])("is answered where the other lock is the same or open: %j beside %j", (of, sibling) => {
    expect(refused("/users/%6de", of, sibling)).toBeUndefined();
  });

  test("is answered where it leads to no other method", () => {
    expect(refused("/users/a%2Fb", open, signed)).toBeUndefined();
    expect(refused("/users/m%20e", open, signed)).toBeUndefined();
    expect(refused("/users/you/", open, signed)).toBeUndefined();
  });
});
