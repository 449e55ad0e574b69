/**
 * Declarations with one thing changed at random: what is built from them is what they say, or they are refused with a
 * DeclarationError. The rules below are written by hand, and share nothing with the schema that is tested.
 */
import { TerraformStack, Testing } from "cdktf";
import fc from "fast-check";
import type { AccessModel } from "../../../access/model";
import { checkDeclaration } from "../../../constructs/api/check-declaration";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { apiProps } from "../small-api";
import type { Body } from "../terraform";

const RUNS = Number(process.env.DECLARATION_RUNS ?? 500);

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
const junk: fc.Arbitrary<unknown> = fc.oneof(
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

const change: fc.Arbitrary<Change> = fc.oneof(
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
function changed(made: Change): unknown {
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

const SEEN = { refused: 0, accepted: 0 };

/** The methods of the API that is built from a declaration, or undefined where it is refused. */
function methodsOf(access: unknown): Body[] | undefined {
  try {
    const stack = new TerraformStack(Testing.app(), "stack");
    new SecuredApi(stack, "api", apiProps({ access: access as AccessModel }));
    SEEN.accepted += 1;
    return Object.values(JSON.parse(Testing.synth(stack)).resource.aws_api_gateway_method ?? {});
  } catch (error) {
    // Whatever the value: one error of our own, never a raw one.
    if (!(error instanceof DeclarationError)) throw error;
    expect(error.message).toMatch(/^[^\n]+[.?]$/);
    SEEN.refused += 1;
    return undefined;
  }
}

/** What a route says in so many words, as the method that it must be; anything else has no meaning. */
function meaning({ roles, systems }: AccessModel, route: Body): Body {
  const among = (list: unknown, known: object) =>
    Array.isArray(list) && list.length > 0 && list.every((one) => Object.keys(known).includes(one));
  const only = (...fields: string[]) =>
    expect(fields).toEqual(expect.arrayContaining(Reflect.ownKeys(route)));
  expect([true, undefined]).toContain(route.key);
  expect(route.handler).toBe("app");
  const api_key_required = route.key === true || route.lock === "key";
  switch (route.lock) {
    case "iam":
      only("lock", "roles", "systems", "handler", "key");
      expect(among(route.roles, roles) || !("roles" in route)).toBe(true);
      expect(among(route.systems, systems) || !("systems" in route)).toBe(true);
      expect("roles" in route || "systems" in route).toBe(true);
      return { authorization: "AWS_IAM", api_key_required };
    case "cognito":
      only("lock", "roles", "handler", "key");
      if (route.roles === "signed-in")
        return { authorization: "COGNITO_USER_POOLS", authorizer: "id-tokens", api_key_required };
      expect(among(route.roles, roles)).toBe(true);
      return {
        authorization: "COGNITO_USER_POOLS",
        authorizer: "access-tokens",
        authorization_scopes: route.roles.map((role: string) => `shop/${role}`),
        api_key_required,
      };
    case "jwt":
      only("lock", "roles", "handler", "key");
      expect(among(route.roles, roles)).toBe(true);
      return { authorization: "CUSTOM", authorizer: "jwt", api_key_required };
    case "key":
      only("lock", "because", "handler");
      expect(route.because).toMatch(/\S\s\S/);
      return { authorization: "NONE", api_key_required };
    case "public":
      only("lock", "because", "handler", "key");
      expect(route.because).toMatch(/\S\s\S/);
      return { authorization: "NONE", api_key_required };
    default:
      throw new Error(`${String(route.lock)} was built`);
  }
}

function lockIn({
  api_key_required,
  authorization,
  authorization_scopes,
  authorizer_id,
  http_method,
}: Body): Body {
  const authorizer = ["id-tokens", "access-tokens", "jwt"].find((name) => authorizer_id?.includes(name));
  expect(authorizer === undefined).toBe(authorizer_id === undefined);
  return {
    verb: http_method,
    authorization,
    api_key_required,
    ...(authorizer && { authorizer }),
    ...(authorization_scopes && { authorization_scopes }),
  };
}

jest.setTimeout(120_000);

test("a changed declaration is built as it reads, or refused: no method is unlocked or wider than its route", () => {
  fc.assert(
    fc.property(change, (made) => {
      const access = changed(made) as AccessModel;
      const methods = methodsOf(access);
      if (!methods) return;
      const expected = Object.entries(access.routes).map(([key, route]) => ({
        verb: key.split(" ")[0],
        ...meaning(access, route),
      }));
      const inOrder = (rows: readonly Body[]) =>
        rows.map((row) => JSON.stringify(row, Object.keys(row).sort())).sort();
      expect(inOrder(methods.map(lockIn))).toEqual(inOrder(expected));
    }),
    { numRuns: RUNS },
  );
  // Both happen, or nothing was shown.
  expect(SEEN.refused).toBeGreaterThan(RUNS / 3);
  expect(SEEN.accepted).toBeGreaterThan(RUNS / 50);
});

test("whatever stands in the place of a declaration, or of any part of it, the answer is the same twice", () => {
  const refusal = (access: unknown): string => {
    try {
      checkDeclaration(access);
      return "";
    } catch (error) {
      if (!(error instanceof DeclarationError)) throw error;
      return `${error.code}: ${error.message}`;
    }
  };
  fc.assert(
    fc.property(fc.oneof(junk, change.map(changed)), (access) => {
      expect(refusal(access)).toBe(refusal(access));
    }),
    { numRuns: RUNS },
  );
});
