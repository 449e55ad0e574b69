import type { Unresolved } from "./value";

/** What an unknown value is made of, each as a digest: two of equal inputs are one value on two sides of a change. */
export interface Inputs {
  /** Of its whole expression, with what the expression refers to. */
  readonly all: string;
  /** Of the definitions of what it refers to and what is not known; for a part of a text that is known otherwise. */
  readonly unknown: string;
}

const inputs = new WeakMap<Unresolved, () => Inputs>();

/** Says what an unknown value is made of. It is worked out when it is asked for. */
export function withInputs(value: Unresolved, of: () => Inputs): Unresolved {
  inputs.set(value, of);
  return value;
}

/** What an unknown value is made of; where nobody said it, its origin. */
export function inputsOf(value: Unresolved): Inputs {
  const otherwise = value.is ?? value.unknown;
  return inputs.get(value)?.() ?? { all: otherwise, unknown: otherwise };
}
