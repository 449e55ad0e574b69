import { TerraformError } from "../../error";
import { sameValue, Unresolved, type Value } from "../expression";
import { providerOf, sameAccount } from "./providers";
import type { Resolution } from "./resolution";
import type { Block, Stack } from "./stack";

/** Attributes by which a resource is looked up, each with its value; the first one should be rare. */
export type Wanted = Readonly<Record<string, Value>>;

/** A resource of a configuration. */
export interface Found {
  readonly stack: Stack;
  readonly block: Block;
}

type Index = ReadonlyMap<string, readonly Found[]>;

/** Finds resources of any root, and of the modules that it calls, by the values of attributes, as AWS links them. */
export class Lookup {
  private readonly indices = new Map<string, Index>();

  constructor(private readonly values: Resolution) {}

  /**
   * All resources of a type with the wanted values. Those whose values depend on the answer are left out, and so are those
   * of which it is not known whether they are there.
   *
   * @param from a block, to find only what its provider finds: in the same account and region
   */
  all(type: string, wanted: Wanted, from?: Found): readonly Found[] {
    const [[first, value] = ["id", null], ...others] = Object.entries(wanted);
    const key = keyOf(value);
    if (key === undefined) return [];
    const found = this.indexed(type, first).get(key) ?? [];
    return found.filter(
      (one) =>
        others.every(([name, of]) => isSame(this.values.attribute(one.stack, one.block, name), of)) &&
        (!from || this.isNear(one, from)),
    );
  }

  private indexed(type: string, name: string): Index {
    const key = `${type}.${name}`;
    const known = this.indices.get(key);
    if (known) return known;
    const index = new Map<string, Found[]>();
    let isWhole = true;
    const add = (stack: Stack, declared: Block) => {
      for (const block of this.values.blocksOf(stack, declared).byKey.values()) {
        if (block.instance?.uncertain !== undefined || block.contested !== undefined) continue;
        const value = keyOf(this.values.attribute(stack, block, name));
        if (value !== undefined) index.set(value, [...(index.get(value) ?? []), { stack, block }]);
      }
    };
    const visit = (stack: Stack): void => {
      for (const block of stack.blocks.values())
        if (block.mode === "resource" && block.type === type) attempt(() => add(stack, block));
      for (const call of stack.modules.keys())
        attempt(() => {
          for (const module of this.values.modulesOf(stack, call).byKey.values()) if (module) visit(module);
        });
    };
    /** What asks for the answer itself cannot be a part of it. */
    const attempt = (work: () => void) => {
      try {
        work();
      } catch (error) {
        if (!(error instanceof TerraformError)) throw error;
        isWhole = false;
      }
    };
    for (const stack of this.values.stacks) visit(stack);
    if (isWhole) this.indices.set(key, index);
    return index;
  }

  private isNear(one: Found, from: Found): boolean {
    if (!sameAccount(providerOf(one.stack, one.block), providerOf(from.stack, from.block))) return false;
    if (one.block.type.startsWith("aws_iam_")) return true;
    return isSame(this.values.regionOf(one.stack, one.block), this.values.regionOf(from.stack, from.block));
  }
}

/** Unknown values of one origin are one value. */
function keyOf(value: Value): string | undefined {
  if (value instanceof Unresolved) return value.is === undefined ? undefined : `?${value.is}`;
  return typeof value === "string" && value !== "" ? `=${value}` : undefined;
}

function isSame(one: Value, other: Value): boolean {
  if (one instanceof Unresolved || other instanceof Unresolved)
    return (
      one instanceof Unresolved && other instanceof Unresolved && one.is !== undefined && one.is === other.is
    );
  return sameValue(one, other);
}
