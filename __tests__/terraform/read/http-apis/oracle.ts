/**
 * Who may call what on an HTTP API, worked out from AWS's documentation by another method than the reader's: every
 * request of a small world is tried. https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-routes.html
 */

/** A route that was declared. */
export interface Declared {
  readonly key: string;
  readonly lock: "open" | "people" | "login" | "gate" | "iam";
  readonly scopes: readonly string[];
}

export interface World {
  readonly routes: readonly Declared[];
  /** Clients of the pool whose tokens the authorizer `people` takes. */
  readonly audience: readonly ("app" | "bot")[];
}

export type Answer = "allow" | "deny" | "unknown";

/** PUT stands for every verb that no route names. */
const VERBS = ["GET", "POST", "PUT"];
const SEGMENTS = ["a", "b", "c", "other"];
/** One segment deeper than any route. */
const DEPTH = 4;

const PATHS: readonly (readonly string[])[] = Array.from({ length: DEPTH + 1 }, (_, depth) =>
  pathsOf(depth),
).flat();

function pathsOf(depth: number): string[][] {
  if (depth === 0) return [[]];
  return pathsOf(depth - 1).flatMap((path) => SEGMENTS.map((segment) => [...path, segment]));
}

/** The answer to a principal about all requests of a route; undefined where it answers none. */
export type Oracle = (route: Declared, principal: string) => Answer | undefined;

export function oracleOf(world: World): Oracle {
  const requests = VERBS.flatMap((verb) =>
    PATHS.map((path) => ({ verb, winners: winnersOf(world.routes, verb, path) })),
  );
  return (route, principal) => {
    const answers = requests
      .filter(({ winners }) => winners.includes(route))
      .map(({ verb, winners }) => together(winners.map((winner) => decided(world, winner, principal, verb))));
    return answers.length === 0 ? undefined : together(answers);
  };
}

function together(answers: readonly Answer[]): Answer {
  const [first = "unknown"] = answers;
  return answers.every((answer) => answer === first) ? first : "unknown";
}

/** All routes that may answer: those that no documented rule puts behind another. */
function winnersOf(routes: readonly Declared[], verb: string, path: readonly string[]): readonly Declared[] {
  const ranked = routes.flatMap((route) => {
    const [method = "", template] = route.key.split(" ");
    if (template === undefined) return [{ route, level: 2, exact: false, shape: "" }];
    if (method !== verb && method !== "ANY") return [];
    const shape = shapeOf(template, path);
    return shape === undefined
      ? []
      : [{ route, level: shape.endsWith("+") ? 1 : 0, exact: method === verb, shape }];
  });
  const best = Math.min(...ranked.map(({ level }) => level));
  const left = ranked.filter(({ level }) => level === best);
  return left
    .filter((one) =>
      left.every((other) => {
        const path = preferred(other.shape, one.shape);
        if (other.exact && !one.exact) return path === "no";
        if (!other.exact && one.exact) return true;
        return path !== "yes";
      }),
    )
    .map(({ route }) => route);
}

/** `LPL` for a path of a literal, a parameter and a literal; `L+` for one that is greedy after a literal. */
function shapeOf(template: string, path: readonly string[]): string | undefined {
  const parts = template.split("/").filter((part) => part !== "");
  let shape = "";
  for (const [index, part] of parts.entries()) {
    if (part.endsWith("+}")) return path.length > index ? `${shape}+` : undefined;
    if (path[index] === undefined) return undefined;
    if (part.startsWith("{")) shape += "P";
    else if (part === path[index]) shape += "L";
    else return undefined;
  }
  return parts.length === path.length ? shape : undefined;
}

/** Whether one shape is the better path: literal wherever the other is, and somewhere more, or longer before its `+`. */
function preferred(one: string, other: string): "yes" | "equal" | "no" {
  if (one === other) return "equal";
  const length = Math.max(one.length, other.length);
  let worse = false;
  for (let at = 0; at < length; at++) if (other[at] === "L" && one[at] !== "L") worse = true;
  return worse || one.replace("+", "").length < other.replace("+", "").length ? "no" : "yes";
}

/** What one route says to one principal about one request. */
function decided(
  { audience }: World,
  { key, lock, scopes }: Declared,
  principal: string,
  verb: string,
): Answer {
  switch (lock) {
    case "open":
      return "allow";
    case "gate":
      return principal === "anonymous" || principal.startsWith("iam:") ? "deny" : "unknown";
    case "iam":
      if (principal !== "iam:auditor") return "deny";
      // Which ARN policies see of $default is not documented.
      if (key === "$default") return verb === "GET" ? "unknown" : "deny";
      return verb === "GET" ? "allow" : "deny";
    case "login":
      if (principal !== "token:login.example.com") return "deny";
      return scopes.length === 0 ? "allow" : "unknown";
    case "people":
      return peoples(audience, scopes, principal);
  }
}

/** Users may ask for `read` through the client app; the client bot gets `write` for itself. */
function peoples(audience: World["audience"], scopes: readonly string[], principal: string): Answer {
  const has = (scope: string) => scopes.length === 0 || scopes.includes(scope);
  switch (principal) {
    case "signed-in":
    case "group:user":
      return scopes.length === 0 || (audience.includes("app") && has("read")) ? "allow" : "deny";
    case "client:bot":
      return audience.includes("bot") && has("write") ? "allow" : "deny";
    default:
      return "deny";
  }
}
