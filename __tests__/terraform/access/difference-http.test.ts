import { type Access, accessChanges } from "../../../terraform/access/difference/access-changes";
import { accessMatrix } from "../../../terraform/access/matrix/matrix";
import { httpShop, LOCKED, type Routes } from "../build/http-shop";
import type { Resources } from "../build/people";

type Side = readonly [routes: Routes, resources?: Resources];

interface Case {
  readonly name: string;
  readonly base: Side;
  readonly head: Side;
  /** `GET /pets anonymous: deny -> allow` */
  readonly widened: readonly string[];
  readonly narrowed?: readonly string[];
}

const people = LOCKED.people;
/** In every access token that comes from signing in. */
const SIGNED_IN = "aws.cognito.signin.user.admin";
const issuedBy = (issuer: string): Resources => ({
  aws_apigatewayv2_authorizer: { login: { jwt_configuration: { issuer, audience: ["shop"] } } },
});

const cases: readonly Case[] = [
  {
    name: "a lock that is taken away",
    base: [{ "GET /pets": people }],
    head: [{ "GET /pets": {} }],
    widened: ["GET /pets anonymous: deny -> allow"],
  },
  {
    name: "a lock that is added",
    base: [{ "GET /pets": {} }],
    head: [{ "GET /pets": people }],
    widened: [],
    narrowed: ["GET /pets anonymous: allow -> deny"],
  },
  {
    name: "another lock that is taken away",
    base: [{ "GET /pets": { ...people, authorization_scopes: [SIGNED_IN] } }],
    head: [{ "GET /pets": {} }],
    widened: ["GET /pets anonymous: deny -> allow"],
  },
  {
    name: "a scope that nobody has",
    base: [{ "GET /pets": { ...people, authorization_scopes: ["pets/read"] } }],
    head: [{ "GET /pets": people }],
    widened: [
      "GET /pets signed-in: deny -> allow, leaving token-kind",
      "GET /pets group:user: deny -> allow, leaving token-kind",
    ],
  },
  {
    name: "a locked route that is gone beside an open $default",
    base: [{ "GET /pets": people, $default: {} }],
    head: [{ $default: {} }],
    widened: ["GET /pets anonymous: deny -> allow"],
  },
  {
    name: "a locked route that is new beside an open $default",
    base: [{ $default: {} }],
    head: [{ "GET /pets": people, $default: {} }],
    widened: [],
    narrowed: ["GET /pets anonymous: allow -> deny"],
  },
  {
    name: "an open $default beside a locked greedy path takes the root",
    base: [{ "ANY /{proxy+}": people }],
    head: [{ "ANY /{proxy+}": people, $default: {} }],
    widened: [
      "ANY $default anonymous: absent -> allow",
      "ANY $default signed-in: absent -> allow",
      "ANY $default group:user: absent -> allow",
    ],
  },
  {
    name: "a verb of its own before ANY",
    base: [{ "ANY /pets": people }],
    head: [{ "ANY /pets": people, "GET /pets": {} }],
    widened: ["GET /pets anonymous: deny -> allow"],
  },
  {
    name: "a scope that all callers had: ID tokens get in, too",
    base: [{ "GET /pets": { ...people, authorization_scopes: [SIGNED_IN] } }],
    head: [{ "GET /pets": people }],
    widened: [
      "GET /pets signed-in: allow -> allow, leaving token-kind",
      "GET /pets group:user: allow -> allow, leaving token-kind",
    ],
  },
  {
    name: "a scope that all callers have: ID tokens are refused",
    base: [{ "GET /pets": people }],
    head: [{ "GET /pets": { ...people, authorization_scopes: [SIGNED_IN] } }],
    widened: [],
    narrowed: [
      "GET /pets signed-in: allow, leaving token-kind -> allow",
      "GET /pets group:user: allow, leaving token-kind -> allow",
    ],
  },
  {
    name: "another issuer",
    base: [{ "GET /pets": LOCKED.login }],
    head: [{ "GET /pets": LOCKED.login }, issuedBy("https://evil.example.com")],
    widened: ["GET /pets token:evil.example.com: absent -> allow, leaving token-kind"],
    narrowed: ["GET /pets token:login.example.com: allow, leaving token-kind -> absent"],
  },
  {
    name: "a target of quick create",
    base: [{ "GET /pets": people }],
    head: [{ "GET /pets": people }, { aws_apigatewayv2_api: { shop: { target: "https://example.com" } } }],
    widened: [
      "ANY $default anonymous: absent -> allow",
      "ANY $default signed-in: absent -> allow",
      "ANY $default group:user: absent -> allow",
    ],
  },
];

