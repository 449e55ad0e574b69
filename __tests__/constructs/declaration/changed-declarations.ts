/** The pet store with one thing changed at random: by mistake, by malice or by a merge gone wrong. */
import fc from "fast-check";
import type { Body } from "../terraform";

const petstore = (): Body => ({
  roles: {
    admin: { description: "Administrators", precedence: 1 },
    user: { description: "Customers", precedence: 10 },
  },
  systems: { robot: { description: "A robot" } },
  limits: { rate: 10, burst: 20, daily: 10_000 },
  routes: {
    "GET /pets": { lock: "iam", roles: ["user", "admin"], systems: ["robot"], handler: "app" },
    "POST /pets": { lock: "iam", systems: ["robot"], key: true, handler: "app" },
    "GET /products": { lock: "cognito", roles: ["admin"], handler: "app" },
    "GET /account": { lock: "cognito", roles: "signed-in", handler: "app" },
    "GET /partner/{id}": { lock: "jwt", roles: ["user"], handler: "app" },
    "GET /feed": { lock: "key", because: "Metering only", handler: "app" },
    "GET /health": { lock: "public", because: "Monitors have no credentials", handler: "app" },
  },
});

/** Values that a field may be given by mistake, by malice or by a merge gone wrong. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    undefined,
    null,
    true,
    false,
    0,
    -1,
    1.5,
    Number.NaN,
    "",
    " ",
    "*",
    "admin",
    "owner",
    "signed-in",
    "iam",
    "cognito",
    "jwt",
    "public",
    "NONE",
    "A reason in words",
    [],
    [[]],
    [null],
    ["admin"],
    ["user"],
    ["robot"],
    ["admin", "admin"],
    ["constructor"],
    {},
    { lock: "public" },
    { lock: "public", because: "Written by mistake", handler: "app" },
    { lock: "cognito", roles: [], handler: "app" },
    new Date(0),
    new Map([["lock", "iam"]]),
    Symbol("iam"),
    1n,
    () => "iam",
    Object.create({ lock: "public" }),
    new Proxy({}, {}),
  ),
  fc.anything(),
);

const names = fc.oneof(
  fc.constantFrom(
    "lock",
    "role",
    "roles",
    "systems",
    "key",
    "keys",
    "because",
    "handler",
    "Lock",
    "constructor",
    "toString",
    "prototype",
    "get /pets",
    "GET /pets",
    "GET /pets/",
    "GET /*",
    "ANY /pets",
    "GET /{proxy+}",
  ),
  fc.string({ maxLength: 8 }),
);

type Simple = "remove" | "empty" | "double" | "inherit" | "compute";
type Named = "add" | "rename";
type Change = { readonly at: number } & (
  | { readonly kind: "replace"; readonly value: unknown }
  | { readonly kind: Simple }
  | { readonly kind: Named; readonly name: string; readonly value: unknown }
);

export const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ at: fc.nat(), kind: fc.constant("replace" as const), value: junk }),
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom<Simple[]>("remove", "empty", "double", "inherit", "compute"),
  }),
  fc.record({
    at: fc.nat(),
    kind: fc.constantFrom<Named[]>("add", "rename"),
    name: names,
    value: junk,
  }),
);

interface Spot {
  readonly holder: Body;
  readonly name: string;
}

function spotsIn(holder: Body): Spot[] {
  return Object.keys(holder).flatMap((name) => [
    { holder, name },
    ...(typeof holder[name] === "object" && holder[name] !== null ? spotsIn(holder[name]) : []),
  ]);
}

/** The pet store with the change, at one of all its fields and list entries. */
export function changed(made: Change): unknown {
  const access = petstore();
  const spots = spotsIn(access);
  const { holder, name } = spots[made.at % spots.length] as Spot;
  const old: unknown = holder[name];
  if ("name" in made) {
    if (made.kind === "rename") delete holder[name];
    define(holder, made.name, made.kind === "rename" ? old : made.value);
  } else if (made.kind === "replace") holder[name] = made.value;
  else if (made.kind === "remove") delete holder[name];
  else if (made.kind === "empty") holder[name] = Array.isArray(old) ? [] : typeof old === "string" ? "" : {};
  else if (made.kind === "double") holder[name] = Array.isArray(old) ? [...old, ...old] : [old, old];
  else if (made.kind === "inherit") holder[name] = Object(old) === old ? Object.create(old as object) : old;
  else Object.defineProperty(holder, name, { get: () => old, enumerable: true });
  return access;
}

function define(holder: Body, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, writable: true, configurable: true });
}
