import { type Caller, decide } from "../decide";
import type { Decision } from "../decision";
import type { ApiMethod, ApiModel, RestApi, Stage } from "../model";
import { readable, templateOf } from "./path-template";
import type { Sample } from "./samples";

/** A method on a stage, with the requests to ask about it. */
export interface Route {
  readonly model: ApiModel;
  readonly api: RestApi;
  readonly stage: Stage;
  readonly method: ApiMethod;
  readonly samples: readonly Sample[];
}

/**
 * Whether a caller may make every request of a route. Where that depends on the request (on a parameter's value,
 * on ANY's verb, on a condition of a policy), the answer is `unknown` and says on what.
 */
export function ask(route: Route, caller: Caller): Decision {
  const answers = route.samples.map((sample) => ({ sample, decision: askOne(route, sample, caller) }));
  const [first] = answers;
  if (!first) throw new Error(`${route.method.address} has no request to ask about`);
  const unknown = answers.find(({ decision, sample }) => sample.general && decision.outcome === "unknown");
  const other = answers.find(({ decision }) => decision.outcome !== first.decision.outcome);
  const decided = unknown?.decision ?? (other ? split(answers, first.decision) : first.decision);
  const { path } = route.method;
  return path.includes("{") ? { ...decided, reason: readable(decided.reason, templateOf(path)) } : decided;
}

interface Answer {
  readonly sample: Sample;
  readonly decision: Decision;
}

/** Some requests are allowed, and some are not. */
function split(answers: readonly Answer[], first: Decision): Decision {
  const general = answers.filter(({ sample }) => sample.general);
  const mostlyAllowed = general.every(({ decision }) => decision.outcome === "allow");
  const odd = answers.filter(({ decision }) => (decision.outcome === "allow") !== mostlyAllowed);
  const requests = odd.map(({ sample }) => `${sample.verb} ${sample.path}`);
  const shown = requests.length > 3 ? [...requests.slice(0, 3), `${requests.length - 3} more`] : requests;
  const why = odd[0]?.decision ?? first;
  return {
    outcome: "unknown",
    reason: `${mostlyAllowed ? "All but" : "Only"} ${shown.join(", ")}: ${why.reason}`,
    ...(why.source && { source: why.source }),
  };
}

function askOne({ api, method, model, stage }: Route, { path, verb }: Sample, caller: Caller): Decision {
  // Who has a key is not the Terraform's to say; the cell says that one must come along.
  const asked = method.apiKeyRequired ? { ...method, apiKeyRequired: false } : method;
  const match = { method: asked, pathParameters: {} };
  return decide(model, { api, stage, match, verb, path, caller, open: true });
}
