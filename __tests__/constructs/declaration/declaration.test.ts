import { runInNewContext } from "node:vm";
import { limits } from "../../../access/limits";
import type { AccessModel } from "../../../access/model";
import { roles } from "../../../access/roles";
import { routes } from "../../../access/routes";
import { systems } from "../../../access/systems";
import { DeclarationError } from "../../../constructs/declaration/errors";
import { checkDeclaration } from "../../../constructs/locks/check-declaration";
import { iam, route, wrongDeclarations } from "./wrong-declarations";

const petstore: AccessModel = { roles, systems, routes, limits };

/** What is said to a declaration, as `[code, message]`. Any other error fails the test. */
function refusal(access: unknown): readonly [code: string, message: string] {
  try {
    checkDeclaration(access);
  } catch (error) {
    if (error instanceof DeclarationError) return [error.code, error.message];
    throw error;
  }
  return ["accepted", ""];
}

test("the pet store's declaration is valid", () => {
  expect(() => checkDeclaration(petstore)).not.toThrow();
});

test("the same data of another realm, as structuredClone returns it in a test runner, is valid as well", () => {
  const cloned: AccessModel = runInNewContext(`(${JSON.stringify(petstore)})`);
  expect(Object.getPrototypeOf(cloned)).not.toBe(Object.prototype);
  expect(() => checkDeclaration(cloned)).not.toThrow();
});

test.each(wrongDeclarations)("%s stops the synth: %j", (code, change, says) => {
  const [given, message] = refusal({ ...petstore, ...change });
  expect([given, message]).toEqual([code, expect.stringContaining(says)]);
});

test("routes of two verbs never answer one request", () => {
  const routes = { "GET /pets/{rest+}": iam, "POST /{shop}/open": iam };
  expect(refusal({ ...petstore, routes })).toEqual(["accepted", ""]);
});

describe("values that are not plain data are refused by their place, since they may read differently a second time", () => {
  class Role {
    readonly description = "";
    readonly precedence = 1;
  }
  const inherited = Object.create({ lock: "public", because: "It is inherited" });
  const circle: Record<string, unknown> = { ...iam };
  circle.self = circle;
  const hole = ["user", "admin"];
  delete hole[0];

  test.each<readonly [what: string, change: object, says: string]>([
    [
      "a getter",
      route({
        ...iam,
        get roles() {
          return ["admin"];
        },
      }),
      'access.routes["GET /a"].roles is computed when it is read; expected plain data.',
    ],
    ["a proxy", route(new Proxy(iam, {})), 'access.routes["GET /a"] is a proxy'],
    ["an inherited lock", route(inherited), 'access.routes["GET /a"] is an object of a class'],
    [
      "a prototype in a literal",
      route({ __proto__: iam }),
      'access.routes["GET /a"] is an object of a class',
    ],
    ["a field named __proto__", route(JSON.parse('{"lock":"iam","__proto__":{}}')), "that every object has"],
    ["a class", { roles: { user: new Role() } }, "access.roles.user is an object of a class"],
    ["a map", { roles: new Map() }, "access.roles is an object of a class"],
    ["a date", route({ ...iam, handler: new Date(0) }), "handler is an object of a class"],
    ["a boxed word", route({ ...iam, lock: Object("iam") }), "lock is an object of a class"],
    ["a function", route(() => iam), 'access.routes["GET /a"] is a function'],
    ["a symbol", route({ ...iam, lock: Symbol("iam") }), "lock is a symbol"],
    [
      "a field named by a symbol",
      route({ ...iam, [Symbol("lock")]: "iam" }),
      "[Symbol(lock)] is a field named",
    ],
    ["a bigint", { limits: { ...limits, daily: 1n } }, "access.limits.daily is 1n"],
    ["a circle", route(circle), 'access.routes["GET /a"].self is part of itself'],
    ["a hole", route({ ...iam, roles: hole }), "roles is a list with holes, or with named fields"],
    ["a hidden field", route(Object.defineProperty({ ...iam }, "systems", { value: [] })), "computed"],
    [
      "a role named constructor",
      { roles: { constructor: { description: "", precedence: 1 } } },
      "every object",
    ],
    ["a depth without end", route({ ...iam, handler: nested(10_000) }), "nested more than 32 deep"],
  ])("%s", (_, change, says) => {
    const [code, message] = refusal({ ...petstore, ...change });
    expect([code, message]).toEqual(["VALUE_INVALID", expect.stringContaining(says)]);
  });

  function nested(depth: number): unknown {
    let value: unknown = "pets";
    for (let i = 0; i < depth; i++) value = [value];
    return value;
  }
});

test.each([undefined, null, 7, "access", [], () => petstore])("%p in place of a declaration", (access) => {
  expect(refusal(access)[0]).toBe("VALUE_INVALID");
});

test("a message is one line without control characters", () => {
  const [, message] = refusal({ ...petstore, ...route(iam, "\u001b[2J\u009b2J\u202e\n /a") });
  expect(message).toMatch(/^[\x20-\x7e]+$/);
});
