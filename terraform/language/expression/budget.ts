import { lessPlain } from "./plain-text";
import { describe, isList, isRecord, Unresolved, type Value } from "./value";

/** Steps that the values of one configuration may take. A large one takes a tenth. */
const MAX_STEPS = 10_000_000;
/** Of them, those that each value may take after all are taken: most references take fewer. */
const RESERVED_STEPS = 100;
/** Elements of one value, at every depth; of texts, sixteen characters count as one. */
const MAX_SIZE = 200_000;
/** Levels of one value, and of expressions and references in each other. */
const MAX_VALUE_DEPTH = 200;
const MAX_DEPTH = 700;
/** What is on the stack between a value and one that it refers to, in levels of an expression. */
const REFERENCE_DEPTH = 4;

/** A configuration asks for more work than is done for it. Its value is unknown for this reason. */
export class OverBudget extends Error {}

/** Counts the work of a configuration's values, so that a hostile or huge one takes neither long nor much memory. */
export class Budget {
  private left = MAX_STEPS;
  /** Steps of the present value. */
  private own = 0;
  private depth = 0;

  /** @param exceeded is told each time why a value is unknown */
  constructor(private readonly exceeded: (why: string) => void = () => {}) {}

  /** The value that some work makes; unknown where it is too much. */
  bounded(work: () => Value): Value {
    const outer = this.own;
    this.own = 0;
    this.depth += REFERENCE_DEPTH;
    try {
      return work();
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      this.exceeded(error.message);
      return new Unresolved(error.message);
    } finally {
      this.own = outer;
      this.depth -= REFERENCE_DEPTH;
    }
  }

  /** @throws OverBudget */
  spend(steps: number): void {
    this.left -= steps;
    this.own += steps;
    if (this.left < 0 && this.own > RESERVED_STEPS)
      throw new OverBudget(`the configuration takes more than ${shown(MAX_STEPS)} steps to evaluate`);
  }

  /**
   * Does a step that contains others.
   *
   * @throws OverBudget
   */
  within<T>(work: () => T): T {
    this.spend(1);
    if (this.depth >= MAX_DEPTH) throw new OverBudget("expressions and references are nested too deeply");
    this.depth++;
    try {
      return work();
    } finally {
      this.depth--;
    }
  }

  /**
   * A new value, which is kept.
   *
   * @throws OverBudget
   */
  keep(value: Value): Value {
    if (typeof value === "object" || typeof value === "string") {
      this.spend(ownSize(value));
      refuseLarge(measured(value).size);
    }
    return value;
  }

  /**
   * Spends what it takes to read all of these values.
   *
   * @throws OverBudget
   */
  read(values: readonly Value[]): void {
    for (const value of values) this.spend(sizeOf(value));
  }
}

/**
 * Refuses a value before it is made.
 *
 * @throws OverBudget
 */
export function refuseLarge(size: number): void {
  if (size > MAX_SIZE) throw new OverBudget(`a value has more than ${shown(MAX_SIZE)} elements`);
}

/** Refuses a text before it is made: see {@link refuseLarge}. */
export function refuseLong(characters: number): void {
  refuseLarge(characters / CHARACTERS);
}

interface Measure {
  /** The value itself and all that is in it, as often as it is in it. */
  readonly size: number;
  readonly depth: number;
  /** An unknown value in it. */
  readonly unknown: Unresolved | undefined;
}

const CHARACTERS = 16;
const known = new WeakMap<object, Measure>();

/** An unknown value in `value`, at any depth: the first, or the first that may be no text. */
export function unknownIn(value: Value): Unresolved | undefined {
  return measured(value).unknown;
}

/** Elements of a value, at every depth. */
export function sizeOf(value: Value): number {
  return measured(value).size;
}

/** Values share their parts, so each is measured once. */
function measured(value: Value, level = 0): Measure {
  if (typeof value === "string") return { size: 1 + value.length / CHARACTERS, depth: 0, unknown: undefined };
  if (value instanceof Unresolved) return { size: 1, depth: 0, unknown: value };
  if (typeof value !== "object" || value === null) return { size: 1, depth: 0, unknown: undefined };
  const before = known.get(value);
  if (before) return before;
  let size = ownSize(value);
  let depth = 0;
  let unknown: Unresolved | undefined;
  for (const part of isList(value) ? value : Object.values(value)) {
    const of = level > MAX_VALUE_DEPTH ? refuseDeep(part) : measured(part, level + 1);
    size += of.size;
    depth = Math.max(depth, of.depth + 1);
    unknown = lessPlain(unknown, of.unknown);
  }
  if (depth > MAX_VALUE_DEPTH) refuseDeep(value);
  const measure = { size, depth, unknown };
  known.set(value, measure);
  return measure;
}

function ownSize(value: Value): number {
  if (typeof value === "string") return 1 + value.length / CHARACTERS;
  if (isList(value)) return 1 + value.length;
  if (!isRecord(value)) return 1;
  let size = 1;
  for (const name of Object.keys(value)) size += 1 + name.length / CHARACTERS;
  return size;
}

function refuseDeep(value: Value): never {
  throw new OverBudget(`${describe(value)} is nested more than ${MAX_VALUE_DEPTH} deep`);
}

function shown(count: number): string {
  return count.toLocaleString("en");
}
