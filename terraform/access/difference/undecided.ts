import { type UnknownArgument, unknownArguments } from "../../read";
import type { ResolvedResource } from "../../sources";

/** A resource of one side. */
interface Compared {
  readonly address: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** Attributes that the configuration does not write, by path; absent where that is not told. */
  readonly unwritten?: ReadonlySet<string>;
}

/** An argument that is not known, and whose value differs between two sides: its influence on access is open. */
export interface Undecided {
  /** Address of the resource. */
  readonly resource: string;
  /** `integration_target`; of a block `lambda_config.inbound`. */
  readonly argument: string;
}

/**
 * What cannot be told from a comparison of two matrices. Resources that are gone are left out: what they opened is in
 * the matrices.
 */
export function undecided(base: readonly Compared[], head: readonly Compared[]): readonly Undecided[] {
  const before = new Map(base.map((resource) => [resource.address, resource]));
  return head.flatMap((resource) => {
    const was = before.get(resource.address);
    const [from, to] = [byPath(was), byPath(resource)];
    return [...new Set([...from.keys(), ...to.keys()])]
      .filter((path) => mayMatter(from.get(path), to.get(path)))
      .map((argument) => ({ resource: resource.address, argument }));
  });
}

function byPath(resource: Compared | undefined): ReadonlyMap<string, UnknownArgument> {
  const found = resource ? unknownArguments(resource as ResolvedResource) : [];
  return new Map(found.map((argument) => [argument.path, argument]));
}

/** What the provider computes has no influence; that an argument is taken away shows in its value alone. */
function mayMatter(from: UnknownArgument | undefined, to: UnknownArgument | undefined): boolean {
  if (to?.computed) return false;
  return JSON.stringify(from?.values) !== JSON.stringify(to?.values);
}
