import fc from "fast-check";
import type { AccessModel, Method, Path, Route, RouteKey } from "../../../../access/model";
import type { AccessMatrix } from "../../../../terraform/access/matrix/matrix";
import { randomRuns } from "../../../random-runs";
import type { ApiKind } from "./built";

const ROLES = ["admin", "clerk", "user"] as const;
const SYSTEMS = ["robot", "stock"] as const;
const VERBS: readonly Method[] = ["GET", "POST", "DELETE"];

/** Paths that nest, have literal siblings of parameters, paths below a parameter, and greedy ends. */
const path: fc.Arbitrary<Path> = fc
  .array(fc.constantFrom("pets", "orders", "export:all", "{}"), { maxLength: 4 })
  .chain((parts) => fc.nat(5).map((n) => ({ parts, greedy: n === 0 && parts.length < 3 })))
  .map(({ greedy, parts }) => {
    // One name for each depth: API Gateway allows one parameter below a resource.
    const segments = parts.map((part, depth) => (part === "{}" ? `{pet-id.${depth}}` : part));
    return `/${[...segments, ...(greedy ? ["{the-rest+}"] : [])].join("/")}` as Path;
  });

const some = <T>(items: readonly T[]) =>
  fc.subarray([...items], { minLength: 1 }) as unknown as fc.Arbitrary<readonly [T, ...T[]]>;

const served = { handler: "stub" };
const key = fc.constantFrom<{ key?: true }>({}, { key: true });

const route: fc.Arbitrary<Route> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(some(ROLES), key)
      .map(([roles, k]) => ({ ...served, ...k, lock: "iam" as const, roles })),
  },
  { weight: 1, arbitrary: some(SYSTEMS).map((systems) => ({ ...served, lock: "iam" as const, systems })) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(some(ROLES), some(SYSTEMS))
      .map(([roles, systems]) => ({ ...served, lock: "iam" as const, roles, systems })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(some(ROLES), key)
      .map(([roles, k]) => ({ ...served, ...k, lock: "cognito" as const, roles })),
  },
  { weight: 1, arbitrary: fc.constant({ ...served, lock: "cognito" as const, roles: "signed-in" as const }) },
  { weight: 3, arbitrary: some(ROLES).map((roles) => ({ ...served, lock: "jwt" as const, roles })) },
  { weight: 1, arbitrary: fc.constant({ ...served, lock: "public" as const, because: "a test" }) },
  { weight: 1, arbitrary: fc.constant({ ...served, lock: "key" as const, because: "a test" }) },
);

/** Random declarations. Those that open more than they say are refused by the constructs. */
export const declarations: fc.Arbitrary<AccessModel> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...VERBS), path, route), {
    minLength: 1,
    maxLength: 8,
    selector: ([verb, where]) => `${verb} ${where}`,
  })
  .map((routes) => ({
    roles: Object.fromEntries(ROLES.map((name, precedence) => [name, { description: name, precedence }])),
    systems: Object.fromEntries(SYSTEMS.map((name) => [name, { description: name }])),
    routes: Object.fromEntries(routes.map(([verb, where, declared]) => [`${verb} ${where}`, declared])),
    limits: { rate: 1, burst: 1, daily: 1 },
  }));

/** What the matrix of a declaration must be: route → principal → decision. An HTTP API asks for no keys. */
export function expected(
  access: AccessModel,
  kind: ApiKind = "rest",
): Record<string, Record<string, string>> {
  const entries = Object.entries(access.routes) as [RouteKey, Route][];
  const usesJwt = entries.some(([, { lock }]) => lock === "jwt");
  const systems = SYSTEMS.filter((name) =>
    entries.some(([, declared]) => declared.lock === "iam" && declared.systems?.includes(name)),
  );
  const principals = [
    "anonymous",
    "signed-in",
    ...ROLES.map((role) => `group:${role}`),
    ...(usesJwt ? ROLES.map((role) => `jwt:${role}`) : []),
    ...systems.map((name) => `iam:shop-${name}`),
  ];
  return Object.fromEntries(
    entries.map(([name, declared]) => [
      name,
      Object.fromEntries(principals.map((principal) => [principal, answer(declared, principal, kind)])),
    ]),
  );
}

function answer(declared: Route, principal: string, kind: ApiKind): string {
  if (!admits(declared, principal)) return "deny";
  if (kind === "http") return "allow";
  return declared.lock === "key" || ("key" in declared && declared.key) ? "allow with api-key" : "allow";
}

function admits(declared: Route, principal: string): boolean {
  const [kind = "", name = ""] = principal.split(":");
  const among = (names: readonly string[] | undefined) => names?.includes(name) === true;
  switch (declared.lock) {
    case "public":
    case "key":
      return true;
    case "iam":
      return kind === "iam"
        ? among(declared.systems?.map((one) => `shop-${one}`))
        : kind === "group" && among(declared.roles);
    case "cognito":
      if (declared.roles === "signed-in") return kind === "signed-in" || kind === "group";
      return kind === "group" && among(declared.roles);
    case "jwt":
      return kind === "jwt" && among(declared.roles);
  }
}

/** Routes where the handlers' wrapper, and not the lock, refuses access tokens. */
export function expectedLeft({ routes }: AccessModel, kind: ApiKind): readonly string[] {
  const entries = kind === "http" ? (Object.entries(routes) as [RouteKey, Route][]) : [];
  return entries
    .flatMap(([key, { lock, ...route }]) =>
      lock === "cognito" && "roles" in route && route.roles === "signed-in" ? [key] : [],
    )
    .sort();
}

/** The same, of a matrix. */
export function leftToBackend({ routes }: AccessMatrix): readonly string[] {
  return routes
    .flatMap(({ leftToBackend, method, path: where }) =>
      leftToBackend?.checks.includes("token-kind") ? [`${method} ${where}`] : [],
    )
    .sort();
}

/** The same shape, of a matrix. */
export function readBack({ routes }: AccessMatrix): Record<string, Record<string, string>> {
  return Object.fromEntries(
    routes.map(({ cells, method, path: where }) => [
      `${method} ${where}`,
      Object.fromEntries(
        cells.map(({ decision, principal, requires }) => [
          principal,
          requires ? `${decision} with ${requires.join()}` : decision,
        ]),
      ),
    ]),
  );
}

/** How many declarations were asked for: more in a longer run. */
export const RUNS = randomRuns(16);

/** Which ones: a seed repeats a run. */
export const SEED =
  process.env.DECLARED_SEED === undefined ? {} : { seed: Number(process.env.DECLARED_SEED) };
