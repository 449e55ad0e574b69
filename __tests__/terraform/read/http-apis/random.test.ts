import fc from "fast-check";
import { accessMatrix } from "../../../../terraform/access/matrix/matrix";
import { randomRuns } from "../../../random-runs";
import { auditor, httpShop, LOCKED } from "../../build/http-shop";
import type { Resources } from "../../build/people";
import { type Declared, oracleOf, type World } from "./oracle";

const segment = fc.constantFrom("a", "b", "c", "{x}", "{y}");

const path = fc
  .tuple(fc.array(segment, { maxLength: 2 }), fc.constantFrom("", "", "{rest+}"))
  .map(([segments, rest]) => `/${[...segments, rest].filter((part) => part !== "").join("/")}`);

const key = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.tuple(fc.constantFrom("GET", "POST", "ANY"), path).map((parts) => parts.join(" ")),
  },
  { weight: 1, arbitrary: fc.constant("$default") },
);

const scopes = fc.subarray(["read", "write", "admin"]);

const declared: fc.Arbitrary<Declared> = fc
  .record({ key, lock: fc.constantFrom("open", "people", "login", "gate", "iam"), scopes })
  .map((route) => ({
    ...route,
    scopes: route.lock === "people" || route.lock === "login" ? route.scopes : [],
  }));

/** Names of parameters do not tell two keys apart. */
const placeOf = (route: Declared) => route.key.replace(/\{\w+/g, "{");

const world: fc.Arbitrary<World> = fc.record({
  routes: fc.uniqueArray(declared, { minLength: 1, maxLength: 7, selector: placeOf }),
  audience: fc.subarray(["app", "bot"] as const, { minLength: 1 }),
});

/** What stands beside the routes: two clients, and a role that may call every GET. */
function beside({ audience }: World): Resources {
  const client = {
    user_pool_id: "${aws_cognito_user_pool.people.id}",
    allowed_oauth_flows_user_pool_client: true,
  };
  return {
    aws_cognito_user_pool_domain: { d: { domain: "d", user_pool_id: "${aws_cognito_user_pool.people.id}" } },
    aws_cognito_user_pool_client: {
      app: {
        ...client,
        name: "app",
        allowed_oauth_flows: ["code"],
        allowed_oauth_scopes: ["openid", "read"],
      },
      bot: {
        ...client,
        name: "bot",
        generate_secret: true,
        allowed_oauth_flows: ["client_credentials"],
        allowed_oauth_scopes: ["write"],
      },
    },
    aws_apigatewayv2_authorizer: {
      people: {
        jwt_configuration: {
          issuer: "https://${aws_cognito_user_pool.people.endpoint}",
          audience: audience.map((name) => `\${aws_cognito_user_pool_client.${name}.id}`),
        },
      },
    },
    ...auditor("shop", "$default/GET/*"),
  };
}

/** Of the routes that may answer `GET /a/a/x`, two are open and one is not. */
const threeAnswerers: World = {
  routes: [
    { key: "GET /{y}/a/{rest+}", lock: "open", scopes: [] },
    { key: "ANY /a/a/{rest+}", lock: "open", scopes: [] },
    { key: "GET /a/{rest+}", lock: "gate", scopes: [] },
  ],
  audience: ["bot"],
};

test("random HTTP APIs are read back as they were declared", () => {
  fc.assert(
    fc.property(world, (one) => {
      const routes = Object.fromEntries(
        one.routes.map(({ key: of, lock, scopes: names }) => [
          of,
          {
            ...(lock === "open" ? {} : LOCKED[lock]),
            ...(names.length > 0 && { authorization_scopes: names }),
          },
        ]),
      );
      const oracle = oracleOf(one);
      const matrix = accessMatrix(httpShop(routes, beside(one)));
      expect(matrix.routes).toHaveLength(one.routes.length);
      for (const [index, route] of one.routes.entries()) {
        const row = matrix.routes.find(({ address }) => address === `shop/aws_apigatewayv2_route.r${index}`);
        for (const { decision, principal } of row?.cells ?? []) {
          const expected = oracle(route, principal);
          if (expected !== undefined)
            expect([route.key, principal, decision]).toEqual([route.key, principal, expected]);
        }
      }
    }),
    { numRuns: randomRuns(20), examples: [[threeAnswerers]] },
  );
}, 120_000);
