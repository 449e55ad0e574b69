import type { GateDescription } from "../gateway/description";
import { decide } from "../terraform/decide";
import type { ApiMethod, ApiModel, RestApi } from "../terraform/model";
import { matchRoute } from "../terraform/route";

/** Who may call what, as the Terraform says: a line for each method. */
export function accessTable(gate: GateDescription, model: ApiModel): string[] {
  const api = model.apis.find(({ id }) => id === gate.restApiId);
  if (!api) return [];
  const methods = [...api.methods].sort((a, b) => compare(a.path, b.path) || compare(a.verb, b.verb));
  const rows = methods.map((method) => [method.verb, method.path, callersOf(gate, model, api, method)]);
  const width = (column: 0 | 1) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0));
  return rows.map(
    ([verb = "", path = "", who = ""]) => `${verb.padEnd(width(0))}  ${path.padEnd(width(1))}  ${who}`,
  );
}

function callersOf(gate: GateDescription, model: ApiModel, api: RestApi, method: ApiMethod): string {
  const withKey = method.apiKeyRequired ? ", with an API key" : "";
  switch (method.authorization) {
    case "NONE":
      return `${method.apiKeyRequired ? "anybody" : "everybody"}${withKey}`;
    case "AWS_IAM":
      return `${signersOf(gate, model, api, method).join(", ") || "nobody"} (signed)${withKey}`;
    case "COGNITO_USER_POOLS":
      return `${method.scopes.length ? `scope ${method.scopes.join(" or ")}` : "everyone signed in"}${withKey}`;
    case "CUSTOM": {
      const authorizer = api.authorizers.find(({ id }) => id === method.authorizerId);
      return `whom the Lambda authorizer "${authorizer?.name ?? "?"}" lets through${withKey}`;
    }
  }
}

/** The groups and systems whose IAM role may invoke the method. */
function signersOf(gate: GateDescription, model: ApiModel, api: RestApi, method: ApiMethod): string[] {
  const path = method.path.replace(/\{\w+\+?\}/g, "x");
  const match = matchRoute(api, method.verb, path);
  const stage = api.stages.find(({ name }) => name === gate.stage);
  if (!match || !stage) return [];
  const holders = [
    ...model.userPools.flatMap((pool) => pool.groups.map(({ name, roleArn }) => ({ name, roleArn }))),
    ...gate.systems,
  ];
  return holders
    .filter(({ roleArn }) => {
      if (roleArn === undefined) return false;
      const caller = { kind: "iam", roleArn, context: {} } as const;
      const asked = { ...method, apiKeyRequired: false };
      const call = {
        api,
        stage,
        match: { ...match, method: asked },
        verb: method.verb,
        path,
        caller,
      };
      return decide(model, call).outcome === "allow";
    })
    .map(({ name }) => name);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
