/**
 * What the types cannot say about a declaration, checked once before anything is built from it.
 */
import type { AccessModel, Path, Route, RouteKey } from "../../access/model";
import { DeclarationError } from "../errors";
import { contestedPath, type PathPattern, routePattern } from "../path-pattern";

const SEGMENT = /^(?:[A-Za-z0-9._~-]+|\{[A-Za-z0-9_]+\+?\})$/;
// IAM role names and token scopes are made of these.
const NAME = /^[A-Za-z][A-Za-z0-9-]{0,31}$/;

/** The routes of a declaration as pairs, in the order they were written. */
export function routesIn(access: AccessModel): readonly (readonly [RouteKey, Route])[] {
  return Object.entries(access.routes) as [RouteKey, Route][];
}

/** @throws DeclarationError with the code of the first rule that is broken */
export function checkDeclaration(access: AccessModel): void {
  checkNames(access);
  checkPrecedence(access);
  for (const [key, route] of routesIn(access)) {
    checkPath(key);
    checkHolders(access, key, route);
  }
  checkParameters(routesIn(access).map(([key]) => key));
  checkRouting(routesIn(access).map(([key]) => key));
}

function checkNames(access: AccessModel): void {
  for (const name of [...Object.keys(access.roles), ...Object.keys(access.systems)]) {
    if (NAME.test(name)) continue;
    throw new DeclarationError(
      "NAME_INVALID",
      `"${name}" cannot name a role or system: use up to 32 letters, digits and hyphens, a letter first.`,
    );
  }
  const both = Object.keys(access.roles).find((name) => name in access.systems);
  if (both)
    throw new DeclarationError(
      "NAME_TAKEN",
      `"${both}" is declared as a role and as a system; one IAM role cannot be both.`,
    );
}

function checkPrecedence(access: AccessModel): void {
  const seen = new Map<number, string>();
  for (const [name, { precedence }] of Object.entries(access.roles)) {
    if (!Number.isInteger(precedence) || precedence < 0) {
      throw new DeclarationError(
        "PRECEDENCE_INVALID",
        `Role "${name}" has precedence ${precedence}; expected a whole number from 0.`,
      );
    }
    const other = seen.get(precedence);
    if (other) {
      throw new DeclarationError(
        "PRECEDENCE_TAKEN",
        `Roles "${other}" and "${name}" both have precedence ${precedence}: Cognito would choose neither for someone in both groups.`,
      );
    }
    seen.set(precedence, name);
  }
}

function checkPath(key: RouteKey): void {
  const path = key.slice(key.indexOf(" ") + 1);
  const segments = path === "/" ? [] : path.slice(1).split("/");
  const wrong = segments.find((segment) => !SEGMENT.test(segment));
  if (wrong !== undefined) {
    throw new DeclarationError(
      "PATH_INVALID",
      `Route "${key}" has the segment "${wrong}"; expected letters, digits, . _ ~ -, or a parameter such as {petId}, or {rest+} at the end.`,
    );
  }
  if (segments.slice(0, -1).some((segment) => segment.endsWith("+}"))) {
    throw new DeclarationError(
      "PATH_INVALID",
      `Route "${key}" has a {…+} segment that is not the last one; it takes all that follows.`,
    );
  }
  const names = segments
    .filter((segment) => segment.startsWith("{"))
    .map((segment) => segment.replace("+", ""));
  if (new Set(names).size < names.length) {
    throw new DeclarationError("PATH_INVALID", `Route "${key}" names two parameters alike.`);
  }
}

function checkHolders(access: AccessModel, key: RouteKey, route: Route): void {
  const roles = "roles" in route && Array.isArray(route.roles) ? (route.roles as readonly string[]) : [];
  const systems = route.lock === "iam" ? (route.systems ?? []) : [];
  const unknown =
    roles.find((name) => !(name in access.roles)) ?? systems.find((name) => !(name in access.systems));
  if (unknown) {
    const known = [...Object.keys(access.roles), ...Object.keys(access.systems)].join(", ");
    throw new DeclarationError(
      "HOLDER_UNKNOWN",
      `Route "${key}" admits "${unknown}", which is not declared; declared are ${known}.`,
    );
  }
  if (["iam", "cognito", "jwt", "key", "public"].includes(route.lock)) return;
  throw new DeclarationError(
    "LOCK_UNKNOWN",
    `Route "${key}" has the lock "${route.lock}"; expected iam, cognito, jwt, key or public.`,
  );
}

/** Every request must have one route that answers it, by what AWS says about routing. */
function checkRouting(keys: readonly RouteKey[]): void {
  for (const routes of byVerb(keys).values()) {
    const patterns = routes.map(({ pattern }) => pattern);
    for (const [i, { key, pattern }] of routes.entries())
      for (const other of routes.slice(i + 1)) {
        const path = contestedPath(pattern, other.pattern, patterns);
        if (path === undefined) continue;
        throw new DeclarationError(
          "ROUTING_UNDOCUMENTED",
          `"${key}" and "${other.key}" both fit ${path}, and AWS does not document which of them answers. ` +
            "Give them paths that do not overlap, or declare a route for what they share.",
        );
      }
  }
}

function byVerb(keys: readonly RouteKey[]): Map<string, { key: RouteKey; pattern: PathPattern }[]> {
  const verbs = new Map<string, { key: RouteKey; pattern: PathPattern }[]>();
  for (const key of keys) {
    const [verb = "", path] = key.split(" ") as [string, Path];
    verbs.set(verb, [...(verbs.get(verb) ?? []), { key, pattern: routePattern(path) }]);
  }
  return verbs;
}

/** API Gateway allows one parameter among the children of a resource. */
function checkParameters(keys: readonly RouteKey[]): void {
  const parameterAt = new Map<string, { readonly segment: string; readonly key: RouteKey }>();
  for (const key of keys) {
    let parent = "";
    for (const segment of key.slice(key.indexOf(" ") + 2).split("/")) {
      if (segment.startsWith("{")) {
        const other = parameterAt.get(parent);
        if (other && other.segment !== segment) {
          throw new DeclarationError(
            "PARAMETER_CLASH",
            `"${other.key}" and "${key}" call the segment below "${parent || "/"}" ${other.segment} and ${segment}; API Gateway allows one name there.`,
          );
        }
        parameterAt.set(parent, { segment, key });
      }
      parent += `/${segment}`;
    }
  }
}
