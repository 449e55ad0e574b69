import type { Api, AttachedPolicy, Decision, PolicyDocument, Statement } from "../../model";
import { actionsOf, resourcePoliciesOf } from "../decide";
import {
  anyOf,
  type Clause,
  clauseOf,
  clausesFor,
  type Endpoint,
  type RequestSpace,
  type Requirement,
  requestSpace,
  requirementOf,
  requirementsOf,
} from "../requirements";
import type { MatrixContext, Route } from "./ask";
import { type Column, decideCell } from "./cell";

/** A decision on the requests that meet some requirements; all others are refused. */
export interface ConditionalDecision {
  readonly decision: Decision;
  readonly requires: readonly Requirement[];
}

/**
 * Decides about a cell, and on which condition. Where the answer depends on the request's address, its VPC endpoint and
 * the like, it is asked about a request of each kind: those that are refused become the condition.
 */
export function decideWithNeeds(context: MatrixContext, route: Route, column: Column): ConditionalDecision {
  const decision = decideCell(context, route, column);
  const { api, method } = route;
  if (decision.outcome === "deny") return { decision, requires: [] };
  const always = neededAlways(route);
  if (decision.outcome === "allow" || method.unknown !== undefined) return on(decision, always);
  const space = context.spaceOf(api, column.policies);
  if (space.dimensions.length === 0) return on(decision, always);
  const answers = space.points.map((keys) => decideCell(context, route.with(keys), column));
  const admitted = answers.filter(({ outcome }) => outcome !== "deny");
  const [first] = admitted;
  if (!first) return { decision: answers[0] ?? decision, requires: [] };
  return on(admitted.find(({ outcome }) => outcome === "unknown") ?? first, always, {
    space,
    isRefused: answers.map(({ outcome }) => outcome === "deny"),
  });
}

interface Refused {
  readonly space: RequestSpace;
  /** For each point of the space. */
  readonly isRefused: readonly boolean[];
}

function on(decision: Decision, always: readonly Clause[], refused?: Refused): ConditionalDecision {
  if (!refused) return { decision, requires: always.length === 0 ? NOTHING : requirementsOf(always) };
  const { isRefused, space } = refused;
  // Cells by the thousand have the same condition.
  const known = remembered.get(space) ?? new Map<string, readonly Requirement[]>();
  remembered.set(space, known);
  const key = [...always.map(requirementOf), ...isRefused.map(Number)].join();
  const requires = known.get(key) ?? requirementsOf([...always, ...clausesFor(space, isRefused)]);
  known.set(key, requires);
  return { decision, requires };
}

const NOTHING: readonly Requirement[] = [];
const remembered = new WeakMap<RequestSpace, Map<string, readonly Requirement[]>>();

/** What requests of any caller need to reach a method. */
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
  const byApi = new WeakMap<Api, WeakMap<readonly AttachedPolicy[], RequestSpace>>();
  const build = (api: Api, policies: readonly AttachedPolicy[]): RequestSpace => {
    const all = [...resourcePoliciesOf(api), ...policies].filter(dependsOnKeys);
    const endpoint = endpointOf(api);
    const actions = actionsOf(api);
    const documents = all.map(({ document }) => numberOf(document as PolicyDocument, numbers));
    const key = [endpoint, ...actions, ...documents].join();
    const space = known.get(key) ?? requestSpace(all, { actions, endpoint });
    known.set(key, space);
    return space;
  };
  return (api, policies) => {
    const ofApi = byApi.get(api) ?? new WeakMap<readonly AttachedPolicy[], RequestSpace>();
    byApi.set(api, ofApi);
    const space = ofApi.get(policies) ?? build(api, policies);
    ofApi.set(policies, space);
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
