import type { Value, ValueRecord } from "../expression";
import type { AppliedRoot } from "./applied-root";
import type { Instances } from "./instances";
import type { Block, Instance, Json, Stack } from "./stack";

/** The values of stacks, as references look them up. */
export interface Resolution {
  readonly stacks: readonly Stack[];
  /** States and plans that are read together with the stacks. */
  readonly applied: readonly AppliedRoot[];
  /** Whether nothing may be taken that is not certain. */
  readonly strict: boolean;
  /** The folder of a stack's root, from the root of the file system; undefined where it is not known. */
  locationOf(stack: Stack): string | undefined;
  /** `terraform.workspace` of a stack */
  workspaceOf(stack: Stack): Value;
  /** `path.module`: the way from the root to a stack. */
  folderOf(stack: Stack): string;
  /** A value by its own name; it is evaluated once. Where that fails, it is unknown, or an error of a strict reader. */
  once(key: string, address: string, work: () => Value): Value;
  /** The value of a variable that nothing declares. */
  undeclaredVariable(stack: Stack, name: string): Value;
  /** The instances of a block with for_each or count; the block itself, where it has neither. */
  blocksOf(stack: Stack, block: Block): Instances<Block>;
  /** The modules of a call, each as a stack; undefined in place of one that is not available. */
  modulesOf(stack: Stack, name: string): Instances<Stack | undefined>;
  /** All arguments of a block and, of a resource, the attributes that AWS assigns. */
  valuesOf(stack: Stack, block: Block): ValueRecord;
  /** One attribute of a block. */
  attribute(stack: Stack, block: Block, name: string): Value;
  output(stack: Stack, name: string): Value | undefined;
  /** The region of a stack's resources, or of one of them. */
  regionOf(stack: Stack, block?: Block): Value;
  /** Evaluates a part of a stack's document. */
  value(stack: Stack, json: Json, instance?: Instance): Value;
}
