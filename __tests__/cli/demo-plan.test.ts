import { type PlannedCall, plan } from "../../cli/demo/plan";
import { presentationOf } from "../../gateway";
import { access } from "../constructs/small-api";

/** The calls of one route of an HTTP API, whose lock asks for these scopes. */
function callsOf(key: "GET /account" | "GET /products", scopes: readonly string[]) {
  const routes = { [key]: access.routes[key] } as typeof access.routes;
  const planned = plan(
    { ...access, routes },
    {
      presentation: () => presentationOf({ authorization: "JWT", scopes: [...scopes], key }),
      asksForKey: () => false,
      nameOf: (role) => role,
    },
  );
  return Object.fromEntries(
    planned.map(({ credentials, expected, refusedBy, caller }: PlannedCall) => [
      caller,
      [credentials.kind, expected, ...(refusedBy ? [refusedBy] : [])],
    ]),
  );
}

test("on a route of an HTTP API for every signed-in user, the handler must refuse access tokens", () => {
  expect(callsOf("GET /account", [])).toMatchObject({
    user: ["id-token", "admitted"],
    "user, access-token": ["access-token", 401, "handler"],
    "mallory, forged token": ["forged-token", 401],
  });
});

test("on a route of an HTTP API for roles, ID tokens have no scope", () => {
  expect(callsOf("GET /products", ["shop/user"])).toMatchObject({
    user: ["access-token", "admitted"],
    admin: ["access-token", 403],
    "user, id-token": ["id-token", 403],
  });
});

test("a key that a route declares is asked for at REST APIs only", () => {
  const routes = {
    "GET /a": { lock: "iam", roles: ["user"], key: true, handler: "app" },
  } as const satisfies typeof access.routes;
  const withKeys = (asksForKey?: () => boolean) =>
    plan(
      { ...access, routes },
      {
        presentation: () => ({ credential: "signature", unauthenticated: 403, denied: 403 }),
        ...(asksForKey && { asksForKey }),
        nameOf: (role) => role,
      },
    ).filter(({ withKey }) => withKey);
  expect(withKeys(() => false)).toEqual([]);
  expect(withKeys().length).toBeGreaterThan(3);
});
