import type {
  Api,
  ApiKind,
  ApiModel,
  Authorization,
  Decision,
  Notice,
  Operation,
  Source,
  Stage,
} from "../../model";
import { allApis, backendsOf, decider, guardOf, LOCKS } from "../decide";
import type { Requirement } from "../requirements";
import { type MatrixContext, routeOf } from "./ask";
import { type Column, columnOf } from "./cell";
import { type Evidence, NO_EVIDENCE } from "./evidence";
import { type LeftToBackend, leftToBackend } from "./left-to-backend";
import { named } from "./names";
import { type ConditionalDecision, decideWithNeeds, spaces } from "./needs";
import { notesOn } from "./notes";
import { policyTexts } from "./policy-texts";
import { type Principal, principalsOf, together, withGroupMembers } from "./principals";
import { samplesOf } from "./samples";
import { withoutIdle } from "./systems";

/** Who may call what, of every API in the model. */
export interface AccessMatrix {
  /** The columns: `anonymous`, `signed-in`, `group:user`, `jwt:user`, `iam:warehouse`. */
  readonly principals: readonly string[];
  /** No user pool is in the Terraform: `signed-in` is then no caller. */
  readonly withoutUsers?: true;
  readonly routes: readonly MatrixRoute[];
  /** Notes on the routes, such as an open route that answers beside a guarded one. */
  readonly notes: readonly Notice[];
}

export interface MatrixRoute {
  readonly kind: ApiKind;
  /** The API's name, where there are several APIs; with its address, where two have the name. */
  readonly api?: string;
  readonly apiName: string;
  readonly apiAddress: string;
  /** The stage's name, where an API has several. */
  readonly stage?: string;
  /** `GET`, …, or `ANY`; of a WebSocket API `WS`. */
  readonly method: string;
  /** As the resource tree writes it: `/pets/{petId}`. Also `$default`; of a WebSocket API the route key, `$connect`. */
  readonly path: string;
  readonly authorization: Authorization;
  /** Why its lock is not known; `authorization` may then be a stand-in. */
  readonly unknown?: string;
  /** Address of its authorizer, where it has one. */
  readonly authorizer?: string;
  /** Of the method's or route's resource. */
  readonly address: string;
  /** What its lock leaves to what answers it. Absent where the lock checks all of a caller's credentials. */
  readonly leftToBackend?: LeftToBackend;
  /** One for each principal, in their order. */
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly principal: string;
  readonly decision: Decision["outcome"];
  readonly reason: string;
  readonly source: Source;
  /** What the request needs beside the credentials, each of them; absent is nothing. */
  readonly requires?: readonly Requirement[];
  /** Of an unknown decision: what it depends on. */
  readonly dependsOn?: Decision["dependsOn"];
}

/**
 * Asks `decide` about every principal at every route.
 *
 * `allow` and `deny` hold for every request of the route, whatever values its parameters have; what depends on the
 * request, or on what the Terraform does not say, is `unknown`.
 *
 * @param evidence of functions' archives; without it, what functions decide is unknown
 * @param also callers who are several principals at once, by their names, each with a column of its own behind the
 * others; one that cannot be has none
 */
export function accessMatrix(
  model: ApiModel,
  evidence: Evidence = NO_EVIDENCE,
  { also = [] }: { readonly also?: readonly (readonly string[])[] } = {},
): AccessMatrix {
  const staged = withGroupMembers(withoutIdle(withStages(model)));
  const context: MatrixContext = { model: staged, evidence, decide: decider(staged), spaceOf: spaces() };
  const single = principalsOf(staged, evidence);
  const candidates = [...single, ...also.flatMap((names) => together(single, names) ?? [])];
  const routes = routesOf(
    context,
    candidates.map((principal) => columnOf(context, principal)),
  );
  const unrelated = unrelatedPrincipals(routes, candidates);
  return {
    principals: candidates.filter((one) => !unrelated.has(one.name)).map(({ name }) => name),
    ...(staged.userPools.length === 0 && { withoutUsers: true as const }),
    routes: unrelated.size === 0 ? routes : routes.map((route) => without(unrelated, route)),
    notes: notesOn({ model, staged, evidence, principals: candidates, routes }),
  };
}

/**
 * IAM users and groups that no signed route admits: an account has many without a relation to the API. The same holds
 * for external principals that a resource policy admits at other routes only.
 */
