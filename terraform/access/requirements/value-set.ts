/** The values of one kind that a request may have, such as the addresses that it may come from. */
export interface ValueSet {
  readonly isEmpty: boolean;
  /** Whether it has every value, and also a request without one. */
  readonly isEverything: boolean;
  isWithin(other: this): boolean;
  either(other: this): this;
  complement(): this;
  list(): ValueList;
  /** A value that it has; undefined where it has only NONE, or is empty. */
  sample(): string | undefined;
}

/** The values that a set has, or all but those. `NONE` is a request without a value. */
export interface ValueList {
  readonly values: readonly string[];
  readonly isRest: boolean;
}

/** It stands for no value: IAM refuses empty texts. */
export const NONE = "";

export function both<T extends ValueSet>(one: T, other: T): T {
  return one.complement().either(other.complement()).complement();
}
