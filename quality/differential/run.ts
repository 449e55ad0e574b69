import { parseArgs } from "node:util";
import { compare } from "./compare";
import { generate } from "./generate/case";
import { ours } from "./ours";
import { Random } from "./random";
import { tally } from "./report";
import { theirs } from "./theirs";

/** How many unexplained cases are printed in full. */
const SHOWN = 5;

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "100000" },
    seed: { type: "string", default: "1" },
    /** Prints one case, by its number, with both answers. */
    only: { type: "string" },
  },
});

const seed = Number(values.seed);
if (values.only !== undefined) show(Number(values.only));
else process.exitCode = run(Number(values.cases)) === 0 ? 0 : 1;

/** @returns the number of unexplained differences */
function run(cases: number): number {
  const started = performance.now();
  const found = tally();
  for (let index = 0; index < cases; index++) {
    const asked = generate(new Random(seed, index));
    const comparison = compare(asked, { ours, theirs });
    found.add(asked, comparison);
    if (!comparison.because && found.unexplained() <= SHOWN) show(index);
  }
  const seconds = (performance.now() - started) / 1_000;
  console.log(`${found.report()}\n${cases} cases of seed ${seed} in ${seconds.toFixed(0)} s`);
  return found.unexplained();
}

function show(index: number): void {
  const asked = generate(new Random(seed, index));
  const { because, ...answers } = compare(asked, { ours, theirs });
  const ids = because?.map(({ id }) => id) ?? "unexplained";
  console.log(JSON.stringify({ seed, index, ...answers, because: ids, asked }, undefined, 2));
}
