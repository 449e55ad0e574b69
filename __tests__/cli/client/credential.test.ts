import { type Credential, credentialOf } from "../../../cli/client/credential";
import { presentationOf } from "../../../gateway";
import type { Authorizer, Operation } from "../../../terraform/model";

/** What a caller sends to a route: by its lock alone. */

const POOL = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Pets00001";
const named = { address: "authorizer", id: "a", name: "authorizer" };
const cognito: Authorizer = {
  ...named,
  type: "COGNITO_USER_POOLS",
  providerArns: ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_Pets00001"],
  identitySource: "method.request.header.Authorization",
};
const jwt: Authorizer = {
  ...named,
  type: "JWT",
  issuer: POOL,
  audience: ["app"],
  identitySource: "$request.header.X-Token",
};
const lambda = (...identitySources: readonly string[]): Authorizer => ({
  ...named,
  type: "REQUEST",
  functionArn: "arn",
  identitySources,
  ttlSeconds: 0,
});

type Case = readonly [
  what: string,
  authorization: Operation["authorization"],
  authorizer: Authorizer | undefined,
  scopes: readonly string[],
  expected: Credential | undefined,
];

const cases: readonly Case[] = [
  ["no lock", "NONE", undefined, [], { kind: "none" }],
  ["a signature", "AWS_IAM", undefined, [], { kind: "signature" }],
  [
    "a pool, without scopes",
    "COGNITO_USER_POOLS",
    cognito,
    [],
    { kind: "id-token", header: "Authorization", issuers: [POOL], scopes: [] },
  ],
  [
    "a pool, with scopes",
    "COGNITO_USER_POOLS",
    cognito,
    ["s/a"],
    { kind: "access-token", header: "Authorization", issuers: [POOL], scopes: ["s/a"] },
  ],
  [
    "JWT, without scopes",
    "JWT",
    jwt,
    [],
    { kind: "id-token", header: "X-Token", issuers: [POOL], scopes: [], either: true },
  ],
  [
    "JWT, with scopes",
    "JWT",
    jwt,
    ["s/a"],
    { kind: "access-token", header: "X-Token", issuers: [POOL], scopes: ["s/a"] },
  ],
  [
    "a function that reads a header and a parameter",
    "CUSTOM",
    lambda("method.request.header.X-Ticket", "method.request.querystring.t", "stageVariables.x"),
    [],
    {
      kind: "authorizer",
      sources: [
        { in: "header", name: "X-Ticket" },
        { in: "query", name: "t" },
      ],
    },
  ],
  ["a function that names no place", "CUSTOM", lambda(), [], { kind: "authorizer", sources: [] }],
  ["an authorizer that is elsewhere", "CUSTOM", undefined, [], undefined],
  ["an authorizer of another type", "COGNITO_USER_POOLS", lambda(), [], undefined],
];

test.each(cases)("%s", (_, authorization, authorizer, scopes, expected) => {
  const operation: Operation = {
    address: "method",
    path: "/",
    verb: "GET",
    authorization,
    authorizerId: "a",
    scopes,
    apiKeyRequired: false,
    integration: { address: "integration", type: "MOCK", timeoutMs: 1 },
  };
  expect(credentialOf(operation, { authorizers: authorizer ? [authorizer] : [] }, [])).toEqual(expected);
});

/** What the gate calls each kind. */
const AT_THE_GATE: Readonly<Record<Credential["kind"], string>> = {
  none: "none",
  signature: "signature",
  "id-token": "id-token",
  "access-token": "access-token",
  "other-token": "access-token",
  authorizer: "third-party-token",
};

test.each(cases.filter(([, , , , expected]) => expected !== undefined))(
  "%s is what the gate asks for",
  (_, authorization, __, scopes, expected) => {
    const { credential } =
      authorization === "JWT"
        ? presentationOf({ authorization, scopes, key: "GET /" })
        : presentationOf({ authorization, scopes });
    expect(AT_THE_GATE[expected?.kind ?? "none"]).toBe(credential);
  },
);
