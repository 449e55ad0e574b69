import type { ApiKind, Decision, Source } from "../../model";
import { type LeftCheck, LOCKS, VERBS } from "../decide";
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
  readonly kind: ApiKind;
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
  /** What API Gateway leaves to what answers the route, of callers that it lets through; absent is nothing. */
  readonly leaves?: readonly LeftCheck[];
  /** Another route that answers on this side: `ANY /{proxy+}`. */
  readonly answeredBy?: string;
}

/** What is known of the two sides beside their matrices. */
interface Known {
  /** Addresses of APIs that may have further routes in the new side: one that is missing may still be there. */
  readonly withOtherRoutes?: ReadonlySet<string>;
  /** Those of the two sides, as comparedRequests() returned them. */
  readonly requests?: readonly ComparedRequest[];
  /** Whether nobody could make a request before, although it is compared with one of the old side. */
  readonly isNew?: (request: ComparedRequest) => boolean;
}

/**
 * Compares by request, not by route: requests of a removed route may be answered by an open `{proxy+}`, and a new route
 * may restrict requests that it answered.
 */
export function accessChanges(
  base: AccessMatrix,
  head: AccessMatrix,
  { isNew, requests = comparedRequests(sidesOf(base, head)), withOtherRoutes }: Known = {},
): AccessChanges {
  const principals = [...new Set([...head.principals, ...base.principals])];
  const [before, after] = [cellFinder(base), cellFinder(head)];
  const unknown: UnknownCell[] = [];
  // The changes of each request, by the path that they are shown at.
  const [wider, narrower] = [new Map<string, Change[][]>(), new Map<string, Change[][]>()];
  for (const request of requests) {
    const [widened, narrowed]: [Change[], Change[]] = [[], []];
    const label = labelled(request);
    const checks = movedChecks(
      { route: request.from, anonymous: before(request.from, "anonymous") },
      { route: request.to, anonymous: after(request.to, "anonymous") },
    );
    // There may be a hundred thousand cells: nothing is made for those that do not change.
    for (const principal of principals) {
      const [from, to] = [before(request.from, principal), after(request.to, principal)];
      if (from?.decision === "unknown" && to?.decision === "unknown")
        unknown.push({ route: nameOf(request), principal, from: from.dependsOn, to: to.dependsOn });
      if (from?.decision === "unknown" && !to && isAskedAlike(request, principal)) {
        const others = after(request.to, "signed-in");
        const { dependsOn } = others?.decision === "unknown" ? others : from;
        unknown.push({ route: nameOf(request), principal, from: from.dependsOn, to: dependsOn });
        continue;
      }
      const found = compared(from, to, checks);
      if (found === "equal") continue;
      if (!request.to && withOtherRoutes?.has(request.route.apiAddress)) continue;
      if (found === "narrower" && isNew?.(request)) continue;
      (found === "narrower" ? narrowed : widened).push({
        ...label,
        principal,
        from: accessOf(from, request.from, request, principal),
        to: accessOf(to, request.to, request, principal),
      });
    }
    const { api = "", path, stage = "" } = request.route;
    const key = `${api}\n${stage}\n${path}`;
    if (widened.length > 0) wider.set(key, [...(wider.get(key) ?? []), widened]);
    if (narrowed.length > 0) narrower.set(key, [...(narrower.get(key) ?? []), narrowed]);
  }
  return { widened: shown(wider), narrowed: shown(narrower), unknown };
}

function shown(byPath: ReadonlyMap<string, readonly Change[][]>): Change[] {
  return [...byPath.values()].flatMap((all) =>
    all.length === 1 ? all.flat() : withoutRepeatedVerbs(all.flat()),
  );
}

/**
 * Whether a caller whose tokens come from elsewhere, and whom the new side names nowhere, meets a function on both sides: its
 * tokens are still there, and the function is shown them as it is shown those of others.
 */
function isAskedAlike({ from, to }: ComparedRequest, principal: string): boolean {
  const isFunction = (route: MatrixRoute | undefined) =>
    route !== undefined && LOCKS[route.authorization].credentials === "lambda-authorizer";
  return /^(pool|token):/.test(principal) && isFunction(from) && isFunction(to);
}

/** What answers a request on one side, and what it answers to callers without credentials. */
interface Answering {
  readonly route: MatrixRoute | undefined;
  readonly anonymous: Cell | undefined;
}

