import { TerraformError } from "../../error";
import { isApi } from "../../types";
import { isStandIn, Unresolved } from "../expression";
import type { Problems } from "./problems";
import { UNKNOWN_REGION } from "./resolved";
import type { Resolver } from "./resolver";
import type { Block, Stack } from "./stack";
import type { Root } from "./surroundings";

/** Whether anything of a stack may be in a region of AWS: not where it is empty, or of other providers alone. */
function usesAws({ blocks, modules, providers }: Stack): boolean {
  return (
    providers.length + modules.size > 0 || [...blocks.values()].some(({ type }) => type.startsWith("aws_"))
  );
}

function apisIn({ blocks }: Stack): readonly Block[] {
  return [...blocks.values()].filter(({ type }) => isApi(type));
}

/** The region of all APIs; undefined where there are none, or where a provider's region is an error. */
function regionOfApis(stacks: readonly Stack[], resolver: Resolver): string | undefined {
  const regions = stacks.flatMap((stack) => apisIn(stack).map((api) => resolver.regionOf(stack, api)));
  if (!regions.every((region) => typeof region === "string")) return undefined;
  // A region that a policy writes out may be that of an API whose region is not known.
  return regions.some(isStandIn) ? UNKNOWN_REGION : regions[0];
}

/**
 * The region of the API, or of the first root; the gate serves one region only.
 *
 * @param stacks the roots' and those of their modules, which may have providers of their own
 */
export function regionOf(
  roots: readonly Root[],
  stacks: readonly Stack[],
  resolver: Resolver,
  problems: Problems,
): string {
  const ofApis = problems.strict ? undefined : regionOfApis(stacks, resolver);
  if (ofApis !== undefined) return ofApis;
  const regions = new Set<string>();
  const withApi = roots.filter(({ stack }) => apisIn(stack).length > 0);
  const ofAws = roots.filter(({ stack }) => usesAws(stack));
  // The gate must know its region; Terraform without anything of AWS has none, and nothing depends on it.
  const asked = ofAws.length > 0 || !problems.strict ? ofAws : roots;
  for (const { stack, surroundings } of [...withApi, ...asked]) {
    const region = resolver.regionOf(stack);
    if (typeof region === "string") regions.add(region);
    else if (surroundings?.region !== undefined) regions.add(surroundings.region);
    else if (region instanceof Unresolved)
      problems.add(new TerraformError("VALUE_UNKNOWN", region.unknown, stack.name));
  }
  const [region, other] = regions;
  if (other !== undefined && problems.strict)
    throw new TerraformError(
      "ARGUMENT_UNSUPPORTED",
      `the stacks are in several regions: ${[...regions].join(", ")}`,
    );
  if (roots.length === 0) problems.add(new TerraformError("DOCUMENT_MALFORMED", "there are no stacks"));
  return region ?? UNKNOWN_REGION;
}
