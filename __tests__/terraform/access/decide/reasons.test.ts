import { decide } from "../../../../terraform/access/decide/decide";
import type { ApiCall, Caller } from "../../../../terraform/access/decide/request";
import { type PolicyPlace, parsePolicy } from "../../../../terraform/access/iam/parse";
import type { ApiModel } from "../../../../terraform/model";

/** Each answer whole: what is decided, why, and by which statement of which resource. */

const executionArn = "arn:aws:execute-api:us-east-1:111111111111:abc";
const arn = `${executionArn}/v1/GET/pets`;
const roleArn = "arn:aws:iam::111111111111:role/r";
const pool = "arn:aws:cognito-idp:us-east-1:111111111111:userpool/p";
const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const everybody = { ...allow, Principal: "*" };
const dated = { ...allow, Condition: { Null: { "aws:x": "true" } } };

/** Statements, or a text that is not known. */
type Text = readonly unknown[] | "unknown";

function policy(address: string, text: Text, place: PolicyPlace = "identity") {
  if (text === "unknown") return { address, name: address, document: { unknown: "known after apply" } };
  const document = parsePolicy({ Version: "2012-10-17", Statement: text }, address, place);
  return { address, name: address, document };
}

interface Given {
  readonly method?: object;
  readonly api?: object;
  /** Of the API. */
  readonly policy?: Text;
  readonly role?: Text;
  /** Further policies of the role, as they hang on it. */
  readonly further?: readonly ReturnType<typeof policy>[];
  readonly boundary?: Text;
  readonly account?: string;
  readonly call?: Partial<ApiCall>;
  readonly keys?: readonly object[];
}

function decided(caller: Caller, given: Given = {}) {
  const account = given.account ?? "111111111111";
  const method = {
    address: "m",
    verb: "GET",
    path: "/pets",
    authorization: "AWS_IAM",
    scopes: [],
    apiKeyRequired: false,
    ...given.method,
  };
  const api = {
    address: "api",
    id: "abc",
    executionArn,
    methods: [method],
    authorizers: [
      {
        type: "COGNITO_USER_POOLS",
        address: "cognito",
        id: "cognito",
        name: "cognito",
        providerArns: [pool],
      },
      { type: "TOKEN", address: "lambda", id: "lambda", name: "lambda" },
    ],
    ...(given.policy && { policy: policy("resource", given.policy, "resource") }),
    ...given.api,
  };
  const role = {
    address: "role",
    name: "r",
    uniqueId: "AROA",
    arn: `arn:aws:iam::${account}:role/r`,
    policies: [...(given.role ? [policy("own", given.role)] : []), ...(given.further ?? [])],
    ...(given.boundary && { boundary: policy("edge", given.boundary) }),
  };
  const model = {
    apis: [api],
    roles: [role],
    apiKeys: given.keys ?? [],
    usagePlans: [{ stages: [{ apiId: "abc", stage: "v1" }], keyIds: ["covered", "disabled"] }],
  };
  return decide(model as unknown as ApiModel, {
    api: api as never,
    stage: { name: "v1" } as never,
    match: { method: method as never, pathParameters: {} },
    verb: "GET",
    path: "/pets",
    ...given.call,
    caller,
  });
}

const signed = (account = "111111111111"): Caller => ({
  kind: "iam",
  roleArn: `arn:aws:iam::${account}:role/r`,
  context: {},
});
const nobody: Caller = { kind: "anonymous" };
const token = { kind: "token", poolArn: pool, use: "id", scopes: [] } as const;