/** `left` where the backend must make a check that the lock made before, `taken` where the lock makes it now. */
type MovedChecks = "left" | "taken" | undefined;

/** Where every caller gets in, no lock makes a check: that is a change of its own. */
function movedChecks(from: Answering, to: Answering): MovedChecks {
  const isMade = ({ anonymous, route }: Answering, check: LeftCheck) =>
    anonymous?.decision !== "allow" && route?.leftToBackend?.checks.includes(check) !== true;
  if (to.route?.leftToBackend?.checks.some((check) => isMade(from, check))) return "left";
  return from.route?.leftToBackend?.checks.some((check) => isMade(to, check)) ? "taken" : undefined;
}

function labelled({
  route: { api, kind, path, stage },
  verb,
}: ComparedRequest): Omit<Change, "from" | "principal" | "to"> {
  return {
    kind,
    ...(api !== undefined && { api }),
    ...(stage !== undefined && { stage }),
    method: verb,
    path,
  };
}

function nameOf({ route: { api, path, stage }, verb }: ComparedRequest): string {
  return [api, stage, verb, path].filter((part) => part !== undefined).join(" ");
}

type CellFinder = (route: MatrixRoute | undefined, principal: string) => Cell | undefined;

/** Undefined where a side says nothing: it has no such route, or no such principal and refuses anonymous callers. */
function cellFinder({ principals }: AccessMatrix): CellFinder {
  const places = new Map(principals.map((principal, at) => [principal, at]));
  return (route, principal) => {
    const at = places.get(principal);
    if (!route || at !== undefined) return route?.cells[at as number];
    // A principal that this side does not have can do what anonymous callers can.
    const anonymous = route.cells[places.get("anonymous") ?? -1];
    return anonymous?.decision === "deny" ? undefined : anonymous;
  };
}

function accessOf(
  cell: Cell | undefined,
  found: MatrixRoute | undefined,
  { route, verb }: ComparedRequest,
  principal: string,
): Access {
  if (!found) return { decision: "absent", reason: "There is no such route" };
  const isOwn = found.path === route.path && [verb, "ANY"].includes(found.method);
  const other = isOwn ? {} : { answeredBy: `${found.method} ${found.path}` };
  if (!cell) return { decision: "absent", reason: `There is no ${principal}`, ...other };
  const { decision, reason, requires, source } = cell;
  const leaves = decision === "deny" ? undefined : found.leftToBackend?.checks;
  return { decision, reason, source, ...(requires && { requires }), ...(leaves && { leaves }), ...other };
}

const RANK = { absent: 0, deny: 0, unknown: 1, allow: 2 } as const;

type Compared = Pick<Access, "decision" | "requires">;
const ABSENT: Compared = { decision: "absent" };

/**
 * Who is let in. With one decision on both sides, what a request needs is compared; where they differ in a way that
 * lets other callers in, that is wider. An unknown decision is wider than an allowance where it may let others in. A
 * check that is left to the backend, and was not before, is wider: API Gateway lets through what it refused.
 */
function compared(
  from: Compared = ABSENT,
  to: Compared = ABSENT,
  checks: MovedChecks,
): "equal" | "wider" | "narrower" {
  const [before, after] = [RANK[from.decision], RANK[to.decision]];
  if (after > before) return "wider";
  if (after === 0) return before === 0 ? "equal" : "narrower";
  const found = compareRequirements(from.requires ?? [], to.requires ?? []);
  if (found === "other" || found === "wider" || checks === "left") return "wider";
  return after < before || checks === "taken" ? "narrower" : found;
}

/**
 * Of one path: a change that is the same for all verbs of ANY is reported once, and so is one that several other routes
 * bring about for requests of one route.
 */
function withoutRepeatedVerbs(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Map<string, Change>>();
  for (const change of changes) {
    const { from, method, principal, to } = change;
    const key = [principal, signOf(from), signOf(to)].join("\n");
    const verbs = groups.get(key) ?? new Map<string, Change>();
    groups.set(key, verbs);
    if (!verbs.has(method)) verbs.set(method, change);
  }
  return [...groups.values()].flatMap((same) => {
    const once = [...same.values()] as [Change, ...Change[]];
    return once.length === VERBS.length ? [{ ...once[0], method: "ANY" }] : once;
  });
}

function signOf({ decision, leaves, requires }: Access): string {
  return requires || leaves ? `${decision} ${JSON.stringify([requires, leaves])}` : decision;
}
