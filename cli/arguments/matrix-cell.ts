import { routeAnswering, sideOf } from "../../terraform/access/difference";
import type { AccessMatrix, MatrixRoute } from "../../terraform/access/matrix";
import { UsageError } from "../error";

/**
 * The route that --why names: by its own method and path, or by a request that it answers, `GET /pets/7`. Where there
 * are several APIs or stages, their names stand before it: `store live GET /pets`.
 *
 * @throws UsageError `ROUTE_UNKNOWN`, `ROUTE_AMBIGUOUS`
 */
export function routeNamed(matrix: AccessMatrix, text: string): MatrixRoute {
  const [, place = "", verb = "", path = ""] = /^(?:(\S.*)\s+)?([A-Za-z]+)\s+(\S+)$/.exec(text.trim()) ?? [];
  const method = verb.toUpperCase();
  const routes = place === "" ? matrix.routes : matrix.routes.filter((route) => isAt(route, place));
  const named = routes.filter((route) => route.method === method && route.path === path);
  const [first, second] = named;
  if (first && !second) return first;
  const places = [...new Set(routes.map(placeOf))];
  if (!second && places.length === 1) {
    const found = routes[0] && routeAnswering(sideOf({ ...matrix, routes }), { ...routes[0], path }, method);
    if (found) return found;
  }
  if (second)
    throw new UsageError(
      "ROUTE_AMBIGUOUS",
      `"${text}" is a route of several APIs or stages; expected one of ${listed(named.map(nameOf))}.`,
    );
  throw new UsageError(
    "ROUTE_UNKNOWN",
    `No route answers "${text}"; there are ${listed(matrix.routes.map(nameOf))}.`,
  );
}

function isAt(route: MatrixRoute, place: string): boolean {
  return [placeOf(route), route.api ?? route.apiName, route.apiAddress].includes(place);
}

/** The API and stage, where there are several. */
function placeOf({ api, stage }: MatrixRoute): string {
  return [api, stage].filter((part) => part !== undefined).join(" ");
}

function nameOf(route: MatrixRoute): string {
  return [placeOf(route), route.method, route.path].filter((part) => part !== "").join(" ");
}

/**
 * The principals that --as names, with commas between them: `group:user`, or `user` where only one has that name. Several
 * are one caller, such as a user in two groups.
 *
 * @returns their places in the matrix's principals, each once
 * @throws UsageError `PRINCIPAL_UNKNOWN`, `PRINCIPAL_AMBIGUOUS`
 */
export function principalsNamed({ principals }: AccessMatrix, text: string): readonly number[] {
  // A comma may be part of a group's name.
  const names = principals.includes(text) ? [text] : text.split(",").map((name) => name.trim());
  const found = names.map((name) => principals.indexOf(principalNamed(principals, name)));
  return [...new Set(found)];
}

function principalNamed(principals: readonly string[], text: string): string {
  if (principals.includes(text)) return text;
  const short = principals.filter((name) => name.slice(name.indexOf(":") + 1) === text);
  const [found, second] = short;
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
