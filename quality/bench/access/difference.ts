// How long `gatehouse diff` takes on a large API: reading both sides, deciding every cell of both, and comparing them.
// Run: node cli/run.js quality/bench/access/difference.ts
//
// Times are of the processor, in a process that has done nothing yet: what a command pays.

import { type ComparedSide, difference } from "../../../terraform/access/difference";
import { accessMatrix } from "../../../terraform/access/matrix";
import { readModel } from "../../../terraform/read";
import { resolveTerraform } from "../../../terraform/sources";
import { terraformOf } from "./terraform";
import { timed } from "./timed";

const ROLES = 50;
const ROUTES = 1_000;

function sideOf(document: unknown): ComparedSide {
  const resolved = resolveTerraform({ kind: "stacks", stacks: [{ name: "large", document }] });
  const model = readModel(resolved);
  return {
    model,
    evidence: { roleTables: {}, tokenScopes: [] },
    matrix: accessMatrix(model),
    resources: resolved.resources,
  };
}

/** All locks removed: nearly every caller gains nearly every route. */
function opened(document: unknown): unknown {
  return JSON.parse(JSON.stringify(document).replaceAll('"AWS_IAM"', '"NONE"'));
}

const document = terraformOf(ROLES, ROUTES);
const base = timed(() => sideOf(document));
const same = timed(() => sideOf(structuredClone(document)));
const open = sideOf(opened(document));
for (const [name, head] of [
  ["nothing changes", same.result],
  ["all locks removed", open],
] as const) {
  const { result, took } = timed(() => difference(base.result, head));
  const all = base.took + same.took + took;
  console.log(
    `${name}: both sides ${(base.took + same.took).toFixed(0)} ms + comparing ${took.toFixed(0)} ms = ` +
      `${all.toFixed(0)} ms, ${result.widened.length} changes`,
  );
}
