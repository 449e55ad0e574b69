import { type Caller, decider, matchRoute } from "../../../../../terraform/access/decide";
import type { ApiModel, RestApi } from "../../../../../terraform/model";

/** The answers to sampled calls and who vouches for callers, as the model has it, without matrix and comparison. */
export interface Observed {
  /** By call. */
  readonly answers: ReadonlyMap<string, "allow" | "deny" | "unknown">;
  /** By what vouches. */
  readonly trust: ReadonlyMap<string, string>;
}

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;

/** Asks about every path and every caller of any of the models. */
export function observed(model: ApiModel, models: readonly ApiModel[]): Observed {
  const decide = decider(withoutElsewhere(model));
  const callers = new Map(models.flatMap(callersOf).map((caller) => [JSON.stringify(caller), caller]));
  const answers = new Map<string, "allow" | "deny" | "unknown">();
  for (const request of new Set(models.flatMap(requestsOf))) {
    const [address = "", verb = "", path = ""] = request.split(" ");
    const api = model.apis.find((one) => one.address === address);
    const [stage] = api?.stages ?? [];
    const match = api && matchRoute(api, verb, path);
    const ask = api && stage && match && decide({ api, stage, match, verb, path, open: true });
    for (const [key, caller] of callers) answers.set(`${request} ${key}`, ask ? ask(caller).outcome : "deny");
  }
  return { answers, trust: trustOf(model) };
}

/** What policies that are made elsewhere say does not change with this Terraform. */
function withoutElsewhere(model: ApiModel): ApiModel {
  const roles = model.roles.map((role) => ({
    ...role,
    policies: role.policies.filter(({ isElsewhere }) => !isElsewhere),
  }));
  return { ...model, roles };
}

/** How the answers differ: more to somebody, less, or in nothing. */
export function compared(base: Observed, head: Observed): "wider" | "narrower" | "same" {
  let result: "narrower" | "same" = "same";
  for (const [call, answer] of head.answers) {
    const was = base.answers.get(call) ?? "deny";
    if (RANK[answer] > RANK[was]) return "wider";
    if (RANK[answer] < RANK[was]) result = "narrower";
  }
  return result;
}

/** What vouches for callers now, and did not in the same way. */
export function otherTrust(base: Observed, head: Observed): readonly string[] {
  return [...head.trust.keys()].filter((key) => base.trust.get(key) !== head.trust.get(key));
}

/** With the tokens that somebody can get: a trigger may add any scope, and a client has those it may ask for. */
function callersOf({ apis, roles, userPools }: ApiModel): readonly Caller[] {
  const asked = new Set(apis.flatMap((api) => api.methods.flatMap((method) => method.scopes)));
  const tokens = userPools.flatMap(({ arn, clients, preTokenGeneration }): Caller[] => {
    const given = clients.flatMap(({ oauth }) => (oauth && "scopes" in oauth ? oauth.scopes : []));
    const scopes = [...asked].filter((scope) => preTokenGeneration || given.includes(scope));
    return [
      ...clients.map(
        ({ id }): Caller => ({ kind: "token", poolArn: arn, use: "id", scopes: [], audience: id }),
      ),
      ...scopes.map((scope): Caller => ({ kind: "token", poolArn: arn, use: "access", scopes: [scope] })),
    ];
  });
  const signed = roles.map(({ arn }): Caller => ({ kind: "iam", roleArn: arn, context: {} }));
  return [{ kind: "anonymous" }, ...tokens, ...signed];
}

function requestsOf({ apis }: ApiModel): readonly string[] {
  return apis.flatMap(({ address, methods }: RestApi) =>
    methods.map(
      ({ path, verb }) => `${address} ${verb === "ANY" ? "GET" : verb} ${path.replace(/\{[^}]+\}/g, "x")}`,
    ),
  );
}

function trustOf({ apis, functions }: ApiModel): ReadonlyMap<string, string> {
  const used = apis.flatMap(({ authorizers, methods }) =>
    authorizers.filter(({ id }) => methods.some((method) => method.authorizerId === id)),
  );
  const asked = new Set(used.flatMap((one) => ("functionArn" in one ? [one.functionArn] : [])));
  return new Map([
    ...used.map(({ id: _, name: __, ...one }) => [one.address, JSON.stringify(one)] as const),
    ...functions
      .filter(({ arn }) => asked.has(arn))
      .map(
        ({ address, environment, handler, runtime }) =>
          [address, JSON.stringify({ environment, handler, runtime })] as const,
      ),
  ]);
}
