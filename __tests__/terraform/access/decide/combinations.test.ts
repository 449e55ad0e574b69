import { decide } from "../../../../terraform/access/decide/decide";
import type { Caller } from "../../../../terraform/access/decide/request";
import { matchRoute } from "../../../../terraform/access/decide/route";
import type { ApiModel, RestApi, RestAuthorization } from "../../../../terraform/model";
import { type Combination, combinations } from "../../../cases/terraform/combinations";
import { ACCOUNT, attached, method, model, POOL_ARN, restApi, role, stage, user } from "../../build/model";

test.each(combinations)("$name", (given) => {
  expect(given.rule).not.toBe("");
  const { call, caller, decision, method } = given;
  const of = modelOf(given);
  const [api] = of.apis as [RestApi];
  const path = call?.path ?? "/pets";
  const match = matchRoute(api, "GET", path);
  if (!match) throw new Error(`no route for ${path}`);
  const result = decide(of, {
    api,
    stage,
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

function modelOf({ api, method: of, principal }: Combination): ApiModel {
  const policies = principal?.policies.map((statements, index) => attached(`own${index}`, statements)) ?? [];
  const ofGroups =
    principal?.groups?.flat().map((statements, index) => attached(`group${index}`, statements)) ?? [];
  const holder = {
    arn: `arn:aws:iam::${principal?.account ?? ACCOUNT}:${principal?.kind}/caller`,
    policies: [...policies, ...ofGroups],
    ...(principal?.boundary && { boundary: attached("boundary", principal.boundary) }),
  };
  const authorizerId = of?.authorization && AUTHORIZERS[of.authorization];
  const given = authorizerId === undefined ? {} : { authorizerId };
  const asked = restApi([method("/pets", given), method("/users/{name}", given)], {
    ...(api?.private && { private: true }),
    ...(api?.policy && { policy: attached("resource policy", api.policy, "resource") }),
  });
  return model([asked], {
    roles: principal?.kind === "role" ? [role("caller", holder)] : [],
    users: principal?.kind === "user" ? [user("caller", holder)] : [],
    apiKeys: [{ address: "key", id: "key", name: "key", enabled: true }],
    usagePlans: [
      { address: "plan", id: "plan", name: "plan", stages: [{ apiId: "abc", stage: "v1" }], keyIds: ["key"] },
    ],
  });
}

const AUTHORIZERS: Readonly<Record<RestAuthorization, string | undefined>> = {
  COGNITO_USER_POOLS: "cognito",
  CUSTOM: "lambda",
  AWS_IAM: undefined,
  NONE: undefined,
};

function callerOf({ caller, principal }: Combination): Caller {
  const account = principal?.account ?? ACCOUNT;
  const context = principal?.context ?? {};
  if (principal) return signed(principal.kind, `arn:aws:iam::${account}:${principal.kind}/caller`, context);
  if (caller?.kind === "role" || caller?.kind === "user") return signed(caller.kind, caller.arn, {});
  if (caller?.kind === "token") return { kind: "token", poolArn: POOL_ARN, use: "id", scopes: [] };
  if (caller?.kind !== "policy") return { kind: "anonymous" };
  const { document } = attached("answer", caller.statements);
  if ("unknown" in document) throw new Error("an authorizer's answer is known");
  return { kind: "policy", principalId: "someone", document };
}

function signed(kind: "role" | "user", arn: string, context: Readonly<Record<string, string>>): Caller {
  return kind === "role"
    ? { kind: "iam", roleArn: arn, context }
    : { kind: "iam-user", userArn: arn, context };
}
