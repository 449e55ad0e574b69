import { TerraformError } from "../error";
import { Unresolved } from "../expression/value";
import { kindOf } from "../kinds";
import type { Resolved, ResolvedResource } from "../resolved";
import { Resolver } from "./resolver";
import { type Block, parseStack, type Stack, type StackSource } from "./stack";

/** Meta-arguments that only Terraform itself could follow. */
const META_REFUSED = ["count", "for_each", "dynamic", "provisioner", "connection"];

/**
 * Follows the references of synthesized stacks, also from stack to stack through remote state, and gives
 * deterministic stand-ins to what AWS assigns at apply.
 *
 * @throws TerraformError
 */
export function resolveStacks(sources: readonly StackSource[], accountId: string): Resolved {
  const stacks = sources.map(parseStack);
  const resolver = new Resolver(stacks, accountId);
  const resources = stacks.flatMap((stack) =>
    [...stack.blocks.values()].map((block) => resolved(stack, block, resolver)),
  );
  for (const stack of stacks) resolver.checkOutputs(stack);
  return {
    region: regionOf(stacks, resolver),
    accountId,
    resources: resources.filter((resource) => resource !== undefined),
  };
}

function resolved(stack: Stack, block: Block, resolver: Resolver): ResolvedResource | undefined {
  const { address, body, mode, type } = block;
  const refused = META_REFUSED.find((name) => body[name] !== undefined);
  // Of what has no part in access, it does not matter how often it is there.
  if (
    refused !== undefined &&
    (mode === "data" || kindOf(type)?.kind !== "inert" || refused === "provisioner")
  )
    throw new TerraformError("argument-unsupported", `${refused} is not evaluated`, address);
  if (refused !== undefined) return undefined;
  const values = resolver.valuesOf(stack, block);
  if (mode === "data") return undefined;
  return { address, stack: stack.name, type, values };
}

function regionOf(stacks: readonly Stack[], resolver: Resolver): string {
  const regions = new Set<string>();
  for (const stack of stacks) {
    const region = resolver.regionOf(stack);
    if (region instanceof Unresolved) throw new TerraformError("value-unknown", region.unknown);
    regions.add(String(region));
  }
  const [region, other] = regions;
  if (other !== undefined)
    throw new TerraformError(
      "argument-unsupported",
      `the stacks are in several regions: ${[...regions].join(", ")}`,
    );
  if (region === undefined) throw new TerraformError("document-malformed", "there are no stacks");
  return region;
}
