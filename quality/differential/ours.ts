import { decide } from "../../terraform/access/decide";
import { evaluate, type PolicyPlace, parsePolicy } from "../../terraform/access/iam";
import type { ApiMethod, ApiModel, AttachedPolicy, Decision, IamRole, IamUser } from "../../terraform/model";
import {
  type Answer,
  arnsOf,
  type Case,
  executionArn,
  keysOf,
  type Policy,
  principalArn,
  REGION,
} from "./case";

/** The answer of this project's evaluator, which parses the policies from JSON text. */
export function ours(asked: Case): Answer {
  if (asked.asks === "call") return answerOf(decide(modelOf(asked), callOf(asked)));
  const policies =
    asked.asks === "anonymous"
      ? attached(asked.resourcePolicy ? [asked.resourcePolicy] : [], "resource")
      : attached(asked.identity, "identity");
  const { outcome } = evaluate(policies, {
    action: asked.action,
    resource: arnsOf(asked)[0] as string,
    context: keysOf(asked),
  });
  return (
    {
      allow: "allow",
      unknown: "unknown",
      "deny-explicit": "explicit deny",
      "deny-implicit": "implicit deny",
      "deny-either": "unknown",
    } as const
  )[outcome];
}

function answerOf({ explicit, outcome }: Decision): Answer {
  if (outcome !== "deny") return outcome;
  return explicit ? "explicit deny" : "implicit deny";
}

function attached(policies: readonly Policy[], place: PolicyPlace): AttachedPolicy[] {
  return policies.map((policy, index) => {
    const address = `${place} policy ${index}`;
    return { address, name: address, document: parsePolicy(JSON.stringify(policy), address, place) };
  });
}

function modelOf(asked: Case): ApiModel {
  const { kind, name } = asked.principal;
  const [boundary] = attached(asked.boundary ? [asked.boundary] : [], "identity");
  const holder = {
    address: "caller",
    name,
    arn: principalArn(asked),
    policies: attached(asked.identity, "identity"),
    ...(boundary && { boundary }),
  };
  const roles: IamRole[] = [
    { ...holder, uniqueId: "AROACALLER", maxSessionSeconds: 3_600, trust: { unknown: "not asked for" } },
  ];
  const users: IamUser[] = [{ ...holder, uniqueId: "AIDACALLER", groups: [] }];
  return {
    region: REGION,
    accountId: asked.api.account,
    apis: [apiOf(asked)],
    functions: [],
    userPools: [],
    identityPools: [],
    roles: kind === "role" ? roles : [],
    users: kind === "user" ? users : [],
    apiKeys: [],
    usagePlans: [],
    tables: [],
    notices: [],
  };
}

function apiOf(asked: Case): ApiModel["apis"][number] {
  const [policy] = attached(asked.resourcePolicy ? [asked.resourcePolicy] : [], "resource");
  return {
    address: "api",
    id: asked.api.id,
    name: "api",
    executionArn: executionArn(asked),
    apiKeySource: "HEADER",
    binaryMediaTypes: [],
    ...(policy && { policy }),
    stages: [],
    methods: [method(asked)],
    authorizers: [],
  };
}

function method({ verb }: Case): ApiMethod {
  return {
    address: "method",
    path: "/{proxy+}",
    resourceId: "proxy",
    verb,
    authorization: "AWS_IAM",
    scopes: [],
    apiKeyRequired: false,
    integration: { address: "integration", type: "MOCK", timeoutMs: 1 },
  };
}

function callOf(asked: Case): Parameters<typeof decide>[1] {
  const { keys, path, principal, stage, verb } = asked;
  const arn = principalArn(asked);
  return {
    api: apiOf(asked),
    stage: { address: "stage", name: stage, deploymentId: "deployment", variables: {} },
    match: { method: method(asked), pathParameters: {} },
    verb,
    path,
    caller:
      principal.kind === "role"
        ? { kind: "iam", roleArn: arn, context: keys }
        : { kind: "iam-user", userArn: arn, context: keys },
  };
}
