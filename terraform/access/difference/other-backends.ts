import type { ApiModel, Operation } from "../../model";
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
    const [was, is] = [from && before(from), to && after(to)];
    if (!from || !to || is === undefined || is.name === was?.name) continue;
    const key = `${to.address} ${is.name}`;
    if (found.has(key)) continue;
    if (!is.isKnown) {
      found.set(key, {
        resource: to.address,
        why: `where ${verb} ${to.path} leads now is not known: ${is.name}`,
      });
      continue;
    }
    const moved = movedChecks(from, to, verb);
    if (moved) {
      found.set(key, moved);
      continue;
    }
    reached ??= reachOf(base.matrix, before);
    const callers = reached(is.name);
    if (!callers) continue;
    const gaining = to.cells.filter((cell) => mayGain(cell, { from, to }, callers));
    const [first, ...more] = gaining.map(({ principal }) => principal);
    if (first === undefined) continue;
    const who = more.length === 0 ? first : `${first} and ${more.length} more`;
    found.set(key, {
      resource: to.address,
      why: `${verb} ${to.path} leads to ${nameOf(is.name, head.model)} now, which ${who} could not reach before; it is also behind ${callers.route}, and what it serves here is not known`,
    });
  }
  return [...found.values()];
}

/** A check that the lock leaves to another backend than before. */
function movedChecks(
  { leftToBackend: before }: MatrixRoute,
  { address, cells, leftToBackend: after, path }: MatrixRoute,
  verb: string,
): Undecided | undefined {
  const isReached = cells.some(({ decision }) => decision !== "deny");
  if (!isReached || !before || !after || before.backend === after.backend) return undefined;
  const { backend = "what is not known" } = after;
  return {
    resource: address,
    why: `API Gateway does not tell access tokens from ID tokens at ${verb} ${path}, which leads to ${backend} now (was: ${before.backend ?? "what is not known"}): whether that refuses the wrong kind is not known`,
  };
}

function mayGain(
  { decision, principal }: Cell,
  { from, to }: { readonly from: MatrixRoute; readonly to: MatrixRoute },
  callers: Callers,
): boolean {
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
  const operations = new Map<string, Operation>();
  for (const { address, methods } of allApis(model))
    for (const one of methods) operations.set(key(address, one.verb, one.path), one);
  return ({ apiAddress, method, path }) => {
    const operation = operations.get(key(apiAddress, method, path));
    return operation && backendOf(operation);
  };
}

function nameOf(backend: string, { functions }: ApiModel): string {
  return functions.find(({ arn }) => arn === backend)?.address ?? backend;
}
