import { routeAnswering, sideOf } from "../../terraform/access/difference";
import type { AccessMatrix, MatrixRoute } from "../../terraform/access/matrix";
import { UsageError } from "../error";

/**
 * The route that --why names: by its own method and path, or by a request that it answers, `GET /pets/7`.
 *
 * @throws UsageError `ROUTE_UNKNOWN`, `ROUTE_AMBIGUOUS`
 */
export function routeNamed(matrix: AccessMatrix, text: string): MatrixRoute {
  const [, verb = "", path = ""] = /^([A-Za-z]+)\s+(\/\S*)$/.exec(text.trim()) ?? [];
  const method = verb.toUpperCase();
  const named = matrix.routes.filter((route) => route.method === method && route.path === path);
  const [first, second] = named;
  if (first && !second) return first;
  const places = [...sideOf(matrix).apis.keys()];
  if (!second && places.length === 1) {
    const found = matrix.routes[0] && routeAnswering(sideOf(matrix), { ...matrix.routes[0], path }, method);
    if (found) return found;
  }
  if (second)
    throw new UsageError(
      "ROUTE_AMBIGUOUS",
      `"${text}" is a route of several APIs or stages: ${places.join(", ")}; --format json has the reasons of all.`,
    );
  throw new UsageError(
    "ROUTE_UNKNOWN",
    `No route answers "${text}"; there are ${listed(matrix.routes.map((route) => `${route.method} ${route.path}`))}.`,
  );
}

/**
 * The principal that --as names: `group:user`, or `user` where only one principal has that name.
 *
 * @throws UsageError `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`
 */
export function principalNamed({ principals }: AccessMatrix, text: string): string {
  if (principals.includes(text)) return text;
  const short = principals.filter((name) => name.slice(name.indexOf(":") + 1) === text);
  const groups = short.filter((name) => name.startsWith("group:"));
  const [found, second] = groups.length === 1 ? groups : short;
  if (found !== undefined && second === undefined) return found;
  throw new UsageError(
    second === undefined ? "PRINCIPAL_UNKNOWN" : "PRINCIPAL_AMBIGUOUS",
    second === undefined
      ? `--as ${text}: there are ${listed(principals)}.`
      : `--as ${text}: that is ${short.join(" or ")}.`,
  );
}

function listed(names: readonly string[]): string {
  return names.length > 12
    ? `${names.slice(0, 12).join(", ")} and ${names.length - 12} more`
    : names.join(", ");
}
