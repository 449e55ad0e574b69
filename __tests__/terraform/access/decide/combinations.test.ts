import { decide } from "../../../../terraform/access/decide/decide";
import type { Caller } from "../../../../terraform/access/decide/request";
import { matchRoute } from "../../../../terraform/access/decide/route";
import { type PolicyPlace, parsePolicy } from "../../../../terraform/access/iam/parse";
import type { ApiModel } from "../../../../terraform/model";
import type { ApiMethod, RestApi } from "../../../../terraform/model/api";
import type { Authorizer } from "../../../../terraform/model/authorizer";
import type { AttachedPolicy } from "../../../../terraform/model/iam";
import { type Combination, combinations, type Statements } from "../../../cases/terraform/combinations";

const executionArn = "arn:aws:execute-api:us-east-1:111111111111:abc";
const pool = "arn:aws:cognito-idp:us-east-1:111111111111:userpool/p";

const authorizers: readonly Authorizer[] = [
  {
    type: "COGNITO_USER_POOLS",
    address: "pool",
    id: "pool",
    name: "pool",
    providerArns: [pool],
    identitySource: "x",
  },
  {
    type: "TOKEN",
    address: "lambda",
    id: "lambda",
    name: "lambda",
    functionArn: "f",
    identitySources: ["x"],
    ttlSeconds: 0,
  },
];

test.each(combinations)("$name", (given) => {
  expect(given.rule).not.toBe("");
  const { call, caller, decision, method } = given;
  const model = modelOf(given);
  const [api] = model.apis as [RestApi];
  const path = call?.path ?? "/pets";
  const match = matchRoute(api, "GET", path);
  if (!match) throw new Error(`no route for ${path}`);
  const result = decide(model, {
    api,
    stage: { address: "stage", name: "v1", deploymentId: "d", variables: {} },
    match: { ...match, method: { ...match.method, ...method } },
    verb: "GET",
    path,
    caller: callerOf(given),
    ...(call?.sourceIp !== undefined && { sourceIp: call.sourceIp }),
    ...(call?.open && { open: true }),
    ...(caller?.kind === "anonymous" && caller.apiKey !== undefined && { apiKey: caller.apiKey }),
  });
  expect({ outcome: result.outcome, explicit: result.explicit, refusal: result.refusal }).toEqual({
    explicit: undefined,
    refusal: undefined,
    ...decision,
  });
  expect(result.reason).not.toBe("");
});

function modelOf({ api, method, principal }: Combination): ApiModel {
  const policies = principal?.policies.map((statements, index) => attached(`own${index}`, statements)) ?? [];
  const ofGroups =
    principal?.groups?.flat().map((statements, index) => attached(`group${index}`, statements)) ?? [];
  const holder = {
    address: "caller",
    name: "caller",
    arn: `arn:aws:iam::${principal?.account ?? "111111111111"}:${principal?.kind}/caller`,
    policies: [...policies, ...ofGroups],
    ...(principal?.boundary && { boundary: attached("boundary", principal.boundary) }),
  };
  const authorizerId = { COGNITO_USER_POOLS: "pool", CUSTOM: "lambda", AWS_IAM: undefined, NONE: undefined };
  const route = (path: string): ApiMethod => ({
    address: `method ${path}`,
    path,
    resourceId: path,
    verb: "GET",
    authorization: "AWS_IAM",
    scopes: [],
    apiKeyRequired: false,
    integration: { address: "i", type: "MOCK", timeoutMs: 1 },
    ...(method?.authorization &&
      authorizerId[method.authorization] && { authorizerId: authorizerId[method.authorization] as string }),
  });
  return {
    region: "us-east-1",
    accountId: "111111111111",
    apis: [
      {
        address: "api",
        id: "abc",
        name: "api",
        executionArn,
        apiKeySource: "HEADER",
        binaryMediaTypes: [],
        ...(api?.private && { private: true }),
        ...(api?.policy && { policy: attached("resource policy", api.policy, "resource") }),
        stages: [],
        methods: [route("/pets"), route("/users/{name}")],
        authorizers,
      },
    ],
    functions: [],
    userPools: [],
    identityPools: [],
    roles:
      principal?.kind === "role"
        ? [{ ...holder, uniqueId: "AROACALLER", maxSessionSeconds: 1, trust: { unknown: "not asked for" } }]
        : [],
    users: principal?.kind === "user" ? [{ ...holder, uniqueId: "AIDACALLER", groups: [] }] : [],
    apiKeys: [{ address: "key", id: "key", name: "key", enabled: true }],
    usagePlans: [
      { address: "plan", id: "plan", name: "plan", stages: [{ apiId: "abc", stage: "v1" }], keyIds: ["key"] },
    ],
    tables: [],
    notices: [],
  };
}

function attached(address: string, statements: Statements, place: PolicyPlace = "identity"): AttachedPolicy {
  if (statements === "unknown") return { address, name: address, document: { unknown: "known after apply" } };
  return { address, name: address, document: document(statements, place) };
}

function document(statements: readonly unknown[], place: PolicyPlace) {
  const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return parsePolicy(text.replaceAll("{api}", executionArn), "policy", place);
}

function callerOf({ caller, principal }: Combination): Caller {
  const account = principal?.account ?? "111111111111";
  const context = principal?.context ?? {};
  if (principal) return signed(principal.kind, `arn:aws:iam::${account}:${principal.kind}/caller`, context);
  if (caller?.kind === "role" || caller?.kind === "user") return signed(caller.kind, caller.arn, {});
  if (caller?.kind === "token") return { kind: "token", poolArn: pool, use: "id", scopes: [] };
  if (caller?.kind !== "policy") return { kind: "anonymous" };
  if (caller.statements === "unknown") throw new Error("an authorizer's answer is known");
  return { kind: "policy", principalId: "someone", document: document(caller.statements, "identity") };
}

function signed(kind: "role" | "user", arn: string, context: Readonly<Record<string, string>>): Caller {
  return kind === "role"
    ? { kind: "iam", roleArn: arn, context }
    : { kind: "iam-user", userArn: arn, context };
}
