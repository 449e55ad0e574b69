import type { Decision, Source } from "./decision";
import { type Asked, decideCell } from "./matrix/cell";
import { type Evidence, NO_EVIDENCE } from "./matrix/evidence";
import { fallThrough } from "./matrix/fall-through";
import { policyTexts } from "./matrix/policy-texts";
import { type Principal, principalsOf, withGroupMembers } from "./matrix/principals";
import { samplesOf } from "./matrix/samples";
import type { ApiModel, Notice, RestApi } from "./model";

/** Who may call what, of every API in the model. */
export interface AccessMatrix {
  /** The columns: `anonymous`, `signed-in`, `group:user`, `jwt:user`, `iam:warehouse`. */
  readonly principals: readonly string[];
  readonly routes: readonly MatrixRoute[];
  /** What a reader of the routes could overlook, such as an open route that answers beside a guarded one. */
  readonly notes: readonly Notice[];
}

export interface MatrixRoute {
  /** The API's name, where there are several APIs. */
  readonly api?: string;
  /** The stage's name, where an API has several. */
  readonly stage?: string;
  /** `GET`, …, or `ANY`. */
  readonly method: string;
  /** As the resource tree writes it: `/pets/{petId}`. */
  readonly path: string;
  readonly authorization: string;
  /** Of the method's resource. */
  readonly address: string;
  /** One for each principal, in their order. */
  readonly cells: readonly Cell[];
}

export interface Cell {
  readonly principal: string;
  readonly decision: Decision["outcome"];
  readonly reason: string;
  readonly source: Source;
  /** What must come along beside the credentials. */
  readonly requires?: readonly "api-key"[];
}

/**
 * Asks `decide` about every principal at every route.
 *
 * `allow` and `deny` hold for every request of the route, whatever values its parameters have; what depends on the
 * request, or on what the Terraform does not say, is `unknown`.
 *
 * @param evidence what lies in functions' archives; without it, what functions decide is unknown
 */
export function accessMatrix(model: ApiModel, evidence: Evidence = NO_EVIDENCE): AccessMatrix {
  const staged = withGroupMembers(withStages(model));
  const asked: Asked = { model: staged, evidence };
  const candidates = principalsOf(staged, evidence);
  const routes = routesOf(asked, candidates);
  const strangers = strangersTo(routes, candidates);
  return {
    principals: candidates.filter((one) => !strangers.has(one.name)).map(({ name }) => name),
    routes: strangers.size === 0 ? routes : routes.map((route) => without(strangers, route)),
    notes: staged.apis.flatMap((api) => [...incomplete(api), ...fallThrough(api)]),
  };
}

/** IAM users and groups that no signed route admits: an account has many that have nothing to do with the API. */
function strangersTo(routes: readonly MatrixRoute[], principals: readonly Principal[]): ReadonlySet<string> {
  const signed = routes.filter(({ authorization }) => authorization === "AWS_IAM");
  const admitted = new Set(
    signed.flatMap(({ cells }) =>
      cells.filter(({ decision }) => decision !== "deny").map(({ principal }) => principal),
    ),
  );
  const users = principals.filter(({ kind }) => kind === "iam-user").map(({ name }) => name);
  return new Set(users.filter((name) => !admitted.has(name)));
}

function without(strangers: ReadonlySet<string>, route: MatrixRoute): MatrixRoute {
  return { ...route, cells: route.cells.filter(({ principal }) => !strangers.has(principal)) };
}

function incomplete({ address, unknown }: RestApi): Notice[] {
  return unknown === undefined
    ? []
    : [{ address, message: `there may be more routes than these: ${unknown}` }];
}

function routesOf(asked: Asked, principals: readonly Principal[]): MatrixRoute[] {
  const { evidence, model } = asked;
  const texts = policyTexts(model, evidence);
  return model.apis.flatMap((api) =>
    api.stages.flatMap((stage) =>
      api.methods.map((method) => {
        const route = { model, api, stage, method, samples: samplesOf({ api, stage, method }, texts) };
        return {
          ...(model.apis.length > 1 && { api: api.name }),
          ...(api.stages.length > 1 && { stage: stage.name }),
          method: method.verb,
          path: method.path,
          authorization: method.authorization,
          address: method.address,
          cells: principals.map((principal) =>
            cellOf(decideCell(asked, route, principal), principal, method.apiKeyRequired, method.address),
          ),
        };
      }),
    ),
  );
}

function cellOf(
  { outcome, reason, source }: Decision,
  { name }: Principal,
  needsKey: boolean,
  address: string,
): Cell {
  return {
    principal: name,
    decision: outcome,
    reason: reason.replaceAll(NO_STAGE, "{stage}"),
    source: source ?? { address },
    ...(needsKey && outcome !== "deny" && { requires: ["api-key"] as const }),
  };
}

/** A name that no policy spells out, in Unicode's private use area. */
const NO_STAGE = "\uf8ff";

/** An API that is not deployed yet is asked about as if it were, on a stage of whatever name. */
function withStages(model: ApiModel): ApiModel {
  if (model.apis.every(({ stages }) => stages.length > 0)) return model;
  const apis = model.apis.map((api) =>
    api.stages.length > 0
      ? api
      : { ...api, stages: [{ address: api.address, name: NO_STAGE, deploymentId: "", variables: {} }] },
  );
  return { ...model, apis };
}
