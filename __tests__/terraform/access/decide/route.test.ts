import {
  contested,
  greedyMethods,
  matchRoute,
  refusedByRoute,
} from "../../../../terraform/access/decide/route";

const api = (...routes: readonly string[]) =>
  ({
    methods: routes.map((route) => {
      const [verb, path] = route.split(" ");
      return { verb, path };
    }),
  }) as never;

test.each(["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"])("ANY takes %s", (verb) => {
  expect(matchRoute(api("ANY /pets"), verb, "/pets")?.method.verb).toBe("ANY");
});

test("who answers is contested only where there is a rival, and both are named", () => {
  const clear = matchRoute(api("GET /a/{x+}"), "GET", "/a/b");
  expect(clear && contested(clear)).toBeUndefined();
  const both = matchRoute(api("GET /a/{x+}", "ANY /{y}/b"), "GET", "/a/b");
  expect(both && contested(both)).toBe(
    "AWS does not document which of ANY /{y}/b and GET /a/{x+} answers a path that fits both",
  );
});

test("greedy methods are those at {proxy+}, and no others", () => {
  const some = api("GET /pets", "ANY /{proxy+}", "GET /{id}", "POST /a/{b+}");
  expect(greedyMethods(some).map(({ path }) => path)).toEqual(["/{proxy+}", "/a/{b+}"]);
});

test.each([
  ["/x{a}", "/7"],
  ["/{a}x", "/7"],
  ["/x{a+}", "/7/8"],
  ["/{a+}x", "/7/8"],
])("%s is a literal, which %s does not fit", (path, asked) => {
  expect(matchRoute(api(`GET ${path}`), "GET", asked)).toBeUndefined();
  expect(matchRoute(api(`GET ${path}`), "GET", path)?.method.path).toBe(path);
});

test("several slashes at the end count as little as one, within a path each counts", () => {
  expect(matchRoute(api("GET /pets"), "GET", "/pets//")?.method.path).toBe("/pets");
  expect(matchRoute(api("GET /a/b"), "GET", "/a//b")).toBeUndefined();
});

describe("a path that another reading leads to another method", () => {
  const open = { authorization: "NONE", scopes: [], apiKeyRequired: false };
  const signed = { authorization: "AWS_IAM", scopes: [], apiKeyRequired: false };
  const byToken = {
    authorization: "COGNITO_USER_POOLS",
    authorizerId: "pool",
    scopes: ["a", "b"],
    apiKeyRequired: false,
  };
  const refused = (path: string, of: object, sibling: object) => {
    const methods = [
      { verb: "GET", path: "/users/{id}", address: "parameter", ...of },
      { verb: "GET", path: "/users/me", address: "literal", ...sibling },
    ];
    const match = matchRoute({ methods } as never, "GET", path);
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
