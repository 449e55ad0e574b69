import {
  type ComparedSide,
  difference,
  type Outcome,
  outcomeOf,
} from "../../../../../terraform/access/difference";
import { NO_EVIDENCE } from "../../../../../terraform/access/matrix/evidence";
import { accessMatrix } from "../../../../../terraform/access/matrix/matrix";
import { readModel } from "../../../../../terraform/read";
import type { Resolved } from "../../../../../terraform/sources";
import { type Mutation, mutationsOf } from "./mutations";
import { compared, observed, otherTrust } from "./oracle";

/** What the comparison said of a mutation, and what is wrong with that. */
export interface Judged extends Pick<Mutation, "attribute" | "name"> {
  readonly outcome: Outcome;
  readonly wrong?: string;
}

const SILENT: readonly Outcome[] = ["unchanged"];
const HARMLESS: readonly Outcome[] = ["unchanged", "narrower"];

/** Compares a configuration with a mutation of it, and the verdict with the oracle's. */
export function* judged(base: Resolved, isTaken: (index: number) => boolean): Generator<Judged> {
  const before = sideOf(base);
  let index = 0;
  for (const { attribute, name, resolved } of mutationsOf(base)) {
    if (!isTaken(index++)) continue;
    const after = sideOf(resolved);
    const outcome = outcomeOf(difference(before, after));
    const wrong = problem(before, after, outcome);
    yield { attribute, name, outcome, ...(wrong !== undefined && { wrong }) };
  }
}

function problem(before: ComparedSide, after: ComparedSide, outcome: Outcome): string | undefined {
  const models = [before.model, after.model];
  const [was, is] = [observed(before.model, models), observed(after.model, models)];
  const answers = compared(was, is);
  if (answers === "wider" && HARMLESS.includes(outcome)) return `callers may do more, and it says ${outcome}`;
  if (answers === "narrower" && SILENT.includes(outcome))
    return `callers may do less, and it says ${outcome}`;
  const trust = otherTrust(was, is);
  if (trust.length > 0 && SILENT.includes(outcome))
    return `${trust.join(" and ")} vouches otherwise, and it says ${outcome}`;
  return undefined;
}

function sideOf(resolved: Resolved): ComparedSide {
  const model = readModel(resolved);
  return { model, evidence: NO_EVIDENCE, resources: resolved.resources, matrix: accessMatrix(model) };
}
