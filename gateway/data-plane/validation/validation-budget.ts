/** Levels of lists and objects within each other. */
const DEEPEST = 1_000;
/** The cost that every body may have, and what is added for its size. */
const COST = { least: 1_000_000, each: 20 };

/**
 * Bounds what it takes to check a body. A schema that refers to itself in two alternatives (`anyOf`, `oneOf`) has each
 * level of a body looked at twice, so that thirty levels would take a billion steps.
 */
export interface ValidationBudget {
  /**
   * Begins with a body.
   *
   * @throws Error where it is too deep
   */
  begin(body: unknown): void;
  /**
   * A `$ref` is followed for a value: costs as much as the value holds.
   *
   * @throws Error where that is more than there is for the body
   */
  spend(value: unknown): void;
}

export function makeValidationBudget(): ValidationBudget {
  // Schemas, which are checked before any body, cost nothing.
  let left = Number.POSITIVE_INFINITY;
  const spend = (value: unknown) => {
    left -= 1;
    if (typeof value === "string") left -= value.length;
    if (left < 0)
      throw new Error("checking it takes too many steps: its schema has too many ways to read it");
    if (typeof value !== "object" || value === null) return;
    for (const part of partsOf(value)) spend(part);
  };
  return {
    begin(body) {
      left = COST.least + COST.each * sizeOf(body, DEEPEST);
    },
    spend,
  };
}

/** Values in it, and characters of its texts. */
function sizeOf(value: unknown, levels: number): number {
  if (typeof value === "string") return 1 + value.length;
  if (typeof value !== "object" || value === null) return 1;
  if (levels === 0) throw new Error(`it has more than ${DEEPEST} levels`);
  let size = 1;
  for (const part of partsOf(value)) size += sizeOf(part, levels - 1);
  return size;
}

function partsOf(value: object): readonly unknown[] {
  return Array.isArray(value) ? value : Object.values(value);
}