function unrelatedPrincipals(
  routes: readonly MatrixRoute[],
  principals: readonly Principal[],
): ReadonlySet<string> {
  const signed = routes.filter(({ authorization }) => LOCKS[authorization].credentials === "iam-signature");
  const admitted = new Set(
    signed.flatMap(({ cells }) =>
      cells.filter(({ decision }) => decision !== "deny").map(({ principal }) => principal),
    ),
  );
  const users = principals
    .filter(({ kind }) => kind === "iam-user" || kind === "iam-external")
    .map(({ name }) => name);
  return new Set(users.filter((name) => !admitted.has(name)));
}

function without(unrelated: ReadonlySet<string>, route: MatrixRoute): MatrixRoute {
  return { ...route, cells: route.cells.filter(({ principal }) => !unrelated.has(principal)) };
}

function routesOf(context: MatrixContext, columns: readonly Column[]): MatrixRoute[] {
  const { decide, evidence, model } = context;
  const texts = policyTexts(model, evidence);
  const backendOf = backendsOf(model);
  const inWords = named(model);
  const apis = allApis(model);
  const labels = labelsOf(apis);
  const hasSeveral = apis.filter(({ methods }) => methods.length > 0).length > 1;
  return apis.flatMap((api) =>
    api.stages.flatMap((stage) =>
      api.methods.map((method) => {
        const guard = guardOf(api, method);
        const place = { api, stage, method: guard };
        const route = routeOf(decide, place, samplesOf(place, texts));
        const authorizer = api.authorizers.find(({ id }) => id === guard.authorizerId);
        const left = leftToBackend(guard, backendOf(method, stage), model);
        return {
          kind: api.kind,
          ...(hasSeveral && { api: labels.get(api) ?? api.name }),
          apiName: api.name,
          apiAddress: api.address,
          ...(api.stages.length > 1 && { stage: stage.name }),
          method: method.verb,
          path: method.path,
          authorization: guard.authorization,
          ...(guard.unknown !== undefined && { unknown: guard.unknown }),
          ...(authorizer && { authorizer: authorizer.address }),
          address: method.address,
          ...(left && { leftToBackend: left }),
          cells: columns.map((column) =>
            cellOf(liveOn(stage, decideWithNeeds(context, route, column)), column.principal, guard, inWords),
          ),
        };
      }),
    ),
  );
}

/**
 * Where it is not known what is live on a stage, its locks may not let anyone in; where an older API may be live on it,
 * its locks may not keep anyone out.
 */
function liveOn({ address, snapshot, unknown }: Stage, found: ConditionalDecision): ConditionalDecision {
  const { decision, requires } = found;
  const isRefusing = decision.outcome === "deny" || requires.length > 0;
  const why =
    decision.outcome === "allow" && unknown !== undefined ? unknown : isRefusing ? snapshot : undefined;
  if (why === undefined || decision.outcome === "unknown") return found;
  const reason = `${why}; else ${decision.reason}`;
  return {
    ...found,
    ...(why === snapshot && { requires: [] }),
    decision: { outcome: "unknown", reason, source: { address }, dependsOn: () => [{ address }] },
  };
}

/** Two APIs may have one name; each label then has the address as well. */
function labelsOf(apis: readonly Api[]): ReadonlyMap<Api, string> {
  const isShared = (name: string) => apis.filter((api) => api.name === name).length > 1;
  return new Map(
    apis.map((api) => [api, isShared(api.name) ? `${api.name} (${api.address})` : api.name] as const),
  );
}

function cellOf(
  { decision: { dependsOn, outcome, reason, source }, requires }: ConditionalDecision,
  { name }: Principal,
  { address }: Operation,
  inWords: (text: string) => string,
): Cell {
  return {
    principal: name,
    decision: outcome,
    reason: inWords(reason.replaceAll(NO_STAGE, "{stage}")),
    source: source ?? { address },
    ...(requires.length > 0 && { requires }),
    ...(dependsOn && { dependsOn }),
  };
}

/** A name that no policy spells out, in Unicode's private use area. */
const NO_STAGE = "\uf8ff";

/** An API that is not deployed yet is treated as deployed, on a stage without a name. */
function withStages(model: ApiModel): ApiModel {
  if (allApis(model).every(({ stages }) => stages.length > 0)) return model;
  const { apis, httpApis, webSocketApis } = model;
  return {
    ...model,
    apis: apis.map(withStage),
    ...(httpApis && { httpApis: httpApis.map(withStage) }),
    ...(webSocketApis && { webSocketApis: webSocketApis.map(withStage) }),
  };
}

function withStage<A extends Api>(api: A): A {
  if (api.stages.length > 0) return api;
  return { ...api, stages: [{ address: api.address, name: NO_STAGE, deploymentId: "", variables: {} }] };
}
