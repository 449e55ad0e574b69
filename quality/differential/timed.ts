/**
 * Times both evaluators on the same cases, in turns, and counts where they answer otherwise: `--cases N --turns N`. Prints
 * JSON: microseconds of the processor for each case, by turn, and the numbers of differences.
 */
import { parseArgs } from "node:util";
import type { Case } from "./case";
import { compare } from "./compare";
import { generate } from "./generate/case";
import { ours } from "./ours";
import { Random } from "./random";
import { theirs } from "./theirs";

const { values } = parseArgs({
  options: {
    cases: { type: "string", default: "2000" },
    seed: { type: "string", default: "1" },
    turns: { type: "string", default: "5" },
  },
});

const seed = Number(values.seed);
const cases = Array.from({ length: Number(values.cases) }, (_, index) => generate(new Random(seed, index)));
const compared = cases.map((asked) => compare(asked, { ours, theirs }));
const differing = cases.filter((asked) => ours(asked) !== theirs(asked)).length;
const turns = Array.from({ length: Number(values.turns) }, (_, turn) =>
  turn % 2 === 0 ? { ours: took(ours), theirs: took(theirs) } : { theirs: took(theirs), ours: took(ours) },
);
console.log(
  JSON.stringify({
    cases: cases.length,
    differing,
    unexplained: compared.filter(({ because }) => !because).length,
    ours: turns.map((turn) => turn.ours),
    theirs: turns.map((turn) => turn.theirs),
  }),
);

function took(answer: (asked: Case) => unknown): number {
  const before = process.cpuUsage();
  for (const asked of cases) answer(asked);
  const { system, user } = process.cpuUsage(before);
  return (user + system) / cases.length;
}
