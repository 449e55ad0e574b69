import { ignoredArguments } from "../../read";
import { type ComparedResource, Contents } from "./content";
import type { Undecided } from "./undecided";

/**
 * Arguments that differ, and that lifecycle.ignore_changes of the new side names: Terraform leaves what is deployed as it is,
 * so that a lock that is put back there is not put back.
 */
export function changesNotApplied(
  base: readonly ComparedResource[],
  head: readonly ComparedResource[],
): readonly Undecided[] {
  const [before, after] = [new Contents(base), new Contents(head)];
  return head.flatMap((resource): Undecided[] => {
    const { address } = resource;
    const ignored = ignoredArguments(resource);
    const [from, to] = [before.of(address), after.of(address)];
    // A resource that is new is made as it is written.
    if (ignored.length === 0 || from.size === 0) return [];
    return [...new Set([...from.keys(), ...to.keys()])]
      .filter((argument) => from.get(argument) !== to.get(argument))
      .flatMap((argument) => {
        const name = ignored.find((one) => one === "all" || nameOf(one) === argument);
        return name === undefined
          ? []
          : [
              {
                resource: address,
                argument,
                why: `lifecycle.ignore_changes has ${name}: what is deployed stays as it is, and ${argument} differs`,
              },
            ];
      });
  });
}

/** `variables["lock"]` is a part of `variables`. */
function nameOf(path: string): string {
  return path.split(/[.[]/)[0] ?? path;
}
