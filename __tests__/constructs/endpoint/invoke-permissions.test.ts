import type { RouteKey } from "../../../access/model";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { sources } from "../../../constructs/endpoint/invoke-permissions";

const written = (own: readonly string[], others: readonly string[] = []) =>
  sources(own as RouteKey[], others as RouteKey[], "pets").map(({ verb, path }) => `${verb} ${path}`);

const many = (count: number, at: (i: number) => string) => Array.from({ length: count }, (_, i) => at(i));

test("each route has a permission of its own while they fit into the function's policy", () => {
  const routes = ["GET /pets", "POST /pets", "GET /pets/{id}"];
  expect(written(routes)).toEqual(routes);
  expect(written(many(40, (i) => `GET /pets/kind-${i}`))).toHaveLength(40);
});

test("with more routes, the verbs of one path share one", () => {
  const routes = many(30, (i) => `/p${i}`).flatMap((path) => [`GET ${path}`, `POST ${path}`, `PUT ${path}`]);
  const found = written(routes);
  expect(found).toHaveLength(30);
  expect(found).toContain("* /p7");
});

test("a path that another function answers as well keeps a permission for each verb", () => {
  const routes = many(30, (i) => `/p${i}`).flatMap((path) => [`GET ${path}`, `POST ${path}`, `PUT ${path}`]);
  const found = written(routes, ["DELETE /p7"]);
  expect(found).not.toContain("* /p7");
  expect(found).toEqual(expect.arrayContaining(["GET /p7", "POST /p7", "PUT /p7", "* /p8"]));
});

test("with still more routes, paths with a common first segment share one, unless another function has a path below it", () => {
  const below = (first: string) => many(100, (i) => `GET /${first}/kind-${i}`);
  expect(written([...below("pets"), "GET /health"])).toEqual(["* /pets/{rest+}", "GET /health"]);
  expect(written([...below("pets"), "GET /health"], ["GET /petsitters/{id}"])).toContain("* /pets/{rest+}");
});

test("a function whose permissions would cover another function's routes is refused", () => {
  const routes = many(100, (i) => `GET /pets/kind-${i}`);
  expect(() => written(routes, ["GET /pets/kind-100"])).toThrow(DeclarationError);
  expect(() => written(routes, ["GET /pets/kind-100"])).toThrow(
    /The function "pets" answers 100 routes, .* Lambda allows 20480 in a function's policy/,
  );
});
