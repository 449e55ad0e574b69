import type { Api, ApiModel, AttachedPolicy, Decision, Dependence, Operation, Stage } from "../../model";
import type { Caller, Decider } from "../decide";
import type { Keys } from "../iam";
import type { RequestSpace } from "../requirements";
import type { Evidence } from "./evidence";
import { listed } from "./listed";
import { readable, requestsOf, type Template } from "./path-template";
import type { Sample } from "./samples";

/** What all cells of a matrix share. */
export interface MatrixContext {
  readonly model: ApiModel;
  readonly evidence: Evidence;
  readonly decide: Decider;
  /** The requests between which an API's policy and others distinguish by condition keys. */
  readonly spaceOf: (api: Api, policies: readonly AttachedPolicy[]) => RequestSpace;
}

/** A caller without credentials. */
export const ANONYMOUS: Caller = { kind: "anonymous" };

/** A method on a stage, with the requests to ask about it. */
export interface Route {
  readonly api: Api;
  readonly stage: Stage;
  readonly method: Operation;
  readonly template: Template;
  readonly requests: readonly SampledRequest[];
  /** Other methods that may answer some of the requests in its place, each with those. */
  readonly rivals: readonly Route[];
  /** The same route, asked about requests that have these condition keys; built once for each object of keys. */
  with(keys: Keys): Route;
}

interface SampledRequest {
  readonly sample: Sample;
  decide(caller: Caller): Decision;
}

export function routeOf(
  decide: Decider,
  { api, method, stage }: Pick<Route, "api" | "method" | "stage">,
  samples: readonly Sample[],
): Route {
  // The Terraform does not say who has an API key; the cell says that one is required.
  const asked = method.apiKeyRequired ? { ...method, apiKeyRequired: false } : method;
  const template = requestsOf(method);
  const contested = byRival(samples);
  const routes = new WeakMap<Keys, Route>();
  const withKeys = (keys: Keys): Route => {
    const known = routes.get(keys);
    if (known) return known;
    const match = { method: asked, pathParameters: {} };
    const requests = samples.map((sample) => {
      const { path, verb } = sample;
      return { sample, decide: decide({ api, stage, match, verb, path, context: keys, open: true }) };
    });
    const rivals = [...contested].map(([rival, of]) =>
      routeOf(decide, { api, stage, method: rival }, of).with(keys),
    );
    const route = { api, stage, method, template, requests, rivals, with: withKeys };
    routes.set(keys, route);
    return route;
  };
  return withKeys(NO_KEYS);
}

const NO_KEYS: Keys = {};

/** The requests that each rival may answer. */
function byRival(samples: readonly Sample[]): ReadonlyMap<Operation, readonly Sample[]> {
  const found = new Map<Operation, Sample[]>();
  for (const { rivals = [], ...sample } of samples)
    for (const rival of rivals) found.set(rival, [...(found.get(rival) ?? []), sample]);
  return found;
}

/**
 * Whether a caller may make every request of a route. Where that depends on the request (on a parameter's value,
 * on ANY's verb, on a condition of a policy), the answer is `unknown` and says on what.
 */
export function ask(route: Route, caller: Caller): Decision {
  const answers = route.requests.map(({ decide, sample }) => ({ sample, decision: decide(caller) }));
  const [first, second] = answers;
  if (!first) throw new Error(`${route.method.address} has no request to ask about`);
  if (!second && first.decision.outcome !== "unknown") return shownFor(route, first.decision);
  const unknown = answers.find(({ decision, sample }) => sample.general && decision.outcome === "unknown");
  const other = answers.find(({ decision }) => decision.outcome !== first.decision.outcome);
  const decided = unknown?.decision ?? (other ? split(answers, first.decision) : first.decision);
  if (decided.outcome !== "unknown") return shownFor(route, decided);
  const { dependsOn: _, ...open } = shownFor(route, decided);
  return { ...open, ...dependencesOf(answers) };
}

/** With the names of the route's parameters in place of their values. */
function shownFor({ template }: Route, decision: Decision): Decision {
  const reason = readable(decision.reason, template);
  return reason === decision.reason ? decision : { ...decision, reason };
}

interface SampleDecision {
  readonly sample: Sample;
  readonly decision: Decision;
}

/**
 * What the answer to a route depends on: what its general requests do, and every other request that is answered
 * otherwise than those.
 */
function dependencesOf(answers: readonly SampleDecision[]): Pick<Decision, "dependsOn"> {
  if (answers.some(({ decision }) => decision.outcome === "unknown" && !decision.dependsOn)) return {};
  return {
    dependsOn: () => {
      const all = answers.map(({ decision, sample }) => ({ sample, on: ofOne(decision) }));
      const general = all.filter(({ sample }) => sample.general).flatMap(({ on }) => on);
      const known = new Set(general.map(({ text }) => text));
      const odd = all.flatMap(({ on, sample: { general: isGeneral, path, verb } }) =>
        isGeneral
          ? []
          : on
              .filter(({ text }) => !known.has(text))
              .map((one) => (one.text === undefined ? one : { ...one, text: `${verb} ${path} ${one.text}` })),
      );
      return [...general, ...odd];
    },
  };
}

function ofOne({ dependsOn, outcome, source }: Decision): readonly Dependence[] {
  return dependsOn?.() ?? [{ address: source?.address ?? "", text: outcome }];
}

/** Some requests are allowed, and some are not. */
function split(answers: readonly SampleDecision[], first: Decision): Decision {
  const general = answers.filter(({ sample }) => sample.general);
  const mostlyAllowed = general.every(({ decision }) => decision.outcome === "allow");
  const usual = mostlyAllowed ? "allow" : "deny";
  const odd = answers.filter(({ decision }) => decision.outcome !== usual);
  const requests = odd.map(({ sample }) => `${sample.verb} ${sample.path}`);
  const why = odd[0]?.decision ?? first;
  return {
    outcome: "unknown",
    reason: `${mostlyAllowed ? "All but" : "Only"} ${listed(requests)}: ${why.reason}`,
    ...(why.source && { source: why.source }),
  };
}
