import { Unresolved, type Value } from "../expression";
import type { Resolution } from "./resolution";
import type { Block, Stack } from "./stack";

interface Found {
  readonly stack: Stack;
  readonly block: Block;
}

/** Finds resources of any stack by the value of an attribute, as AWS links them. */
export class Lookup {
  private readonly indices = new Map<string, ReadonlyMap<Value, Found>>();

  constructor(private readonly values: Resolution) {}

  find(type: string, name: string, value: Value): Found | undefined {
    if (value instanceof Unresolved) return undefined;
    const key = `${type}.${name}`;
    const index = this.indices.get(key) ?? this.index(type, name);
    this.indices.set(key, index);
    return index.get(value);
  }

  private index(type: string, name: string): ReadonlyMap<Value, Found> {
    const index = new Map<Value, Found>();
    for (const stack of this.values.stacks)
      for (const declared of stack.blocks.values())
        if (declared.mode === "resource" && declared.type === type)
          for (const block of this.values.blocksOf(stack, declared).byKey.values())
            index.set(this.values.attribute(stack, block, name), { stack, block });
    return index;
  }
}
