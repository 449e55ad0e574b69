import { Unresolved, type Value } from "../expression";
import { providerOf } from "./providers";
import type { Resolution } from "./resolution";
import type { Block, Stack } from "./stack";

/**
 * The region of a stack's resources, or of one that names another provider configuration.
 *
 * @param standIn for a region that is not known, `(region)`; each further provider has its own
 */
export function regionOf(
  values: Pick<Resolution, "once" | "value">,
  standIn: string | undefined,
  stack: Stack,
  block?: Block,
): Value {
  const own = block?.body.region ?? undefined;
  if (block && own !== undefined)
    return values.once(`${block.address}, region`, block.address, () =>
      values.value(stack, own, block.instance),
    );
  const provider = providerOf(stack, block);
  const { config, name } = provider;
  const otherwise =
    standIn === undefined || name === "aws" ? standIn : `${standIn.replace(/\)$/, "")} of ${name})`;
  const region = config?.region ?? undefined;
  if (region === undefined)
    return otherwise ?? new Unresolved(`${stack.name}: the AWS provider has no region`);
  return values.once(`${provider.stack.prefix}provider.${name}`, stack.name, () => {
    const known = values.value(provider.stack, region);
    return known instanceof Unresolved ? (otherwise ?? known) : known;
  });
}
