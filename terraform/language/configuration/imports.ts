import { addressIn } from "./lifecycle";
import type { Resolver } from "./resolver";
import type { Stack } from "./stack";

/** Says of resources, by their addresses, which object they adopt: a digest of what their `import` block says. */
export type Imports = (address: string) => string | undefined;

/**
 * The objects that resources adopt. Terraform brings such an object in line with its resource, so it is a change of what
 * is there and no text shows what it was.
 * https://developer.hashicorp.com/terraform/language/block/import
 */
export function importsOf(stacks: readonly Stack[], resolver: Resolver): Imports {
  const exact = new Map<string, string>();
  const anyInstance = new Map<string, string>();
  for (const stack of stacks)
    for (const block of stack.imports) {
      const to = `${stack.prefix}${addressIn(block.to)}`;
      const keys = to.match(KEY) ?? [];
      const said = resolver.inputs.of({ stack }, block).all;
      if (keys.every((key) => LITERAL.test(key))) exact.set(to, said);
      // Which instances are meant follows from for_each, and each of them may be.
      else anyInstance.set(to.replace(KEY, ""), said);
    }
  return (address) => exact.get(address) ?? anyInstance.get(address.replace(KEY, ""));
}

const KEY = /\[(?:"(?:[^"\\]|\\.)*"|[^\]])*\]/g;
const LITERAL = /^\[(?:\d+|"(?:[^"\\$%]|\\.)*"|\?)\]$/;
