import { decide } from "../../../../terraform/access/decide/decide";
import type { Caller } from "../../../../terraform/access/decide/request";
import { matchRoute } from "../../../../terraform/access/decide/route";
import { parsePolicy } from "../../../../terraform/access/iam/parse";
import { readTerraform } from "../../../../terraform/read";
import { type CaseCaller, decisions } from "../../../cases/terraform/decisions";
import { shop, sources } from "../../build/stacks";

const model = readTerraform({ kind: "stacks", stacks: sources(shop()) }, { strict: true });
const [api] = model.apis;
const [stage] = api?.stages ?? [];
if (!api || !stage) throw new Error("the fixture has no stage");

test.each(decisions)("$name", ({ apiKey: keyName, caller, decision, path, sourceIp, verb }) => {
  const match = matchRoute(api, verb, path);
  if (!match) throw new Error(`no route for ${verb} ${path}`);
  const apiKey = model.apiKeys.find(({ name }) => name === keyName)?.id ?? keyName;
  const result = decide(model, {
    api,
    stage,
    match,
    verb,
    path,
    caller: callerOf(caller),
    ...(apiKey !== undefined && { apiKey }),
    ...(sourceIp !== undefined && { sourceIp }),
  });
  expect(result).toMatchObject(decision);
  expect(result.explicit).toBe(decision.explicit);
});

function callerOf(who: CaseCaller): Caller {
  switch (who.kind) {
    case "anonymous":
      return who;
    case "iam":
      return {
        kind: "iam",
        roleArn: `arn:aws:iam::123456789012:role/shop-${who.role}`,
        context: who.context,
      };
    case "token":
      return { ...who, poolArn: who.pool ?? model.userPools[0]?.arn ?? "" };
    case "policy": {
      const text = JSON.stringify({ Version: "2012-10-17", Statement: who.statements });
      const document = parsePolicy(
        text.replaceAll("{stage}", `${api?.executionArn}/${stage?.name}`),
        "policy",
      );
      return { kind: "policy", principalId: "someone", document };
    }
  }
}
