// How long `gatehouse access` takes on a large API: reading its Terraform and deciding every cell.
// Run: node cli/run.js quality/bench/access/matrix.ts
//
// Times are of the processor, all threads together, and the least of several runs: the machine may be busy with
// something else.

import { type ApiCall, decider, matchRoute } from "../../../terraform/access/decide";
import { type AccessMatrix, accessMatrix } from "../../../terraform/access/matrix";
import type { ApiModel, Decision } from "../../../terraform/model";
import { readTerraform } from "../../../terraform/read";
import { terraformOf } from "./terraform";
import { timed } from "./timed";

const ROLES = 50;
const ROUTES = 1_000;
const SIZES = [250, 500, 1_000, 2_000];
const RUNS = 7;

const sources = new Map(
  SIZES.map((routes) => [
    routes,
    { kind: "stacks", stacks: [{ name: "large", document: terraformOf(ROLES, routes) }] } as const,
  ]),
);

function measure(routes: number): { read: number; decide: number; model: ApiModel; matrix: AccessMatrix } {
  const source = sources.get(routes);
  if (!source) throw new Error(`there is no API of ${routes} routes`);
  const read = timed(() => readTerraform(source));
  const decide = timed(() => accessMatrix(read.result));
  return { read: read.took, decide: decide.took, model: read.result, matrix: decide.result };
}

// First, in a process that has done nothing yet: what a command pays.
const cold = measure(ROUTES);
const cells = cold.matrix.routes.length * cold.matrix.principals.length;
const megabytes = process.resourceUsage().maxRSS / 1_024;
console.log(`cold: ${ROLES} roles × ${ROUTES} routes, ${cells} cells`);
console.log(
  `  reading ${cold.read.toFixed(0)} ms + all decisions ${cold.decide.toFixed(0)} ms = ` +
    `${(cold.read + cold.decide).toFixed(0)} ms, peak memory ${megabytes.toFixed(0)} MB`,
);

console.log("growth with the routes, warm:");
for (const routes of SIZES) {
  const runs = Array.from({ length: RUNS }, () => measure(routes));
  const read = Math.min(...runs.map((run) => run.read));
  const decide = Math.min(...runs.map((run) => run.decide));
  const perRoute = ((read + decide) * 1_000) / routes;
  console.log(
    `  ${String(routes).padStart(5)} routes: reading ${read.toFixed(0)} ms + all decisions ${decide.toFixed(0)} ms = ` +
      `${(read + decide).toFixed(0)} ms, ${perRoute.toFixed(0)} µs a route`,
  );
}

/** Every role at 200 methods, as calls that have nothing in common. */
function callsOf({ apis: [api], roles }: ApiModel): readonly ApiCall[] {
  const stage = api?.stages[0];
  if (!api || !stage) throw new Error("the API has no stage");
  return roles.flatMap(({ arn }) =>
    api.methods.slice(0, 200).map((method): ApiCall => {
      const path = method.path.replace("{id}", "7");
      const match = matchRoute(api, method.verb, path);
      if (!match) throw new Error(`no route for ${path}`);
      const caller = { kind: "iam", roleArn: arn, context: {} } as const;
      return { api, stage, match, verb: method.verb, path, caller, open: true };
    }),
  );
}

const calls = callsOf(cold.model);
const callers = cold.model.roles.map(({ arn }) => ({ kind: "iam", roleArn: arn, context: {} }) as const);
const requests = calls.slice(0, calls.length / callers.length);
const decide = decider(cold.model);

/** Decisions a second, each with its reason and source, of the best of several rounds of a million. */
function warm(allowed: () => number): string {
  const repeats = 1_000_000 / calls.length;
  const rounds = Array.from({ length: 6 }, () =>
    timed(() => {
      for (let i = 0; i < repeats; i++) allowed();
    }),
  );
  const best = Math.min(...rounds.map(({ took }) => took));
  return `${(1_000_000_000 / best).toFixed(0)} decisions a second (${allowed()} of ${calls.length} allowed)`;
}

const isAllowed = ({ outcome }: Decision) => outcome === "allow";
const callByCall = () => calls.filter((call) => isAllowed(decide(call)(call.caller))).length;
const byRequest = () => requests.flatMap((request) => callers.map(decide(request)).filter(isAllowed)).length;
console.log(`decide, warm: call by call ${warm(callByCall)}`);
console.log(`              each request for all roles, as the matrix asks: ${warm(byRequest)}`);
