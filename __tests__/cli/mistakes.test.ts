import { limits } from "../../access/limits";
import { roles } from "../../access/roles";
import { routes } from "../../access/routes";
import { systems } from "../../access/systems";
import { mistakesIn } from "../../cli/demo/mistakes";
import { checkDeclaration } from "../../constructs/locks/check-declaration";
import { withKeyRoutes } from "../../stacks/self-service-keys";

const access = { roles, systems, routes, limits };

test.each(mistakesIn(access).map((mistake) => [mistake.code, mistake] as const))(
  "a mistake of the demo is refused with %s: %j",
  (code, { key, route }) => {
    expect(() => checkDeclaration({ ...access, routes: { ...routes, [key]: route } })).toThrow(
      expect.objectContaining({ name: "DeclarationError", code }),
    );
  },
);

test("the demo plays eight of them", () => {
  expect(mistakesIn(access)).toHaveLength(8);
});

test("a route that is also one of selfServiceKeys is refused, and does not take the other's lock", () => {
  const own = { "GET /keys": { lock: "iam", roles: ["admin"], handler: "pets" } } as const;
  expect(() => withKeyRoutes({ ...access, routes: { ...routes, ...own } })).toThrow(
    expect.objectContaining({
      code: "ROUTE_TAKEN",
      message: expect.stringContaining('"GET /keys" is declared'),
    }),
  );
  expect(Object.keys(withKeyRoutes(access).routes)).toContain("GET /keys");
});
