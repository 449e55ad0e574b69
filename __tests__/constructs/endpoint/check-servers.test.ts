import type { Route } from "../../../access/model";
import { SecuredApi } from "../../../constructs/api/secured-api";
import { httpApi, open, partner, serving, signedIn } from "../http-api/small-http-api";
import { apiProps } from "../small-api";
import { refusal } from "../terraform";

const admin = { lock: "cognito", roles: ["admin"], handler: "app" } as const;
const both = { lock: "cognito", roles: ["admin", "user"], handler: "app" } as const;
const signed = { lock: "iam", roles: ["user"], systems: ["robot"], handler: "app" } as const;
const system = { lock: "iam", systems: ["robot"], handler: "app" } as const;

type Routes = Readonly<Record<string, Route>>;
const SERVER = { url: "https://shop.example", passToken: true } as const;
const handlers = { app: SERVER, same: { ...SERVER, url: "https://SHOP.example" } };

const kinds = {
  HttpApi: (routes: Routes, served: object) =>
    refusal((scope) => httpApi(scope, { ...serving(routes), handlers: served as never })),
  SecuredApi: (routes: Routes, served: object) =>
    refusal(
      (scope) => new SecuredApi(scope, "api", apiProps({ ...serving(routes), handlers: served as never })),
    ),
};

describe.each(Object.entries(kinds))("%s", (_kind, synthesized) => {
  test.each<[name: string, wide: string, narrow: string, routes: Routes]>([
    ["a public greedy route", "GET /{path+}", "GET /a", { "GET /a": signedIn, "GET /{path+}": open }],
    [
      "a greedy one below",
      "GET /a/{path+}",
      "GET /a/b/{c}",
      { "GET /a/{path+}": open, "GET /a/b/{c}": admin },
    ],
    ["a parameter", "GET /a/{b}", "GET /a/c", { "GET /a/{b}": both, "GET /a/c": admin }],
    ["users of any role", "GET /{path+}", "GET /a", { "GET /{path+}": signedIn, "GET /a": admin }],
    ["programs with a scope", "GET /{path+}", "GET /a", { "GET /{path+}": admin, "GET /a": signedIn }],
    ["another lock", "GET /{path+}", "GET /a", { "GET /{path+}": partner, "GET /a": signedIn }],
    ["a role more", "GET /{path+}", "GET /a", { "GET /{path+}": signed, "GET /a": system }],
    [
      "another name of the server",
      "GET /{path+}",
      "GET /a",
      { "GET /{path+}": { ...open, handler: "same" }, "GET /a": signedIn },
    ],
  ])("%s that reaches what a lock guards at a server is refused", (_, wide, narrow, routes) => {
    expect(synthesized(routes, handlers)).toEqual([
      "LOCK_BYPASSED",
      expect.stringMatching(
        `^"${wide.replace(/[{}+]/g, "\\$&")}" .* answers other spellings of the path of "${narrow.replace(/[{}+]/g, "\\$&")}"`,
      ),
    ]);
  });

  const accepted: readonly (readonly [name: string, routes: Routes, served?: object])[] = [
    ["the same lock", { "GET /{path+}": admin, "GET /a": admin }],
    ["fewer roles", { "GET /{path+}": admin, "GET /a": both }],
    ["fewer systems", { "GET /{path+}": system, "GET /a": signed }],
    ["a lock beside a public route", { "GET /{path+}": admin, "GET /a": open }],
    ["paths that do not overlap", { "GET /open/{path+}": open, "GET /a/{b}": admin }],
    ["another verb", { "GET /{path+}": open, "POST /a": admin }],
    ["a longer path", { "GET /a/{b}": open, "GET /a/b/c": admin }],
    [
      "another server",
      { "GET /{path+}": open, "GET /a": { ...admin, handler: "other" } },
      { app: SERVER, other: { ...SERVER, url: "https://admin.example" } },
    ],
    ["a function", { "GET /{path+}": open, "GET /a": admin }, { app: { functionName: "app" } }],
  ];

  test.each(accepted.map(([name, routes, served = handlers]) => ({ name, routes, served })))(
    "$name is accepted",
    ({ routes, served }) => {
      expect(synthesized(routes, served)).toEqual(["accepted", ""]);
    },
  );
});
