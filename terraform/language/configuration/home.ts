import { TerraformError } from "../../error";
import { isApi, kindOf } from "../../types";
import { Unresolved } from "../expression";
import { ApiProviders } from "./api-providers";
import { providerOf, sameAccount } from "./providers";
import type { Resolver } from "./resolver";
import type { Block, Stack } from "./stack";

/** A resource that is read into the model, and why it may not be where the API is; undefined where it is. */
export type Elsewhere = (stack: Stack, block: Block) => string | undefined;

/**
 * Finds the resources that are made with another provider than the API, and so may be in another account, where their
 * references do not mean the same. Another region shows in their ARNs; the gate serves only one. A part of an API, such as
 * a method, is compared with its own API, and what is of no single API with the first one.
 *
 * @param strict refuse both
 * @throws TerraformError `ARGUMENT_UNSUPPORTED`, of a strict reader
 */
export function elsewhereThan(stacks: readonly Stack[], resolver: Resolver, strict: boolean): Elsewhere {
  const home = homeOf(stacks);
  if (!home) return () => undefined;
  const [homeStack, api] = home;
  const homeProvider = providerOf(homeStack, api);
  const apis = new ApiProviders(stacks, resolver);
  return (stack, block) => {
    if (block.mode === "data" || kindOf(block.type)?.kind !== "read") return undefined;
    const provider = providerOf(stack, block);
    const near = (strict ? undefined : apis.of(stack, block)) ?? homeProvider;
    const found = sameAccount(provider, near)
      ? strict && !block.type.startsWith("aws_iam_") && otherRegion(stack, block)
      : `it is made with the provider ${provider.name} of ${place(provider.stack)}, which may be for another account than the API's, ${near.name} of ${place(near.stack)}`;
    if (!found) return undefined;
    if (strict) throw new TerraformError("ARGUMENT_UNSUPPORTED", found, block.address);
    return found;
  };

  function otherRegion(stack: Stack, block: Block): string | undefined {
    const [here, there] = [resolver.regionOf(homeStack, api), resolver.regionOf(stack, block)];
    // A provider without a region is an error of its own.
    if (here instanceof Unresolved || there instanceof Unresolved || here === there) return undefined;
    return `it is in the region ${there}, and the API in ${here}: resources in several regions are not evaluated`;
  }
}

/** The account of the first API, or of the first stack; undefined where no provider tells it. */
export function homeAccount(stacks: readonly Stack[], resolver: Resolver): string | undefined {
  const home = homeOf(stacks);
  return home && resolver.accounts.told(providerOf(...home));
}

/** Where the first API is, or the first stack. */
function homeOf(stacks: readonly Stack[]): readonly [Stack, Block?] | undefined {
  for (const stack of stacks)
    for (const block of stack.blocks.values())
      if (block.mode === "resource" && isApi(block.type)) return [stack, block];
  const [first] = stacks;
  return first && [first];
}

function place({ name }: Stack): string {
  return name === "root" ? "the root" : name;
}
