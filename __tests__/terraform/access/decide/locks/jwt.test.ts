import { jwt } from "../../../../../terraform/access/decide/locks/jwt";
import type { Prepared } from "../../../../../terraform/access/decide/prepared";
import { questionOf } from "../../../../../terraform/access/decide/question";
import type { Caller } from "../../../../../terraform/access/decide/request";
import type { Decision, HttpApi, HttpRoute, JwtAuthorizer } from "../../../../../terraform/model";
import { EXECUTION_ARN, method, stage } from "../../../build/model";

const ISSUER = "https://login.example.com";

const authorizer: JwtAuthorizer = {
  type: "JWT",
  address: "authorizer",
  id: "jwt",
  name: "jwt",
  issuer: ISSUER,
  audience: ["shop", "desk"],
  identitySource: "$request.header.Authorization",
};

interface Asked {
  readonly scopes?: readonly string[];
  readonly authorizer?: Partial<JwtAuthorizer>;
  readonly authorizerId?: string;
}

function decided(
  caller: Caller,
  { authorizer: of, authorizerId = "jwt", scopes = [] }: Asked = {},
): Decision {
  const route: HttpRoute = {
    ...method("/pets", { address: "route" }),
    key: "GET /pets",
    authorization: "JWT",
    authorizerId,
    scopes,
  };
  const api: HttpApi = {
    kind: "http",
    address: "api",
    id: "abc",
    name: "api",
    executionArn: EXECUTION_ARN,
    stages: [stage],
    methods: [route],
    authorizers: [{ ...authorizer, ...of }],
  };
  const match = { method: route, pathParameters: {} };
  return jwt.decide(questionOf({ api, stage, match, verb: "GET", path: "/pets" }), caller, {} as Prepared);
}

const token = (of: Partial<Extract<Caller, { kind: "jwt" }>> = {}): Caller => ({
  kind: "jwt",
  issuer: ISSUER,
  audience: "shop",
  scopes: [],
  ...of,
});

const { audience: _, ...access } = token() as Extract<Caller, { kind: "jwt" }>;

test.each([
  ["a token of an audience", token(), {}, "allow"],
  ["an access token of a client", { ...access, clientId: "desk" }, {}, "allow"],
  ["one of the scopes", token({ scopes: ["b", "c"] }), { scopes: ["a", "b"] }, "allow"],
  ["none of the scopes", token({ scopes: ["c"] }), { scopes: ["a", "b"] }, "deny"],
  ["another issuer", token({ issuer: `${ISSUER}/` }), {}, "deny"],
  ["another audience", token({ audience: "other" }), {}, "deny"],
  ["client_id beside another audience", token({ audience: "other", clientId: "shop" }), {}, "deny"],
  ["neither audience nor client_id", access, {}, "deny"],
  ["no token", { kind: "anonymous" }, {}, "deny"],
  ["a signature", { kind: "iam", roleArn: "arn", context: {} }, {}, "deny"],
  [
    "a user pool's token, as REST APIs take it",
    { kind: "token", poolArn: "p", use: "id", scopes: [] },
    {},
    "deny",
  ],
  ["no authorizer", token(), { authorizerId: "other" }, "deny"],
  [
    "an audience that is not known",
    token({ audience: "other" }),
    { authorizer: { unknown: "var.audience" } },
    "unknown",
  ],
  ["a known audience beside an unknown one", token(), { authorizer: { unknown: "var.audience" } }, "allow"],
  [
    "an unknown audience, where the scope is missing",
    token({ audience: "other" }),
    { authorizer: { unknown: "var.audience" }, scopes: ["a"] },
    "deny",
  ],
  ["an issuer that is not known", token(), { authorizer: { issuer: "(var.issuer)" } }, "unknown"],
] as const satisfies readonly (readonly [string, Caller, Asked, Decision["outcome"]])[])(
  "%s",
  (_name, caller, asked, outcome) => {
    expect(decided(caller, asked).outcome).toBe(outcome);
  },
);

test.each([
  ["an audience", token({ audience: "other" }), "UNAUTHORIZED", "authorizer"],
  ["a scope", token(), "ACCESS_DENIED", "route"],
  ["a token", { kind: "anonymous" }, "UNAUTHORIZED", "route"],
] as const)("what lacks %s is refused by name", (_name, caller, refusal, address) => {
  const decision = decided(caller, { scopes: ["a"] });
  expect(decision).toMatchObject({ outcome: "deny", refusal, source: { address } });
});

test.each<[string, Decision["outcome"], Caller, Asked, string]>([
  ["no authorizer", "deny", token(), { authorizerId: "other" }, "route has no JWT authorizer"],
  ["no token", "deny", { kind: "anonymous" }, {}, `route takes tokens of ${ISSUER}`],
  [
    "another issuer",
    "deny",
    token({ issuer: "https://other.example" }),
    {},
    `https://other.example is not the issuer of authorizer, ${ISSUER}`,
  ],
  [
    "an issuer that is not known",
    "unknown",
    token(),
    { authorizer: { issuer: "(var.issuer)" } },
    "Whose tokens authorizer takes is not known: (var.issuer)",
  ],
  [
    "an issuer that is not known, and why",
    "unknown",
    token(),
    { authorizer: { issuer: "(var.issuer)", unknown: "known after apply" } },
    "Whose tokens authorizer takes is not known: known after apply",
  ],
  [
    "the same stand-in on both sides",
    "allow",
    token({ issuer: "(var.issuer)" }),
    { authorizer: { issuer: "(var.issuer)" } },
    "route takes every token of its authorizer",
  ],
  [
    "an audience that is not known",
    "unknown",
    token({ audience: "other" }),
    { authorizer: { unknown: "var.audience" } },
    "What authorizer takes is not known: var.audience",
  ],
  [
    "another audience",
    "deny",
    token({ audience: "other" }),
    {},
    "The token's audience, other, is none of authorizer: shop, desk",
  ],
  ["no audience", "deny", access, {}, "The token's audience, none, is none of authorizer: shop, desk"],
  ["a scope", "allow", token({ scopes: ["b"] }), { scopes: ["a", "b"] }, "route takes the scope b"],
  ["no scope", "deny", token(), { scopes: ["a", "b"] }, "The token has none of the scopes of route: a, b"],
])("the reason with %s is %s", (_, outcome, caller, asked, reason) => {
  const decision = decided(caller, asked);
  expect([decision.outcome, decision.reason]).toEqual([outcome, reason]);
  if (outcome === "allow") expect(decision.source).toEqual({ address: "route" });
  if (outcome === "unknown") {
    expect(decision.source).toEqual({ address: "authorizer" });
    expect(decision.dependsOn?.()).toEqual([{ address: "authorizer" }]);
  }
});

test("a misconfigured route and another issuer are refused by name", () => {
  expect(decided(token(), { authorizerId: "other" }).refusal).toBe("AUTHORIZER_CONFIGURATION_ERROR");
  expect(decided(token({ issuer: "https://other.example" })).refusal).toBe("UNAUTHORIZED");
});

test("a route without scopes leaves it to the backend which kind of token it is", () => {
  expect([jwt.leaves?.({ scopes: [] }), jwt.leaves?.({ scopes: ["a"] })]).toEqual([["token-kind"], []]);
});