describe("a signed request", () => {
  test("that a statement allows", () => {
    expect(decided(signed(), { role: [allow] })).toEqual({
      outcome: "allow",
      reason: `statement 0 of own allows ${arn}`,
      source: { address: "own", statement: 0 },
    });
  });

  test("that a statement denies", () => {
    expect(decided(signed(), { role: [allow, { ...allow, Effect: "Deny" }] })).toEqual({
      outcome: "deny",
      reason: `statement 1 of own denies ${arn}`,
      source: { address: "own", statement: 1 },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });

  test("that nothing allows", () => {
    expect(decided(signed())).toEqual({
      outcome: "deny",
      reason: `No policy of role allows ${arn}`,
      source: { address: "role" },
      refusal: "ACCESS_DENIED",
    });
  });

  test("that the permissions boundary does not let through", () => {
    const boundary = [{ ...allow, Action: "s3:*" }];
    expect(decided(signed(), { role: [allow], boundary })).toMatchObject({
      outcome: "deny",
      reason: `No policy of the permissions boundary of role allows ${arn}`,
    });
  });

  test("whose role's policy is not known", () => {
    expect(decided(signed(), { role: "unknown" })).toEqual({
      outcome: "unknown",
      reason: "The text of own is not known: known after apply",
      source: { address: "own" },
    });
  });

  test.each([
    [{ Condition: { IpAddress: { "aws:SourceIp": "::/0" } } }, "aws:SourceIp"],
    [
      {
        Condition: {
          IpAddress: { "aws:SourceIp": "::/0" },
          Bool: { "aws:x": "true" },
          Null: { "aws:x": "true" },
        },
      },
      "aws:SourceIp, aws:x",
    ],
    [{ Resource: `${executionArn}/v1/GET/\${aws:x}` }, "its policy variables"],
  ])("whose answer depends on what is not said of it: %j", (change, what) => {
    const given = {
      role: [
        { ...allow, Action: "s3:*" },
        { ...allow, ...change },
      ],
      call: { open: true },
    };
    expect(decided(signed(), given)).toEqual({
      outcome: "unknown",
      reason: `It depends on ${what}: statement 1 of own`,
      source: { address: "own", statement: 1 },
    });
  });

  test.each<[string, string, Text, string]>([
    ["another policy", "second", "unknown", "The text of second is not known: known after apply"],
    ["another policy's condition", "second", [dated], "It depends on aws:x: statement 0 of second"],
    ["a policy of the same place", "own", "unknown", "The text of own is not known: known after apply"],
  ])("whose answer depends on %s", (_, address, text, reason) => {
    const silent = { ...allow, Action: "s3:*" };
    const given = { role: [silent, silent], further: [policy(address, text)], call: { open: true } };
    expect(decided(signed(), given)).toMatchObject({ outcome: "unknown", reason, source: { address } });
  });

  test("is asked about with what is said of it, and comes over TLS", () => {
    const Condition = { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "aws:SourceVpc": "vpc-1" } };
    const role = [{ ...allow, Condition }];
    const under = (vpc: string) => decided(signed(), { role, call: { context: { "aws:SourceVpc": vpc } } });
    expect(under("vpc-1").outcome).toBe("allow");
    expect(under("vpc-2").outcome).toBe("deny");
    expect(decided(signed(), { role }).outcome).toBe("deny");
  });

  test("that is none", () => {
    expect(decided(nobody)).toEqual({
      outcome: "deny",
      reason: "m takes signed requests (AWS_IAM)",
      source: { address: "m" },
      refusal: "MISSING_AUTHENTICATION_TOKEN",
    });
  });

  test.each<[string, Caller, string]>([
    ["role", { kind: "iam", roleArn: `${roleArn}2`, context: {} }, `${roleArn}2`],
    [
      "user",
      { kind: "iam-user", userArn: "arn:aws:iam::111111111111:user/u", context: {} },
      "arn:aws:iam::111111111111:user/u",
    ],
  ])("by a %s that is not in the Terraform", (kind, caller, who) => {
    const refused = {
      outcome: "deny",
      reason: `The Terraform has no ${kind} ${who}`,
      source: { address: "m" },
      refusal: "ACCESS_DENIED",
    };
    expect(decided(caller)).toEqual(refused);
    expect(decided(caller, { policy: [{ ...everybody, Resource: "arn:aws:s3:::x" }] })).toEqual(refused);
    expect(decided(caller, { policy: [everybody] })).toEqual({
      outcome: "unknown",
      reason: `The policies of ${who} are not in this Terraform`,
      source: { address: "resource", statement: 0 },
    });
    expect(decided(caller, { policy: [{ ...everybody, Effect: "Deny" }] })).toEqual({
      outcome: "deny",
      reason: `statement 0 of resource denies ${arn}`,
      source: { address: "resource", statement: 0 },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });

  test("from another account, which no resource policy lets in", () => {
    expect(decided(signed("222222222222"), { role: [allow], account: "222222222222" })).toEqual({
      outcome: "deny",
      reason: "api has no resource policy that lets another account in",
      source: { address: "api" },
      refusal: "ACCESS_DENIED",
    });
  });

  test("to a private API without a resource policy", () => {
    expect(decided(signed(), { role: [allow], api: { private: true } })).toEqual({
      outcome: "deny",
      reason: "api is private and has no resource policy",
      source: { address: "api" },
      explicit: true,
      refusal: "ACCESS_DENIED",
    });
  });
});

describe("a method that is open", () => {
  const method = { authorization: "NONE" };

  test("asks for nothing", () => {
    expect(decided(nobody, { method })).toEqual({
      outcome: "allow",
      reason: "m asks for no authorization",
      source: { address: "m" },
    });
  });

  test("is closed by a resource policy that names principals, whatever it says of them", () => {
    const refused = {
      outcome: "deny",
      reason: "The resource policy resource names AWS principals, so only AWS_IAM methods of api answer",
      source: { address: "resource" },
      refusal: "ACCESS_DENIED",
    };
    for (const Principal of [{ AWS: roleArn }, { AWS: ["*", roleArn] }])
      expect(decided(nobody, { method, policy: [everybody, { ...allow, Principal }] })).toEqual(refused);
    const NotPrincipal = { AWS: roleArn };
    expect(decided(nobody, { method, policy: [{ ...allow, NotPrincipal }] })).toEqual(refused);
    expect(decided(nobody, { method, policy: [{ ...allow, Principal: { AWS: "*" } }] })).toMatchObject({
      outcome: "allow",
    });
  });
});

test("a lock that is not known", () => {
  expect(decided(nobody, { method: { unknown: "known after apply" } })).toEqual({
    outcome: "unknown",
    reason: "The lock of m is not known: known after apply",
    source: { address: "m" },
  });
});

test("a path that two methods may answer", () => {
  const [one, other] = [
    { address: "one", verb: "GET", path: "/a/{x+}", authorization: "NONE" },
    { address: "other", verb: "ANY", path: "/{y}/b", authorization: "NONE" },
  ];
  const match = { method: one, rival: other, pathParameters: {} } as never;
  expect(decided(nobody, { call: { match } })).toEqual({
    outcome: "unknown",
    reason: "AWS does not document which of GET /a/{x+} and ANY /{y}/b answers a path that fits both",
    source: { address: "one" },
  });
});

describe("a method behind a user pool", () => {
  const cognito = { authorization: "COGNITO_USER_POOLS", authorizerId: "cognito" };
  const refused = (reason: string, address: string, refusal = "UNAUTHORIZED") => ({
    outcome: "deny",
    reason,
    source: { address },
    refusal,
  });

  test("takes a token", () => {
    expect(decided(token, { method: cognito })).toEqual({
      outcome: "allow",
      reason: "m takes every ID token",
      source: { address: "m" },
    });
    const scoped = { ...cognito, scopes: ["pets/read", "pets/write"] };
    expect(decided({ ...token, use: "access", scopes: ["pets/write"] }, { method: scoped })).toEqual({
      outcome: "allow",
      reason: "m takes the scope pets/write",
      source: { address: "m" },
    });
  });

  test.each<[string, Caller, object, unknown]>([
    ["no token", nobody, {}, refused("m takes tokens of a user pool", "m")],
    [
      "another pool's token",
      { ...token, poolArn: "other" },
      {},
      refused("other is not among the user pools of cognito", "cognito"),
    ],
    [
      "an access token without scopes to ask for",
      { ...token, use: "access" },
      {},
      refused("m has no scopes, so it takes ID tokens only", "m"),
    ],
    [
      "an ID token where there are scopes",
      token,
      { scopes: ["a"] },
      refused("m has scopes, so it takes access tokens only", "m"),
    ],
    [
      "an access token without the scope",
      { ...token, use: "access", scopes: ["c"] },
      { scopes: ["a", "b"] },
      refused("The token has none of the scopes of m: a, b", "m"),
    ],
    [
      "no such authorizer",
      token,
      { authorizerId: "none" },
      refused("m has no Cognito authorizer", "m", "AUTHORIZER_CONFIGURATION_ERROR"),
    ],
    [
      "an authorizer of another type",
      token,
      { authorizerId: "lambda" },
      refused("m has no Cognito authorizer", "m", "AUTHORIZER_CONFIGURATION_ERROR"),
    ],
  ])("refuses %s", (_, caller, method, expected) => {
    expect(decided(caller, { method: { ...cognito, ...method } })).toEqual(expected);
  });

  test.each<[string, string | undefined, unknown]>([
    ["a|b", "b", undefined],
    ["a|b", "bc", refused("The token's audience, bc, does not match a|b of cognito", "cognito")],
    ["a|b", "xa", refused("The token's audience, xa, does not match a|b of cognito", "cognito")],
    ["a.b", "a-b", undefined],
    ["a.b", "a\nb", refused("The token's audience, a\nb, does not match a.b of cognito", "cognito")],
    ["a", undefined, refused("The token's audience, none, does not match a of cognito", "cognito")],
    [
      "(",
      "(",
      {
        outcome: "unknown",
        reason: "identity_validation_expression of cognito is not evaluated (missing closing ): `(`): (",
        source: { address: "cognito" },
        refusal: "AUTHORIZER_CONFIGURATION_ERROR",
      },
    ],
  ])(
    "with the expression %j refuses the audience %j or not",
    (identityValidationExpression, audience, expected) => {
      const authorizers = [
        {
          type: "COGNITO_USER_POOLS",
          address: "cognito",
          id: "cognito",
          providerArns: [pool],
          identityValidationExpression,
        },
      ];
      const caller = audience === undefined ? token : { ...token, audience };
      const decision = decided(caller, { method: cognito, api: { authorizers } });
      if (expected) expect(decision).toEqual(expected);
      else expect(decision.outcome).toBe("allow");
    },
  );
});

describe("a method behind a Lambda authorizer", () => {
  const method = { authorization: "CUSTOM", authorizerId: "lambda" };
  const answered = (...statements: readonly unknown[]): Caller => ({
    kind: "policy",
    principalId: "someone",
    document: parsePolicy({ Version: "2012-10-17", Statement: statements }, "answer"),
  });

  test("takes whom its answer allows", () => {
    expect(decided(answered(allow), { method })).toEqual({
      outcome: "allow",
      reason: `statement 0 of lambda allows ${arn}`,
      source: { address: "lambda", statement: 0 },
    });
    expect(decided(answered(), { method })).toMatchObject({
      outcome: "deny",
      reason: `No policy of lambda allows ${arn}`,
    });
  });

  test("takes nobody else", () => {
    expect(decided(nobody, { method })).toEqual({
      outcome: "deny",
      reason: "m takes who lambda admits",
      source: { address: "lambda" },
      refusal: "UNAUTHORIZED",
    });
  });

  test.each(["none", "cognito"])("has one: %s is none", (authorizerId) => {
    expect(decided(answered(allow), { method: { ...method, authorizerId } })).toEqual({
      outcome: "deny",
      reason: "m has no Lambda authorizer",
      source: { address: "m" },
      refusal: "AUTHORIZER_CONFIGURATION_ERROR",
    });
  });

  test("is not asked where the resource policy denies the call", () => {
    expect(decided(nobody, { method, policy: [{ ...everybody, Effect: "Deny" }] })).toMatchObject({
      outcome: "deny",
      explicit: true,
      reason: `statement 0 of resource denies ${arn}`,
    });
    expect(
      decided(answered(allow), { method, policy: [{ ...allow, Principal: { AWS: roleArn } }] }),
    ).toMatchObject({
      outcome: "deny",
      reason: "The resource policy resource names AWS principals, so only AWS_IAM methods of api answer",
    });
  });
});

describe("an API key", () => {
  const method = { authorization: "NONE", apiKeyRequired: true };
  const keys = ["covered", "disabled", "elsewhere"].map((id) => ({
    address: id,
    id,
    enabled: id !== "disabled",
  }));

  test.each([
    [undefined, "m requires an API key", "m"],
    ["unknown", "m requires an API key", "m"],
    ["disabled", "disabled is not enabled", "disabled"],
    ["elsewhere", "No usage plan of elsewhere covers the stage v1", "elsewhere"],
  ])("%s is refused", (apiKey, reason, address) => {
    const call = apiKey === undefined ? {} : { apiKey };
    expect(decided(nobody, { method, keys, call })).toEqual({
      outcome: "deny",
      reason,
      source: { address },
      refusal: "INVALID_API_KEY",
    });
  });

  test("of a plan of this stage is taken, and none is asked for where none is required", () => {
    const call = { apiKey: "covered" };
    expect(decided(nobody, { method, keys, call }).outcome).toBe("allow");
    expect(decided(nobody, { method: { authorization: "NONE" }, keys }).outcome).toBe("allow");
    const stage = { name: "v2" } as never;
    expect(decided(nobody, { method, keys, call: { ...call, stage } }).outcome).toBe("deny");
  });
});
