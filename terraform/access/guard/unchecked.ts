import type { Undecided } from "../difference";
import type { AcceptedUnknown } from "./config";

/** What could not be checked, parted by whether an entry of the configuration accepts it. */
export interface Unchecked {
  readonly open: readonly Undecided[];
  readonly accepted: readonly (Undecided & { readonly entry: AcceptedUnknown })[];
  /** Entries that name nothing that could not be checked. */
  readonly stale: readonly AcceptedUnknown[];
}

export function uncheckedOf(
  undecided: readonly Undecided[],
  entries: readonly AcceptedUnknown[] = [],
): Unchecked {
  const entryOf = ({ resource }: Undecided) => entries.find((entry) => entry.resource === resource);
  return {
    open: undecided.filter((one) => !entryOf(one)),
    accepted: undecided.flatMap((one) => {
      const entry = entryOf(one);
      return entry ? [{ ...one, entry }] : [];
    }),
    stale: entries.filter(({ resource }) => !undecided.some((one) => one.resource === resource)),
  };
}
