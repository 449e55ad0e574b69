import {
  greedyMethods,
  matchPath,
  type Routable,
  VERBS,
} from "../../../../terraform/access/decide/route-tree";
import { routes } from "../../../cases/terraform/routes";

const methods = (...routes: readonly string[]): Routable[] =>
  routes.map((route) => {
    const [verb = "", path = ""] = route.split(" ");
    return { verb, path };
  });

test.each(VERBS)("ANY takes %s", (verb) => {
  expect(matchPath(methods("ANY /pets"), verb, "/pets")?.method.verb).toBe("ANY");
});

test("greedy methods are those at {proxy+}, and no others", () => {
  const some = methods("GET /pets", "ANY /{proxy+}", "GET /{id}", "POST /a/{b+}");
  expect(greedyMethods(some).map(({ path }) => path)).toEqual(["/{proxy+}", "/a/{b+}"]);
});

test.each([
  ["/x{a}", "/7"],
  ["/{a}x", "/7"],
  ["/x{a+}", "/7/8"],
  ["/{a+}x", "/7/8"],
])("%s is a literal, which %s does not fit", (path, asked) => {
  expect(matchPath(methods(`GET ${path}`), "GET", asked)).toBeUndefined();
  expect(matchPath(methods(`GET ${path}`), "GET", path)?.method.path).toBe(path);
});

test("several slashes at the end count as little as one, within a path each counts", () => {
  expect(matchPath(methods("GET /pets"), "GET", "/pets//")?.method.path).toBe("/pets");
  expect(matchPath(methods("GET /a/b"), "GET", "/a//b")).toBeUndefined();
});

test.each(routes)("$name", ({ methods: declared, path, pathParameters, rival, route, verb }) => {
  const match = matchPath(methods(...declared), verb, path);
  expect(match?.rivals?.map((other) => `${other.verb} ${other.path}`)).toEqual(rival && [rival]);
  expect(match ? `${match.method.verb} ${match.method.path}` : null).toBe(route);
  if (match) expect(match.pathParameters).toEqual(pathParameters);
});
