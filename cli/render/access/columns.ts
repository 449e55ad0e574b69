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

/** Anonymous callers share theirs only with everyone, and others with their like. */
export function columnsOf({ principals, routes }: AccessMatrix, { mark }: Marks): readonly Column[] {
  const [anonymous, ...named] = principals.map((principal, at) => ({
    principal,
    at,
    key: routes.map(({ cells }) => signOf(cells[at], mark)).join(" "),
  }));
  if (!anonymous) return [];
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
      ...(everyone && named.length > 0 && { ofEveryone: true as const }),
    },
    ...[...columns.values()].map(([first, ...others]) => ({
      ...(first as Column),
      others: others.map(({ principal }) => principal),
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
export function sharedColumns(columns: readonly Column[], { principals }: AccessMatrix): string[] {
  const groups = principals.filter((name) => name.startsWith("group:"));
  return columns
    .filter(({ others }) => others.length > 0)
    .map(({ ofEveryone, others, principal }) => {
      const whole = principal === "signed-in" && groups.every((group) => others.includes(group));
      if (ofEveryone) return `everyone: ${principals.join(", ")}`;
      const name = `${principal} +${others.length}`;
      return `${name}: ${whole ? "every signed-in user: " : "also "}${others.join(", ")}`;
    });
}

/**
 * The columns of the routes of one API. A principal that is denied on all of them has no column there; anonymous and
 * signed-in always have.
 */
export function shownColumns(
  columns: readonly Column[],
  routes: readonly MatrixRoute[],
): { readonly shown: readonly Column[]; readonly denied: readonly string[] } {
  const isDenied = ({ at, principal }: Column) =>
    partsOf(principal).kind !== "" && routes.every(({ cells }) => cells[at]?.decision === "deny");
  return {
    shown: columns.filter((column) => !isDenied(column)),
    denied: columns.filter(isDenied).flatMap(({ others, principal }) => [principal, ...others]),
  };
}
