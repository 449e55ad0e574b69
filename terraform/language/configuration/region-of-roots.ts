import { TerraformError } from "../../error";
import { isApi } from "../../types";
import { Unresolved } from "../expression";
import type { Problems } from "./problems";
import { UNKNOWN_REGION } from "./resolved";
import type { Resolver } from "./resolver";
import type { Stack } from "./stack";
import type { Root } from "./surroundings";

/** Whether anything of a stack may be in a region of AWS: not where it is empty, or of other providers alone. */
function usesAws({ blocks, modules, providers }: Stack): boolean {
  return (
    providers.length + modules.size > 0 || [...blocks.values()].some(({ type }) => type.startsWith("aws_"))
  );
}

/** The region of the root that has the API, or of the first; the gate serves one region only. */
export function regionOf(roots: readonly Root[], resolver: Resolver, problems: Problems): string {
  const regions = new Set<string>();
  const withApi = roots.filter(({ stack }) => [...stack.blocks.values()].some(({ type }) => isApi(type)));
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
