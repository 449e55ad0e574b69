import type { Undecided } from "../difference";
import type { AcceptedUnknown } from "./config";

/** What could not be checked, parted by whether an entry of the configuration accepts it. */
export interface Unchecked {
  readonly open: readonly Undecided[];
  readonly accepted: readonly (Undecided & { readonly entry: AcceptedUnknown })[];
  /** Entries that name nothing that is not read. */
  readonly stale: readonly AcceptedUnknown[];
}

/**
 * What rules could not check: what differs and is not known, and what may hold routes or grants and is not read.
 *
 * @param unread addresses of all that is not read: an entry for one stays in force where it does not differ any more
 */
export function uncheckedOf(
  { differing, hidden }: { readonly differing: readonly Undecided[]; readonly hidden: readonly Undecided[] },
  {
    entries = [],
    unread,
  }: { readonly entries: readonly AcceptedUnknown[] | undefined; readonly unread: ReadonlySet<string> },
): Unchecked {
  const named = new Set(differing.map(({ resource }) => resource));
  const all = [...differing, ...hidden.filter(({ resource }) => !named.has(resource))];
  const entryOf = ({ resource }: Undecided) => entries.find((entry) => entry.resource === resource);
  return {
    open: all.filter((one) => !entryOf(one)),
    accepted: all.flatMap((one) => {
      const entry = entryOf(one);
      return entry ? [{ ...one, entry }] : [];
    }),
    stale: entries.filter(
      ({ resource }) => !unread.has(resource) && !all.some((one) => one.resource === resource),
    ),
  };
}
