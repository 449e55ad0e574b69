import { decide } from "../../../../terraform/access/decide/decide";
import type { ApiCall, Caller } from "../../../../terraform/access/decide/request";
import type { ApiKey, ApiMethod, AttachedPolicy, Decision, RestApi } from "../../../../terraform/model";
import { ACCOUNT, attached, method, model, POOL_ARN, restApi, role, stage } from "../../build/model";

export const arn = "arn:aws:execute-api:us-east-1:111111111111:abc/v1/GET/pets";
export const roleArn = "arn:aws:iam::111111111111:role/r";

export const allow = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
export const everyone = { ...allow, Principal: "*" };
/** It depends on a condition key that is not known. */
export const dated = { ...allow, Condition: { Null: { "aws:x": "true" } } };

export const anonymous: Caller = { kind: "anonymous" };
export const token = { kind: "token", poolArn: POOL_ARN, use: "id", scopes: [] } as const;
/** A signature of the role `r`. */
export const signed = (account = ACCOUNT): Caller => ({
  kind: "iam",
  roleArn: `arn:aws:iam::${account}:role/r`,
  context: {},
});

/** Statements, or a text that is not known. */
export type Text = readonly unknown[] | "unknown";

interface Given {
  readonly method?: Partial<ApiMethod>;
  readonly api?: Partial<RestApi>;
  /** Of the API. */
  readonly policy?: Text;
  readonly role?: Text;
  /** Further policies of the role. */
  readonly further?: readonly AttachedPolicy[];
  readonly boundary?: Text;
  /** Of the role. */
  readonly account?: string;
  readonly call?: Partial<ApiCall>;
  readonly keys?: readonly Pick<ApiKey, "address" | "enabled" | "id">[];
}

/** The decision on a call of `GET /pets`, the method `m` of the API `api`: outcome, reason and source. */
export function decided(caller: Caller, given: Given = {}): Omit<Decision, "dependsOn"> {
  const { dependsOn: _, ...decision } = decidedInFull(caller, given);
  return decision;
}

/** The same decision, with what it depends on. */
export function decidedInFull(caller: Caller, given: Given = {}): Decision {
  const { account = ACCOUNT, further = [], keys = [] } = given;
  const asked = method("/pets", { address: "m", ...given.method });
  const api = restApi([asked], {
    ...(given.policy && { policy: attached("resource", given.policy, "resource") }),
    ...given.api,
  });
  const signer = role("r", {
    address: "role",
    arn: `arn:aws:iam::${account}:role/r`,
    policies: [...(given.role ? [attached("own", given.role)] : []), ...further],
    ...(given.boundary && { boundary: attached("edge", given.boundary) }),
  });
  const of = model([api], {
    roles: [signer],
    apiKeys: keys.map((key) => ({ name: key.id, ...key })),
    usagePlans: [
      {
        address: "plan",
        id: "plan",
        name: "plan",
        stages: [{ apiId: "abc", stage: "v1" }],
        keyIds: ["covered", "disabled"],
      },
    ],
  });
  return decide(of, {
    api,
    stage,
    match: { method: asked, pathParameters: {} },
    verb: "GET",
    path: "/pets",
    ...given.call,
    caller,
  });
}
