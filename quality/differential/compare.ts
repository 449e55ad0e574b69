import { isDeepStrictEqual } from "node:util";
import type { Answer, Case } from "./case";
import { EXPLANATIONS, type Explanation } from "./explanations";

export interface Comparison {
  readonly ours: Answer;
  readonly theirs: Answer;
  /** Why they differ: none where they do not, undefined where nothing explains it. */
  readonly because: readonly Explanation[] | undefined;
}

interface Evaluators {
  readonly ours: (asked: Case) => Answer;
  readonly theirs: (asked: Case) => Answer;
}

export function compare(asked: Case, { ours, theirs }: Evaluators): Comparison {
  const answers = { ours: ours(asked), theirs: theirs(asked) };
  if (answers.ours === answers.theirs) return { ...answers, because: [] };
  const agrees = (some: readonly Explanation[]) =>
    theirs(some.reduce((restated, { restate }) => restate(restated), asked)) === answers.ours;
  // Where AWS documents nothing, ours may refuse and must not allow.
  const explains = (some: readonly Explanation[]) =>
    (answers.ours !== "allow" || some.some(({ right }) => right === "ours")) && agrees(some);
  return { ...answers, because: fewest(asked, explains) };
}

/** The fewest explanations that together explain a difference. */
function fewest(
  asked: Case,
  explains: (some: readonly Explanation[]) => boolean,
): readonly Explanation[] | undefined {
  const possible = EXPLANATIONS.filter(({ restate }) => !isDeepStrictEqual(restate(asked), asked));
  for (let size = 1; size <= possible.length; size++)
    for (const some of choices(possible, size)) if (explains(some)) return some;
  return undefined;
}

/** Every combination of `size` elements, in order. */
function* choices<T>(among: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) yield [];
  for (let first = 0; first <= among.length - size && size > 0; first++)
    for (const rest of choices(among.slice(first + 1), size - 1)) yield [among[first] as T, ...rest];
}
