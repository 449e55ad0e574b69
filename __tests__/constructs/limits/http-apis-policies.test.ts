import type { AccessModel, Route, RouteKey } from "../../../access/model";
import { environmentNamed } from "../../../stacks/environment-named";
import { petstore, terraformOf } from "../../stacks/synthesized";
import { refusal } from "../terraform";

/** Policies that name routes of an HTTP API hold as many as those of a REST API: the ARNs are equally long. */

const withRoutes = (count: number): AccessModel => ({
  ...petstore,
  roles: { user: { description: "Customers", precedence: 1 } },
  systems: {},
  routes: Object.fromEntries(
    Array.from({ length: count }, (_, at): [RouteKey, Route<string>] => [
      `GET /shop/things${at}`,
      { lock: "iam", roles: ["user"], handler: "pets" },
    ]),
  ),
});

test.each(["dev", "http"])("a role has 90 routes in the environment %s, but not 120", (name) => {
  const environment = environmentNamed(name);
  expect(() => terraformOf(environment, withRoutes(90))).not.toThrow();
  expect(refusal(() => terraformOf(environment, withRoutes(120)))[0]).toBe("LIMIT_EXCEEDED");
});
