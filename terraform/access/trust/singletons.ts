import { keyOf, type Plain, Untold } from "./compare/plain";
import type { Estate, Owned } from "./estate";
import type { TrustedType } from "./trusted-type";

/**
 * Where AWS keeps one resource and Terraform has several, the one that was applied last is in force, and an unchanged one
 * is not applied again: which of them counts is not known, nor what a change of one of them does.
 */
export function contested(resource: Owned, { onePer }: TrustedType, estate: Estate): Untold | undefined {
  if (!onePer) return undefined;
  const all = estate
    .ofType(resource.type)
    .filter((other) => onePer.every((name) => mayBeSame(resource.plain[name], other.plain[name], estate)));
  const said = new Set(all.map(saidBy));
  if (said.size < 2) return undefined;
  const places = all.map(({ address }) => address).join(" and ");
  return new Untold(`only one of ${places} is in force, the last to be applied`, [...said].sort().join());
}

function saidBy({ plain: { id: _, ...rest } }: Owned): string {
  return keyOf(rest);
}

/** Whether two values may name one resource: a literal ARN may be that of a resource of the Terraform. */
function mayBeSame(one: Plain | undefined, other: Plain | undefined, estate: Estate): boolean {
  if (one === undefined || other === undefined || one === other) return one === other;
  if (typeof one !== "string" || typeof other !== "string") return true;
  const [own, others] = [ownerOf(one, estate), ownerOf(other, estate)];
  if ((own === undefined) === (others === undefined)) return own !== undefined && own === others;
  const services = [one, other].map((text) => /^arn:[^:]*:([^:]*):/.exec(text)?.[1]);
  return services.includes(undefined) || services[0] === services[1];
}

/** The address of the resource of this Terraform that a text names by its id or ARN. */
function ownerOf(text: string, estate: Estate): string | undefined {
  return estate.addressOf(text) ?? /^([^:]*[\w-]+\.[\w-]+[^.:]*)\.\w+$/.exec(text)?.[1];
}
