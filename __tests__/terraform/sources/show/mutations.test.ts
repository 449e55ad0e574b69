import { guard, parsePlanActions } from "../../../../terraform/access/guard";
import { NO_EVIDENCE } from "../../../../terraform/access/matrix/evidence";
import { TerraformError } from "../../../../terraform/error";
import { readModel } from "../../../../terraform/read";
import { resolveTerraform, type TerraformSource } from "../../../../terraform/sources";
import { randomRuns } from "../../../random-runs";
import { replacedPool, state, widening } from "../../applied/orders";
import { creation, type Document } from "../../build/plan";
import { rawState } from "../../build/raw-state";

/**
 * Plans and states with a part of the wrong type, missing, or with another name: what is read of them is a model or
 * one error with its place, never an error of JavaScript.
 */

const documents: Readonly<Record<string, () => Document>> = {
  "a plan that creates": creation,
  "a plan that widens": () => structuredClone(widening),
  "a plan that replaces": () => structuredClone(replacedPool),
  "a state": () => structuredClone(state),
  "a state as it is kept": () => rawState(structuredClone(state)),
};

const PUT: readonly (() => unknown)[] = [
  () => null,
  () => 1,
  () => "x",
  () => "",
  () => true,
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => ({ x: 1 }),
  () => JSON.parse('{"__proto__":{"polluted":true}}'),
  () => ({ constructor: "x", toString: null, hasOwnProperty: 1 }),
  () => "${aws_iam_role.user.arn}",
  () => 'module.role["\\x"].aws_iam_role.this[',
  () => "module.role[clerk]",
];

/** Numbers from 0 to 1, the same in every run. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed >>> 0; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Changes one part at a random place; returns the place. */
function mutate(document: Document, next: () => number): string {
  const path: string[] = [];
  let at = document;
  for (;;) {
    const keys = Object.keys(at);
    const key = keys[Math.floor(next() * keys.length)] ?? "x";
    path.push(key);
    const inner = at[key];
    const isLeaf = typeof inner !== "object" || inner === null || Object.keys(inner).length === 0;
    if (isLeaf || next() < 0.15) {
      change(at, key, next);
      return path.join(".");
    }
    at = inner;
  }
}

function change(at: Document, key: string, next: () => number): void {
  const kind = next();
  if (kind < 0.15) delete at[key];
  else if (kind < 0.25) {
    at[`${key}x`] = at[key];
    delete at[key];
  } else at[key] = PUT[Math.floor(next() * PUT.length)]?.();
}

function read(document: Document): void {
  const side = (source: TerraformSource) => {
    const resolved = resolveTerraform(source);
    return { model: readModel(resolved), resources: resolved.resources, evidence: NO_EVIDENCE };
  };
  if (!("planned_values" in document || "resource_changes" in document)) {
    side({ kind: "state", document });
    return;
  }
  const head = side({ kind: "plan", document });
  const base = side({ kind: "plan", document, side: "before" });
  guard(head, { base, changes: parsePlanActions(document), config: { waivers: [], widenings: [] } });
}

/** Changed documents of each kind; `npm run test:declared` changes more. */
const RUNS = randomRuns(24);

const OF_JAVASCRIPT =
  /Cannot read|Cannot convert|Cannot use|is not a function|is not iterable|undefined|Maximum call stack|\[object|Invalid/;

describe.each(Object.entries(documents))("%s", (_, make) => {
  test("is read or refused, whatever part of it is changed", () => {
    const found: string[] = [];
    const random = numbers(20_261_126);
    const next = () => random.next().value;
    for (let run = 0; run < RUNS; run++) {
      const document = make();
      const places = [mutate(document, next), ...(next() < 0.3 ? [mutate(document, next)] : [])];
      try {
        read(document);
      } catch (error) {
        const isRefusal =
          error instanceof TerraformError && error.cause === undefined && !OF_JAVASCRIPT.test(error.message);
        if (!isRefusal) found.push(`${places.join(" and ")}: ${error}`);
      }
    }
    expect(found).toEqual([]);
    expect(({} as Document).polluted).toBeUndefined();
  }, 120_000);
});
