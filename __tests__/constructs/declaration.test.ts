import { limits } from "../../access/limits";
import type { AccessModel } from "../../access/model";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import { checkDeclaration } from "../../constructs/declaration";

const petstore: AccessModel = { roles, systems, routes, limits };

test("the pet store's own declaration is sound", () => {
  expect(() => checkDeclaration(petstore)).not.toThrow();
});

const iam = { lock: "iam", roles: ["user"], handler: "pets" };

test.each([
  ["NAME_INVALID", { roles: { "pet keeper": { description: "", precedence: 1 } }, routes: {} }, /pet keeper/],
  ["NAME_TAKEN", { systems: { user: { description: "" } }, routes: {} }, /"user"/],
  ["PRECEDENCE_INVALID", { roles: { user: { description: "", precedence: -1 } } }, /precedence -1/],
  [
    "PRECEDENCE_TAKEN",
    { roles: { user: { description: "", precedence: 1 }, admin: { description: "", precedence: 1 } } },
    /"user" and "admin"/,
  ],
  ["PATH_INVALID", { routes: { "GET /pets/*": iam } }, /segment "\*"/],
  ["PATH_INVALID", { routes: { "GET /pets/": iam } }, /segment ""/],
  ["PATH_INVALID", { routes: { "GET /{rest+}/pets": iam } }, /not the last/],
  ["PATH_INVALID", { routes: { "GET /{id}/{id}": iam } }, /two parameters alike/],
  [
    "PARAMETER_CLASH",
    { routes: { "GET /pets/{petId}": iam, "GET /pets/{id}/owner": iam } },
    /{petId} and {id}/,
  ],
  [
    "ROUTING_UNDOCUMENTED",
    { routes: { "GET /pets/{rest+}": iam, "GET /{shop}/open": iam } },
    /"GET \/pets\/{rest\+}" and "GET \/{shop}\/open" both fit \/pets\/open/,
  ],
  ["HOLDER_UNKNOWN", { routes: { "GET /pets": { ...iam, roles: ["owner"] } } }, /admits "owner"/],
  ["HOLDER_UNKNOWN", { routes: { "GET /pets": { ...iam, systems: ["robot"] } } }, /admits "robot"/],
  ["LOCK_UNKNOWN", { routes: { "GET /pets": { ...iam, lock: "open" } } }, /lock "open"/],
])("%s stops the synth: %j", (code, change, message) => {
  let error: unknown;
  try {
    checkDeclaration({ ...petstore, ...change } as unknown as AccessModel);
  } catch (caught) {
    error = caught;
  }
  expect(error).toMatchObject({ name: "DeclarationError", code, message: expect.stringMatching(message) });
});

test("routes of two verbs never answer one request", () => {
  const routes = { "GET /pets/{rest+}": iam, "POST /{shop}/open": iam };
  expect(() => checkDeclaration({ ...petstore, routes } as unknown as AccessModel)).not.toThrow();
});
