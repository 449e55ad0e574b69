import { contested, greedyMethods, matchRoute } from "../../../terraform/route";

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
