import type { Value, ValueRecord } from "../expression";

/** A root whose values are there: a state, or one side of a plan. Configurations refer to it. */
export interface AppliedRoot {
  /** `identity` */
  readonly name: string;
  readonly accountId: string;
  readonly outputs: ValueRecord;
  readonly resources: readonly AppliedResource[];
  /** The file, from the root of the file system. */
  readonly location?: string;
}

export interface AppliedResource {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, Value>>;
}
