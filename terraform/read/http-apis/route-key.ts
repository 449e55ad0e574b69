import { DEFAULT_ROUTE } from "../../access/decide";

/** A route key of an HTTP API, `GET /pets/{petId}`, as verb and path. */
export interface RouteKey {
  readonly verb: string;
  readonly path: string;
  /** Why API Gateway refuses it. */
  readonly problem?: string;
}

const KEY = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (\/\S*)$/;
const LOOSE = /^\s*([a-z]+)\s+(\S+)\s*$/i;

/**
 * Reads a route key. One that API Gateway refuses is read as far as possible: such a route is shown, too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */
export function routeKeyOf(key: string): RouteKey {
  if (key === DEFAULT_ROUTE) return { verb: "ANY", path: DEFAULT_ROUTE };
  const [, verb, path] = KEY.exec(key) ?? [];
  if (verb === undefined || path === undefined) {
    const [, word = "ANY", rest = key] = LOOSE.exec(key) ?? [];
    const problem = `${JSON.stringify(key)} is no route key: API Gateway takes "GET /path", "ANY /path" and "$default"`;
    return { verb: word.toUpperCase(), path: rest, problem };
  }
  const problem = pathProblem(path);
  return { verb, path, ...(problem !== undefined && { problem }) };
}

function pathProblem(path: string): string | undefined {
  if (path === "/") return undefined;
  if (path.endsWith("/")) return `API Gateway refuses the slash at the end of ${path}`;
  const greedy = path.split("/").findIndex((segment) => segment.endsWith("+}"));
  return greedy >= 0 && greedy < path.split("/").length - 1
    ? `API Gateway refuses what follows ${path.split("/")[greedy]} in ${path}`
    : undefined;
}

/** Equal for keys that API Gateway takes for one: the names of parameters do not count. */
export function placeOf({ path, verb }: Pick<RouteKey, "path" | "verb">): string {
  return `${verb} ${path.replace(/\{[^}+]*(\+?)\}/g, "{$1}")}`;
}
