/** The calls that a start prints are of routes that are served, to callers whom they answer as the words say. */
import { welcome } from "../../cli/start/banner";
import { triesOf } from "../../cli/start/tries";
import type { GateDescription } from "../../gateway/deployment/description";
import { type Evidence, NO_EVIDENCE } from "../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../terraform/access/matrix/matrix";
import type { Resources } from "../terraform/build/people";
import { allow, type Methods, policy, shop } from "../terraform/build/shop";

const bob = { username: "bob", password: "secret", groups: ["user"] };
const gate: GateDescription = {
  endpoint: "http://127.0.0.1:3000",
  url: "http://127.0.0.1:3000/live",
  region: "us-east-1",
  stage: "live",
  restApiId: "a",
  apis: [],
  userPoolId: "p",
  clientId: "c",
  scriptClientId: "s",
  clients: [
    { name: "app", clientId: "c", clientSecret: null, flows: ["ALLOW_USER_SRP_AUTH"], oauthFlows: [] },
  ],
  oauthUrl: null,
  identityPoolId: null,
  issuer: null,
  users: [bob],
  externalUsers: [],
  samlProviders: [],
  systems: [],
  operator: { accessKeyId: "AKIA", secretAccessKey: "secret" },
  page: null,
  apiKeys: [],
  issuers: [],
  partner: null,
};
const open = { authorization: "NONE" };
const iam = { authorization: "AWS_IAM" };
const idToken = {
  authorization: "COGNITO_USER_POOLS",
  authorizer_id: "${aws_api_gateway_authorizer.pool.id}",
};
const accessToken = { ...idToken, authorization_scopes: ["shop/user"] };
const trigger = {
  pre_token_generation_config: [{ lambda_arn: "${aws_lambda_function.trigger.arn}", lambda_version: "V2_0" }],
};
const shopWith = (methods: Methods): [Methods, Resources] => [
  methods,
  { ...policy(allow("GET/pets")), aws_cognito_user_pool: { people: { lambda_config: [trigger] } } },
];
const evidence: Evidence = { ...NO_EVIDENCE, tokenScopes: ["shop/aws_lambda_function.trigger"] };

function tries(methods: Methods, change: Partial<GateDescription> = {}) {
  const model = shop(...shopWith(methods));
  return triesOf(model, accessMatrix(model, evidence), { ...gate, ...change });
}

test("a user without a second factor is preferred", () => {
  const carol = { ...bob, username: "carol", totpSecret: "JBSWY3DPEHPK3PXP" };
  const methods: Methods = { "GET /pets": accessToken };
  expect(tries(methods, { users: [bob, carol] }).signedIn?.user).toBe(bob);
  expect(tries(methods, { users: [carol] }).signedIn?.user).toBe(carol);
});

test("the welcome says of a user pool that it has no users, and of no other gate", () => {
  const said = (change: Partial<GateDescription>) => welcome({ ...gate, ...change }, "", {});
  expect(said({ users: [] })).toContain(
    'no users: list them in gatehouse.json, as {"users":[{"username":"carol"}]}',
  );
  expect(said({ users: [], userPoolId: null })).not.toContain("no users");
  expect(said({})).not.toContain("no users");
});

test("of several APIs, the calls are of the one whose URL is the gate's", () => {
  const one = (address: string) => ({
    name: "a",
    address,
    kind: "rest" as const,
    apiId: "a",
    restApiId: "a",
    urls: { live: "u" },
  });
  const methods = { "GET /health": open };
  expect(tries(methods, { apis: [one("shop/aws_api_gateway_rest_api.shop")] }).unsigned).toBe("/health");
  expect(tries(methods, { apis: [one("shop/other")] })).toEqual({});
});

test("the unsigned call is of a signed route that people may call, the other of one that takes a user's access token", () => {
  const found = tries({
    "GET /account": idToken,
    "GET /goods": accessToken,
    "GET /health": open,
    "GET /inner": iam,
    "GET /pets": iam,
  });
  expect(found).toEqual({
    unsigned: "/pets",
    signedIn: { path: "/goods", token: "AccessToken", user: bob },
  });
});

test("a route without scopes is called with the ID token", () => {
  const found = tries({ "GET /account": idToken, "GET /health": open });
  expect(found).toEqual({
    unsigned: "/account",
    signedIn: { path: "/account", token: "IdToken", user: bob },
  });
});

test.each<readonly [string, Methods, object]>([
  ["routes with a parameter, or of another verb", { "GET /pets/{id}": iam, "POST /goods": accessToken }, {}],
  ["signed routes, of which a token opens none", { "GET /pets": iam }, { unsigned: "/pets" }],
  ["open routes", { "GET /health": open }, { unsigned: "/health" }],
  [
    "a token that no user gets",
    { "GET /goods": { ...idToken, authorization_scopes: ["shop/admin"] } },
    { unsigned: "/goods" },
  ],
  [
    "a route that asks for an API key as well",
    { "GET /me": { ...idToken, api_key_required: true } },
    { unsigned: "/me" },
  ],
])("what cannot be called is left out: %s", (_, methods, expected) => {
  const { signedIn, ...rest } = tries(methods);
  expect(signedIn).toBeUndefined();
  expect(rest).toEqual(expected);
});

test("without a client by which users sign in with a password, or a user, there is no call of a user's", () => {
  const methods = { "GET /account": idToken };
  expect(tries(methods, { clients: [] })).toEqual({ unsigned: "/account" });
  expect(tries(methods, { users: [] })).toEqual({ unsigned: "/account" });
});

test("a user without a group calls a route of every user, and one with a temporary password none", () => {
  const methods = { "GET /account": idToken, "GET /goods": accessToken };
  const dave = { username: "dave", password: "secret", groups: [] };
  const fresh = { ...bob, username: "fresh", mustChangePassword: true as const };
  const changed = { ...bob, username: "changed", password: null };
  expect(tries(methods, { users: [dave] }).signedIn).toEqual({
    path: "/account",
    token: "IdToken",
    user: dave,
  });
  expect(tries(methods, { users: [fresh, changed] }).signedIn).toBeUndefined();
  expect(welcome({ ...gate, users: [fresh] }, "", {})).toMatch(/fresh +secret +user, temporary password/);
});

test("the welcome prints these calls, and no heading where there is none", () => {
  const text = welcome(gate, "", tries({ "GET /account": idToken }));
  expect(text).toMatch(/ {2}Try:\n {4}curl -i http:\/\/127\.0\.0\.1:3000\/live\/account\n/);
  expect(text).toMatch(/TOKEN=\$\(npx gatehouse token --id bob\)\n.*\/live\/account -H/);
  expect(text).not.toContain("/pets");
  expect(welcome(gate, "", tries({ "POST /goods": accessToken }))).not.toMatch(/Try|curl/);
});
