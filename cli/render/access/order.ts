import type { MatrixRoute } from "../../../terraform/access/matrix";

/** As the resource tree has them: a resource, its methods, then what is below it. APIs and stages stay together. */
export function inTreeOrder(routes: readonly MatrixRoute[]): MatrixRoute[] {
  const keyed = routes.map((route) => ({ route, key: keyOf(route) }));
  return keyed.sort((a, b) => compared(a.key, b.key)).map(({ route }) => route);
}

function keyOf({ api, apiName, method, path, stage = "" }: MatrixRoute): string[] {
  return [api ?? apiName, stage, ...path.split("/").filter((part) => part !== ""), "", method];
}

/** Part by part: `/pets/{id}` stands before `/pets-of-others`. */
function compared(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((part, index) => part !== other[index]);
  const [a = "", b = ""] = [one[differs], other[differs]];
  return a === b ? 0 : a < b ? -1 : 1;
}
