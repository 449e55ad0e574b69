import type { Decision, Source } from "../../model";
import { VERBS } from "../decide";
import type { AccessMatrix, Cell, MatrixRoute } from "../matrix";
import { compareRequirements } from "../requirements";
import { type ComparedRequest, comparedRequests } from "./compared-requests";
import { sidesOf } from "./side";
import type { UnknownCell } from "./unknown-cells";

/** The changes of access between two matrices, by route and principal. */
export interface AccessChanges {
  /** More is allowed, or it is no longer known that it is denied. */
  readonly widened: readonly Change[];
  readonly narrowed: readonly Change[];
  /** Requests that are not known to be allowed on either side. */
  readonly unknown: readonly UnknownCell[];
}

export interface Change {
  readonly api?: string;
  readonly stage?: string;
  readonly method: string;
  readonly path: string;
  readonly principal: string;
  readonly from: Access;
  readonly to: Access;
}

/** What a side says; `absent` where it has no such route, or no such principal. */
export interface Access {
  readonly decision: Decision["outcome"] | "absent";
  readonly reason: string;
  readonly source?: Source;
  readonly requires?: Cell["requires"];
  /** Another route that answers on this side: `ANY /{proxy+}`. */
  readonly answeredBy?: string;
}

/**
 * Compares by request, not by route: requests of a removed route may be answered by an open `{proxy+}`, and a new route
 * may restrict requests that it answered.
 *
 * @param withOtherRoutes addresses of APIs that may have further routes in `head`: one that is missing may still be there
 */
export function accessChanges(
  base: AccessMatrix,
  head: AccessMatrix,
  withOtherRoutes: ReadonlySet<string> = new Set(),
): AccessChanges {
  const principals = [...new Set([...head.principals, ...base.principals])];
  const unknown: UnknownCell[] = [];
  const changes = comparedRequests(sidesOf(base, head)).flatMap((request) =>
    principals.flatMap((principal) => {
      const [from, to] = [
        answerOf(request.from, request, principal),
        answerOf(request.to, request, principal),
      ];
      if (from.access.decision === "unknown" && to.access.decision === "unknown")
        unknown.push({ route: nameOf(request), principal, from: from.dependsOn, to: to.dependsOn });
      if (compared(from.access, to.access) === "equal") return [];
      if (!request.to && withOtherRoutes.has(request.route.apiAddress)) return [];
      return [{ ...labelled(request), principal, from: from.access, to: to.access }];
    }),
  );
  const once = withoutRepeatedVerbs(changes);
  return {
    widened: once.filter(({ from, to }) => compared(from, to) !== "narrower"),
    narrowed: once.filter(({ from, to }) => compared(from, to) === "narrower"),
    unknown,
  };
}

function labelled({
  route: { api, path, stage },
  verb,
}: ComparedRequest): Omit<Change, "from" | "principal" | "to"> {
  return { ...(api !== undefined && { api }), ...(stage !== undefined && { stage }), method: verb, path };
}

function nameOf(request: ComparedRequest): string {
  const { api, method, path, stage } = labelled(request);
  return [api, stage, method, path].filter((part) => part !== undefined).join(" ");
}

interface Answer {
  readonly access: Access;
  readonly dependsOn?: Cell["dependsOn"];
}

function answerOf(
  found: MatrixRoute | undefined,
  { route, verb }: ComparedRequest,
  principal: string,
): Answer {
  if (!found) return { access: { decision: "absent", reason: "There is no such route" } };
  const other =
    found.path === route.path && [verb, "ANY"].includes(found.method)
      ? {}
      : { answeredBy: `${found.method} ${found.path}` };
  const cell = found.cells.find((one) => one.principal === principal);
  // A principal that this side does not have can do what anonymous callers can.
  const anonymous = found.cells.find((one) => one.principal === "anonymous");
  const shown = cell ?? (anonymous?.decision === "deny" ? undefined : anonymous);
  if (!shown) return { access: { decision: "absent", reason: `There is no ${principal}`, ...other } };
  const { decision, dependsOn, reason, requires, source } = shown;
  return {
    access: { decision, reason, source, ...(requires && { requires }), ...other },
    dependsOn,
  };
}

const RANK = { absent: 0, deny: 0, unknown: 1, allow: 2 } as const;

/**
 * Who is let in. With one decision on both sides, what a request needs is compared; where they differ in a way that
 * lets other callers in, that is wider. An unknown decision is wider than an allowance where it may let others in.
 */
function compared(from: Access, to: Access): "equal" | "wider" | "narrower" {
  const [before, after] = [RANK[from.decision], RANK[to.decision]];
  if (after > before) return "wider";
  if (after === 0) return before === 0 ? "equal" : "narrower";
  const found = compareRequirements(from.requires ?? [], to.requires ?? []);
  if (found === "other" || found === "wider") return "wider";
  return after < before ? "narrower" : found;
}

/**
 * A change that is the same for all verbs of ANY is reported once, and so is one that several other routes bring about
 * for requests of one route.
 */
function withoutRepeatedVerbs(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Map<string, Change>>();
  for (const change of changes) {
    const { from, method, to, ...rest } = change;
    const key = JSON.stringify([rest, from.decision, from.requires, to.decision, to.requires]);
    const verbs = groups.get(key) ?? new Map<string, Change>();
    groups.set(key, verbs);
    if (!verbs.has(method)) verbs.set(method, change);
  }
  return [...groups.values()].flatMap((same) => {
    const once = [...same.values()] as [Change, ...Change[]];
    return once.length === VERBS.length ? [{ ...once[0], method: "ANY" }] : once;
  });
}
