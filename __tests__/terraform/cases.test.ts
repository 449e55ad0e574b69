import { decide } from "../../terraform/access/decide/decide";
import type { Caller } from "../../terraform/access/decide/request";
import { matchRoute } from "../../terraform/access/decide/route";
import { matchPath, type Routable } from "../../terraform/access/decide/route-tree";
import { evaluate } from "../../terraform/access/iam/evaluate";
import { type PolicyPlace, parsePolicy } from "../../terraform/access/iam/parse";
import type { Principal } from "../../terraform/access/iam/principal";
import type { RestApi } from "../../terraform/model/api";
import { readTerraform } from "../../terraform/read";
import decisions from "../cases/terraform/decisions.json";
import malformed from "../cases/terraform/malformed-policies.json";
import policies from "../cases/terraform/policies.json";
import routes from "../cases/terraform/routes.json";
import { shop, sources } from "./fixture";

interface PolicyCase {
  readonly name: string;
  readonly policy: unknown;
  readonly place?: PolicyPlace;
  readonly request: {
    readonly action: string;
    readonly resource?: string;
    readonly principal?: Principal;
    readonly context: Record<string, string | string[]>;
  };
  readonly outcome: string;
  /** Index of the statement that decides. */
  readonly statement?: number;
}

describe("a policy", () => {
  test.each(policies as unknown as PolicyCase[])(
    "$name",
    ({ outcome, place, policy, request, statement }) => {
      const document = parsePolicy(policy, "policy", place);
      const decision = evaluate([{ address: "policy", name: "policy", document }], request);
      expect(decision.outcome).toBe(outcome);
      if (statement !== undefined) expect(decision.source).toEqual({ address: "policy", statement });
    },
  );
});

describe("a policy that is refused", () => {
  test.each(malformed as { name: string; policy: unknown; place?: PolicyPlace; says: string }[])(
    "$name",
    ({ place, policy, says }) => {
      expect(() => parsePolicy(policy, "api/aws_iam_policy.p", place)).toThrow(
        expect.objectContaining({
          code: "POLICY_MALFORMED",
          message: expect.stringContaining(says),
        }),
      );
    },
  );
});

interface RouteCase {
  readonly name: string;
  readonly routes: readonly string[];
  readonly verb: string;
  readonly path: string;
  /** The method that answers, or null. */
  readonly route: string | null;
  readonly pathParameters?: Record<string, string>;
  /** The method that may answer in its place, where AWS does not say which of the two does. */
  readonly rival?: string;
}

describe("a route", () => {
  test.each(routes as unknown as RouteCase[])(
    "$name",
    ({ path, pathParameters, rival, route, routes, verb }) => {
      const match = matchPath(routes.map(routable), verb, path);
      expect(match?.rival && `${match.rival.verb} ${match.rival.path}`).toBe(rival);
      expect(match ? `${match.method.verb} ${match.method.path}` : null).toBe(route);
      if (match) expect(match.pathParameters).toEqual(pathParameters);
    },
  );

  function routable(route: string): Routable {
    const [verb = "", path = ""] = route.split(" ");
    return { verb, path };
  }
});

type CaseCaller =
  | { readonly kind: "anonymous" }
  | { readonly kind: "iam"; readonly role: string; readonly context: Record<string, string> }
  | {
      readonly kind: "token";
      readonly use: "id" | "access";
      readonly scopes: string[];
      readonly audience?: string;
      readonly pool?: string;
    }
  /** `{stage}` in a resource is the stage's execution ARN. */
  | { readonly kind: "policy"; readonly statements: unknown[] };

interface DecisionCase {
  readonly name: string;
  readonly call: readonly [
    string,
    string,
    CaseCaller,
    { readonly apiKey?: string; readonly sourceIp?: string }?,
  ];
  readonly decision: Record<string, unknown>;
}

describe("a call of the shop", () => {
  const model = readTerraform({ kind: "stacks", stacks: sources(shop()) }, { strict: true });
  const [api] = model.apis as [RestApi];
  const [stage] = api.stages;
  if (!stage) throw new Error("the fixture has no stage");

  test.each(decisions as unknown as DecisionCase[])(
    "$name",
    ({ call: [verb, path, who, options], decision }) => {
      const match = matchRoute(api, verb, path);
      if (!match) throw new Error(`no route for ${verb} ${path}`);
      const apiKey = model.apiKeys.find(({ name }) => name === options?.apiKey)?.id ?? options?.apiKey;
      const result = decide(model, {
        api,
        stage,
        match,
        verb,
        path,
        caller: caller(who),
        ...(apiKey !== undefined && { apiKey }),
        ...(options?.sourceIp !== undefined && { sourceIp: options.sourceIp }),
      });
      expect(result).toMatchObject(decision);
      expect(result.explicit).toBe(decision.explicit);
    },
  );

  function caller(who: CaseCaller): Caller {
    if (who.kind === "iam")
      return {
        kind: "iam",
        roleArn: `arn:aws:iam::123456789012:role/shop-${who.role}`,
        context: who.context,
      };
    if (who.kind === "token") return { ...who, poolArn: who.pool ?? model.userPools[0]?.arn ?? "" };
    if (who.kind === "anonymous") return who;
    const text = JSON.stringify({ Version: "2012-10-17", Statement: who.statements });
    const document = parsePolicy(text.replaceAll("{stage}", `${api.executionArn}/${stage?.name}`), "policy");
    return { kind: "policy", principalId: "someone", document };
  }
});
