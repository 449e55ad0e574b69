import type { ApiModel, Operation, Stage } from "../../model";
import { allApis, type Backend, backendsOf } from "../decide";
import type { AccessMatrix, Cell, MatrixRoute } from "../matrix";
import type { ComparedRequest } from "./compared-requests";
import type { Undecided } from "./undecided";

interface Side {
  readonly model: ApiModel;
  readonly matrix: AccessMatrix;
}

/**
 * Routes that lead to another backend than before, which callers of theirs could not reach by any route: a public route
 * that is switched to the function behind a lock. Whether the function serves there what the lock kept is not known. Nor
 * is whether another backend makes the checks that the lock leaves to it.
 */
export function otherBackends(
  base: Side,
  head: Side,
  requests: readonly ComparedRequest[],
): readonly Undecided[] {
  const [before, after] = [backends(base.model), backends(head.model)];
  let reached: ReturnType<typeof reachOf> | undefined;
  const found = new Map<string, Undecided>();
  for (const { from, to, verb } of requests) {
    if (!from || !to) continue;
    const [was, is] = [before(from), after(to)];
    const key = `${to.address} ${is?.name}`;
    if (is?.name === was?.name || found.has(key)) continue;
    const route = `${verb} ${to.path}`;
    const gained = ({ name }: Backend): string | undefined => {
      reached ??= reachOf(base.matrix, before);
      const callers = reached(name);
      return callers && reachedBy(route, { from, to, callers, name: nameOf(name, head.model) });
    };
    const why =
      (is && !is.isKnown ? `where ${route} leads now is not known: ${is.name}` : undefined) ??
      movedChecks(from, to, route) ??
      (is && (gained(is) ?? otherReceiver(route, { was, is })));
    if (why !== undefined) found.set(key, { resource: to.address, why });
  }
  return [...found.values()];
}

/** Which callers could not reach the backend before by any route, if there are such. */
function reachedBy(
  route: string,
  { callers, from, name, to }: Pair & { readonly callers: Callers; readonly name: string },
): string | undefined {
  const gaining = to.cells.filter((cell) => mayGain(cell, { from, to }, callers));
  const [first, ...more] = gaining.map(({ principal }) => principal);
  if (first === undefined) return undefined;
  const who = more.length === 0 ? first : `${first} and ${more.length} more`;
  return `${route} leads to ${name} now, which ${who} could not reach before; it is also behind ${callers.route}, and what it serves here is not known`;
}

/**
 * Another server gets what callers send, their tokens as well. By another action or role of an AWS service, callers do
 * something else. It is said where nobody may call yet, too: a later change that lets callers in does not show it. Other
 * code of the same account's functions is not compared.
 */
function otherReceiver(
  route: string,
  { is, was }: { readonly was: Backend | undefined; readonly is: Backend },
): string | undefined {
  const { receiver } = is;
  if (!receiver || receiver.name === was?.receiver?.name) return undefined;
  const before = was?.receiver?.name ?? was?.name ?? NOT_KNOWN;
  return {
    server: `${route} sends calls, with the credentials in them, to ${receiver.name} now (was: ${before}): what becomes of them there is not known`,
    service: `${route} calls ${receiver.name} now (was: ${before}): what callers can do by that is not known`,
  }[receiver.kind];
}

function isReached({ cells }: MatrixRoute): boolean {
  return cells.some(({ decision }) => decision !== "deny");
}

const NOT_KNOWN = "what is not known";

interface Pair {
  readonly from: MatrixRoute;
  readonly to: MatrixRoute;
}

/** A check that the lock leaves to another backend than before. */
function movedChecks(
  { leftToBackend: before }: MatrixRoute,
  to: MatrixRoute,
  route: string,
): string | undefined {
  const { leftToBackend: after } = to;
  if (!isReached(to) || !before || !after || before.backend === after.backend) return undefined;
  const { backend = NOT_KNOWN } = after;
  return `API Gateway does not tell access tokens from ID tokens at ${route}, which leads to ${backend} now (was: ${before.backend ?? NOT_KNOWN}): whether that refuses the wrong kind is not known`;
}

function mayGain({ decision, principal }: Cell, { from, to }: Pair, callers: Callers): boolean {
  // Where the route itself lets in more, the cell says so.
  return RANK[decision] > callers.rank(principal, to) && rankIn(from, principal) >= RANK[decision];
}

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;

function rankIn({ cells }: MatrixRoute, principal: string): number {
  const cell =
    cells.find((one) => one.principal === principal) ?? cells.find((one) => one.principal === "anonymous");
  return cell ? RANK[cell.decision] : 0;
}

interface Callers {
  /** One of the routes that led to it. */
  readonly route: string;
  rank(principal: string, like: MatrixRoute): number;
}

/** What is not known of callers at two routes is the same where one authorizer decides about both. */
function isComparable(one: MatrixRoute, other: MatrixRoute): boolean {
  return one.authorization === other.authorization && one.authorizer === other.authorizer;
}

/** Who could reach each backend, by whichever route. */
function reachOf({ routes }: AccessMatrix, backendAt: (route: MatrixRoute) => Backend | undefined) {
  const byBackend = new Map<string, MatrixRoute[]>();
  for (const route of routes) {
    const backend = backendAt(route);
    if (!backend) continue;
    const known = byBackend.get(backend.name);
    if (known) known.push(route);
    else byBackend.set(backend.name, [route]);
  }
  return (backend: string): Callers | undefined => {
    const all = byBackend.get(backend);
    const [first] = all ?? [];
    if (!all || !first) return undefined;
    return {
      route: first.address,
      rank: (principal, like) => {
        const ranks = all.map((route) => {
          const rank = rankIn(route, principal);
          return rank === RANK.unknown && !isComparable(route, like) ? 0 : rank;
        });
        return Math.max(...ranks);
      },
    };
  };
}

/** The backend of a route of the matrix. */
function backends(model: ApiModel): (route: MatrixRoute) => Backend | undefined {
  const backendOf = backendsOf(model);
  const key = (api: string, verb: string, path: string) => `${api}\n${verb}\n${path}`;
  const operations = new Map<string, { readonly operation: Operation; readonly stages: readonly Stage[] }>();
  for (const { address, methods, stages } of allApis(model))
    for (const one of methods) operations.set(key(address, one.verb, one.path), { operation: one, stages });
  return ({ apiAddress, method, path, stage: name }) => {
    const found = operations.get(key(apiAddress, method, path));
    if (!found) return undefined;
    const { operation, stages } = found;
    return backendOf(operation, stages.find((stage) => stage.name === name) ?? stages[0]);
  };
}

function nameOf(backend: string, { functions }: ApiModel): string {
  return functions.find(({ arn }) => arn === backend)?.address ?? backend;
}
