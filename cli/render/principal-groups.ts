import type { AccessMatrix } from "../../terraform/access/matrix";

/** Columns that belong together: `groups` with `admin` and `user`. */
export interface PrincipalGroup {
  readonly title: string;
  readonly columns: readonly {
    /** Without its kind, which the title says. Several principals that may do the same share a column. */
    readonly name: string;
    /** Place of its cell in every route. */
    readonly at: number;
  }[];
}

const TITLES: readonly (readonly [prefix: string, title: string])[] = [
  ["group:", "groups"],
  ["client:", "clients"],
  ["jwt:", "token roles"],
  ["token:", "token issuers"],
  ["iam:", "iam"],
];

export function groupsOf({ principals }: AccessMatrix): readonly PrincipalGroup[] {
  const indexed = principals.map((name, at) => ({ name, at }));
  const of = (title: string, prefix: string) => ({
    title,
    columns: indexed
      .filter(({ name }) => name.startsWith(prefix))
      .map(({ at, name }) => ({ name: name.slice(prefix.length), at })),
  });
  // All principals without a title: a principal that no group has would not be shown.
  const untitled = {
    title: "anyone",
    columns: indexed.filter(({ name }) => !TITLES.some(([prefix]) => name.startsWith(prefix))),
  };
  return [untitled, ...TITLES.map(([prefix, title]) => of(title, prefix))].filter(
    ({ columns }) => columns.length > 0,
  );
}
