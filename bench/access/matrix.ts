// How long `gatehouse access` takes on a large API: reading its Terraform and deciding every cell.
// Run: node cli/run.js bench/access/matrix.ts
import { decide } from "../../terraform/decide";
import { accessMatrix } from "../../terraform/matrix";
import { matchRoute } from "../../terraform/route";
import { readTerraform } from "../../terraform/source";
import { terraformOf } from "./terraform";

const ROLES = 50;
const ROUTES = 1_000;

/** Measured: milliseconds of the best of several runs, since the machine may be busy with something else. */
function best(runs: number, run: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < runs; i++) {
    const start = performance.now();
    run();
    least = Math.min(least, performance.now() - start);
  }
  return least;
}

function measure(roles: number, routes: number): { readonly read: number; readonly decide: number } {
  const document = terraformOf(roles, routes);
  const source = { kind: "stacks", stacks: [{ name: "large", document }] } as const;
  let model = readTerraform(source);
  const read = best(3, () => {
    model = readTerraform(source);
  });
  return { read, decide: best(3, () => accessMatrix(model)) };
}

// First, in a process that has done nothing yet: what a command pays.
const document = terraformOf(ROLES, ROUTES);
const begun = performance.now();
const model = readTerraform({ kind: "stacks", stacks: [{ name: "large", document }] });
const readAt = performance.now();
const matrix = accessMatrix(model);
const done = performance.now();
const cells = matrix.routes.length * matrix.principals.length;
console.log(`cold: ${ROLES} roles × ${ROUTES} routes, ${cells} cells`);
console.log(`  reading ${(readAt - begun).toFixed(0)} ms, all decisions ${(done - readAt).toFixed(0)} ms`);
console.log(`  peak memory ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`);

console.log("growth with the routes, warm:");
for (const routes of [250, 500, 1_000, 2_000]) {
  const took = measure(ROLES, routes);
  console.log(
    `  ${String(routes).padStart(5)} routes: reading ${took.read.toFixed(0)} ms, deciding ${took.decide.toFixed(0)} ms`,
  );
}

const [api] = model.apis;
const [stage] = api?.stages ?? [];
if (!api || !stage) throw new Error("the API has no stage");
const calls = model.roles.flatMap(({ arn }) =>
  api.methods.slice(0, 200).map((method) => {
    const path = method.path.replace("{id}", "7");
    const match = matchRoute(api, method.verb, path);
    if (!match) throw new Error(`no route for ${path}`);
    const caller = { kind: "iam", roleArn: arn, context: {} } as const;
    return { api, stage, match, verb: method.verb, path, caller };
  }),
);
let allowed = 0;
const took = best(20, () => {
  for (const call of calls) if (decide(model, call).outcome === "allow") allowed++;
});
console.log(
  `decide, warm: ${((calls.length / took) * 1_000).toFixed(0)} decisions a second (${allowed} allowed)`,
);
