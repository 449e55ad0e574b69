import type { Api, AttachedPolicy, Decision, PolicyDocument, Statement } from "../../model";
import { actionsOf, resourcePoliciesOf } from "../decide";
import {
  anyOf,
  type Clause,
  clauseOf,
  clausesFor,
  type Endpoint,
  type RequestSpace,
  requestSpace,
} from "../requirements";
import type { MatrixContext, Route } from "./ask";
import { type Column, decideCell } from "./cell";

/** A decision on the requests that meet some clauses; all others are refused. */
export interface ConditionalDecision {
  readonly decision: Decision;
  readonly needs: readonly Clause[];
}

/**
 * Decides about a cell, and on which condition. Where the answer depends on the request's address, its VPC endpoint and
 * the like, it is asked about a request of each kind: those that are refused become the condition.
 */
export function decideWithNeeds(context: MatrixContext, route: Route, column: Column): ConditionalDecision {
  const decision = decideCell(context, route, column);
  const { api, method } = route;
  const always = neededAlways(route);
  if (decision.outcome !== "unknown" || method.unknown !== undefined) return { decision, needs: always };
  const space = context.spaceOf(api, column.policies);
  if (space.dimensions.length === 0) return { decision, needs: always };
  const answers = space.points.map((keys) => decideCell(context, route.with(keys), column));
  const admitted = answers.filter(({ outcome }) => outcome !== "deny");
  const [first] = admitted;
  if (!first) return { decision: answers[0] ?? decision, needs: always };
  return {
    decision: admitted.find(({ outcome }) => outcome === "unknown") ?? first,
    needs: [
      ...always,
      ...clausesFor(
        space,
        answers.map(({ outcome }) => outcome === "deny"),
      ),
    ],
  };
}

/** What requests need to reach a method, whoever makes them. */
function neededAlways({ api, method, stage }: Route): readonly Clause[] {
  return [
    ...(method.apiKeyRequired ? [clauseOf("api-key")] : []),
    ...(stage.trustStores ? [anyOf("client-certificate", stage.trustStores)] : []),
    ...(api.private ? [clauseOf("vpc-endpoint")] : []),
  ];
}

/** The spaces of requests between which an API's policy and a caller's policies distinguish; each is built once. */
export function spaces(): MatrixContext["spaceOf"] {
  const known = new Map<string, RequestSpace>();
  const numbers = new Map<PolicyDocument, number>();
  return (api, policies) => {
    const all = [...resourcePoliciesOf(api), ...policies].filter(dependsOnKeys);
    const endpoint = endpointOf(api);
    const actions = actionsOf(api);
    const key = [
      endpoint,
      ...actions,
      ...all.map(({ document }) => numberOf(document as PolicyDocument, numbers)),
    ].join();
    const space = known.get(key) ?? requestSpace(all, { actions, endpoint });
    known.set(key, space);
    return space;
  };
}

function dependsOnKeys(policy: AttachedPolicy): boolean {
  return !("unknown" in policy.document) && policy.document.statements.some(statementDepends);
}

function statementDepends({ conditions, notResources = [], resources = [] }: Statement): boolean {
  return conditions.length > 0 || [...resources, ...notResources].some((text) => text.includes("${"));
}

function numberOf(document: PolicyDocument, numbers: Map<PolicyDocument, number>): number {
  const number = numbers.get(document) ?? numbers.size;
  numbers.set(document, number);
  return number;
}

function endpointOf({ kind, mayBePrivate, private: isPrivate }: Api): Endpoint {
  if (kind !== "rest") return "public";
  if (isPrivate) return "private";
  return mayBePrivate ? "unknown" : "public";
}
