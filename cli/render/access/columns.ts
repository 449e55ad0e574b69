import type { AccessMatrix, MatrixRoute } from "../../../terraform/access/matrix";
import type { Marks } from "./marks";

/** A column of the table. Principals of one kind that may do the same on every route share one. */
export interface Column {
  /** `anonymous`, `group:admin`: a name that --as takes. */
  readonly principal: string;
  /** Of its cell in every route. */
  readonly at: number;
  /** The others that share it. */
  readonly others: readonly string[];
  /** Whether all principals share it. */
  readonly ofEveryone?: true;
}

const SIGNED_IN = "signed-in";

/**
 * The columns of the routes of one API. Principals of one kind that may do the same on all of them share one, and all
 * principals where all may do the same. Signed-in users, of whom there are none without a user pool, then have none.
 */
export function columnsOf(
  { principals, withoutUsers }: Pick<AccessMatrix, "principals" | "withoutUsers">,
  routes: readonly MatrixRoute[],
  { mark }: Marks,
): readonly Column[] {
  const [anonymous, ...others] = principals.map((principal, at) => ({
    principal,
    at,
    key: routes.map(({ cells }) => signOf(cells[at], mark)).join(" "),
  }));
  if (!anonymous) return [];
  const named = others.filter(
    ({ key, principal }) => !(withoutUsers && principal === SIGNED_IN && key === anonymous.key),
  );
  const everyone = named.every(({ key }) => key === anonymous.key);
  const columns = new Map<string, Column[]>();
  for (const { key, ...column } of everyone ? [] : named) {
    const place = `${familyOf(column.principal)} ${key}`;
    columns.set(place, [...(columns.get(place) ?? []), { ...column, others: [] }]);
  }
  return [
    {
      principal: anonymous.principal,
      at: 0,
      others: everyone ? named.map(({ principal }) => principal) : [],
      ...(everyone && others.length > 0 && { ofEveryone: true as const }),
    },
    ...[...columns.values()].map(([first, ...rest]) => ({
      ...(first as Column),
      others: rest.map(({ principal }) => principal),
    })),
  ];
}

/** Users of a pool are one family; programs and token roles do not share columns with them. */
function familyOf(principal: string): string {
  const { kind } = partsOf(principal);
  return kind === "group:" ? "" : kind;
}

function signOf(cell: MatrixRoute["cells"][number] | undefined, mark: Marks["mark"]): string {
  return cell ? mark(cell) : "";
}

/** `admin +2`, without its kind, which stands above: the two others are listed below the table. */
export function headingOf({ ofEveryone, others, principal }: Column): string {
  if (ofEveryone) return "everyone";
  const { name } = partsOf(principal);
  return others.length === 0 ? name : `${name} +${others.length}`;
}

/** `group:admin` as `group:` and `admin`; `anonymous` has no kind. */
export function partsOf(principal: string): { readonly kind: string; readonly name: string } {
  const [, kind = "", name = principal] = /^([a-z-]+:)(.+)$/s.exec(principal) ?? [];
  return { kind, name };
}

/** What the columns of several principals are: `group:admin +2: also group:owner, group:root`. */
export function sharedColumns(columns: readonly Column[], principals: readonly string[]): string[] {
  const groups = principals.filter((name) => name.startsWith("group:"));
  return columns
    .filter(({ ofEveryone, others }) => others.length > 0 && !ofEveryone)
    .map(({ others, principal }) => {
      const whole = principal === SIGNED_IN && groups.every((group) => others.includes(group));
      return `${principal} +${others.length}: ${whole ? "every signed-in user: " : "also "}${others.join(", ")}`;
    });
}

/** Of the columns of one API, those to show: not of principals that are denied on all of its routes. */
export function shownColumns(
  columns: readonly Column[],
  routes: readonly MatrixRoute[],
): { readonly shown: readonly Column[]; readonly denied: readonly string[] } {
  const isDenied = ({ at, principal }: Column) =>
    partsOf(principal).kind !== "" && routes.every(({ cells }) => cells[at]?.decision === "deny");
  const denied = new Set(columns.filter(isDenied));
  return {
    shown: columns.filter((column) => !denied.has(column)),
    denied: [...denied].flatMap(({ others, principal }) => [principal, ...others]),
  };
}