test.each(cases)("$name", ({ base, head, narrowed = [], widened }) => {
  const [before, after] = [base, head].map(([routes, resources]) =>
    accessMatrix(httpShop(routes, resources)),
  ) as [ReturnType<typeof accessMatrix>, ReturnType<typeof accessMatrix>];
  const found = accessChanges(before, after);
  const said = ({ decision, leaves }: Access) =>
    leaves ? `${decision}, leaving ${leaves.join()}` : decision;
  const line = ({ from, method, path, principal, to }: (typeof found.widened)[number]) =>
    `${method} ${path} ${principal}: ${said(from)} -> ${said(to)}`;
  expect({ widened: found.widened.map(line), narrowed: found.narrowed.map(line) }).toEqual({
    widened,
    narrowed,
  });
  expect(accessChanges(after, after)).toEqual({ widened: [], narrowed: [], unknown: [] });
});

describe("the only authorizer of an issuer takes tokens of another one", () => {
  const routes: Routes = { "GET /me": LOCKED.login, "GET /partner": LOCKED.gate };
  const matrix = (issuer: string, more: Resources = {}) =>
    accessMatrix(httpShop(routes, { ...issuedBy(issuer), ...more }));
  const before = matrix("https://login.example.com");

  test("its callers lose the route of that authorizer, and not that of a function that decides as before", () => {
    const { narrowed, unknown } = accessChanges(before, matrix("https://evil.example.com"));
    expect(narrowed.map(({ path, principal }) => `${path} ${principal}`)).toEqual([
      "/me token:login.example.com",
    ]);
    const partner = unknown.find(({ principal }) => principal === "token:login.example.com");
    expect(partner).toMatchObject({ route: "GET /partner" });
    expect(partner?.to?.()).toEqual(partner?.from?.());
  });

  test("what decides at that function is compared", () => {
    const other = {
      aws_apigatewayv2_authorizer: { gate: { identity_sources: ["$request.header.x-token"] } },
    };
    const { unknown } = accessChanges(before, matrix("https://evil.example.com", other));
    const partner = unknown.find(({ principal }) => principal === "token:login.example.com");
    expect(partner?.to?.()).not.toEqual(partner?.from?.());
  });

  test("its callers lose a route that asks them for a scope", () => {
    const scoped = { "GET /me": { ...LOCKED.login, authorization_scopes: ["read"] } };
    const side = (issuer: string) => accessMatrix(httpShop(scoped, issuedBy(issuer)));
    const { narrowed } = accessChanges(side("https://login.example.com"), side("https://evil.example.com"));
    expect(
      narrowed.map(({ from, principal, to }) => `${principal}: ${from.decision} -> ${to.decision}`),
    ).toEqual(["token:login.example.com: unknown -> absent"]);
  });

  test("and that of a function which gets another lock", () => {
    const after = accessMatrix(
      httpShop(
        { ...routes, "GET /partner": { authorization_type: "AWS_IAM" } },
        issuedBy("https://evil.example.com"),
      ),
    );
    expect(accessChanges(before, after).narrowed.map(({ path }) => path)).toContain("/partner");
  });
});
