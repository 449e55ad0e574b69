import type { Decision, Source } from "../../model";
import { VERBS } from "../decide";
import type { AccessMatrix, Cell, MatrixRoute } from "../matrix";
import { compareRequirements } from "../requirements";
import { identityOf, pathTaken, routeAnswering, type Side, sidesOf, stagesLike } from "./side";
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
  const sides = sidesOf(base, head);
  const principals = [...new Set([...head.principals, ...base.principals])];
  const unknown: UnknownCell[] = [];
  const changes = requestsOf(sides).flatMap((request) =>
    principals.flatMap((principal) => {
      const [from, to] = [answerAt(sides.base, request, principal), answerAt(sides.head, request, principal)];
      if (from.access.decision === "unknown" && to.access.decision === "unknown")
        unknown.push({ route: nameOf(request), principal, from: from.dependsOn, to: to.dependsOn });
      if (compared(from.access, to.access) === "equal") return [];
      if (!to.isAnswered && withOtherRoutes.has(request.route.apiAddress)) return [];
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

/** A route of either side; ANY is split into its verbs, unless both sides have it. */
interface ComparedRequest {
  readonly route: MatrixRoute;
  readonly verb: string;
  readonly shown: string;
  readonly path: string;
}

function requestsOf({ base, head }: { base: Side; head: Side }): ComparedRequest[] {
  const routes = new Map<string, MatrixRoute>();
  for (const [side, other] of [
    [head, base],
    [base, head],
  ] as const)
    for (const route of side.matrix.routes.flatMap((one) => inStages(one, other))) {
      const key = keyOf(side, route);
      if (!routes.has(key)) routes.set(key, route);
    }
  return [...routes.values()].flatMap((route): ComparedRequest[] => {
    const path = pathTaken([base, head], route);
    if (route.method !== "ANY") return [{ route, verb: route.method, shown: route.method, path }];
    const verbs = VERBS.filter(
      (verb) =>
        !routes.has(keyOf(head, { ...route, method: verb })) &&
        [base, head].some((side) => routeAnswering(side, route, verb, path)?.method === "ANY"),
    );
    return verbs.map((verb) => ({ route, verb, shown: verb, path }));
  });
}

/** A route of an API with a single stage, once for each stage of the other side, where that has several. */
function inStages(route: MatrixRoute, other: Side): readonly MatrixRoute[] {
  if (route.stage !== undefined) return [route];
  const [stage, ...more] = stagesLike(other, route);
  return stage === undefined || more.length === 0
    ? [route]
    : [stage, ...more].map((one) => ({ ...route, stage: one }));
}

/** A single stage has no name: on either side, it is the same one. */
function keyOf(side: Side, { stage = "", ...route }: MatrixRoute): string {
  return [identityOf(side, { ...route, stage }), stage, route.method, route.path].join(" ");
}

function labelled({
  route: { api, path, stage },
  shown,
}: ComparedRequest): Omit<Change, "from" | "principal" | "to"> {
  return { ...(api !== undefined && { api }), ...(stage !== undefined && { stage }), method: shown, path };
}

function nameOf(request: ComparedRequest): string {
  const { api, method, path, stage } = labelled(request);
  return [api, stage, method, path].filter((part) => part !== undefined).join(" ");
}

interface Answer {
  readonly access: Access;
  /** Whether a route answers, whoever the caller is. */
  readonly isAnswered: boolean;
  readonly dependsOn?: Cell["dependsOn"];
}

function answerAt(side: Side, { path, route, verb }: ComparedRequest, principal: string): Answer {
  const found = routeAnswering(side, route, verb, path);
  if (!found) return { access: { decision: "absent", reason: "There is no such route" }, isAnswered: false };
  const other =
    found.path === route.path && [verb, "ANY"].includes(found.method)
      ? {}
      : { answeredBy: `${found.method} ${found.path}` };
  const cell = found.cells.find((one) => one.principal === principal);
  // A principal that this side does not have can do what anonymous callers can.
  const anonymous = found.cells.find((one) => one.principal === "anonymous");
  const shown = cell ?? (anonymous?.decision === "deny" ? undefined : anonymous);
  if (!shown)
    return { access: { decision: "absent", reason: `There is no ${principal}`, ...other }, isAnswered: true };
  const { decision, dependsOn, reason, requires, source } = shown;
  return {
    access: { decision, reason, source, ...(requires && { requires }), ...other },
    isAnswered: true,
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

/** A change that is the same for all verbs of ANY is reported once. */
function withoutRepeatedVerbs(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change[]>();
  for (const change of changes) {
    const { from, method: _, to, ...rest } = change;
    const key = JSON.stringify([rest, from.decision, from.requires, to.decision, to.requires]);
    groups.set(key, [...(groups.get(key) ?? []), change]);
  }
  return [...groups.values()].flatMap((same) => {
    const [first] = same as [Change, ...Change[]];
    return same.length === VERBS.length ? [{ ...first, method: "ANY" }] : same;
  });
}
