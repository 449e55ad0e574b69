import { type UnknownArgument, unknownArguments } from "../../read";
import type { ResolvedResource } from "../../sources";
import type { ComparedResource } from "./content";

/** Something whose influence on access cannot be told, and that differs between two sides. */
export interface Undecided {
  /** Address of a resource or module, a route, or the name of a file. */
  readonly resource: string;
  /** `integration_target`; of a block `lambda_config.inbound`. Absent where it is the resource as a whole. */
  readonly argument?: string;
  /** What is not known, without the address: `the argument integration_target is not known, and its value differs`. */
  readonly why: string;
}

/**
 * What cannot be told from a comparison of two matrices. Resources that are gone are left out: what they opened is in
 * the matrices.
 */
export function undecided(
  base: readonly ComparedResource[],
  head: readonly ComparedResource[],
): readonly Undecided[] {
  const before = new Map(base.map((resource) => [resource.address, resource]));
  return head.flatMap((resource) => {
    const was = before.get(resource.address);
    const [from, to] = [byPath(was), byPath(resource)];
    return [...new Set([...from.keys(), ...to.keys()])]
      .filter((path) => mayMatter(from.get(path), to.get(path)))
      .map((argument) => ({
        resource: resource.address,
        argument,
        why: `the argument ${argument} is not known, and its value differs`,
      }));
  });
}

function byPath(resource: ComparedResource | undefined): ReadonlyMap<string, UnknownArgument> {
  const found = resource ? unknownArguments(resource as ResolvedResource) : [];
  return new Map(found.map((argument) => [argument.path, argument]));
}

/** What the provider computes has no influence; that an argument is taken away shows in its value alone. */
function mayMatter(from: UnknownArgument | undefined, to: UnknownArgument | undefined): boolean {
  if (to?.computed) return false;
  return JSON.stringify(from?.values) !== JSON.stringify(to?.values);
}
