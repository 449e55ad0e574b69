import type { Api, ApiModel, Authorization, Decision, Notice, Operation } from "../../model";
import { allApis, backendsOf, DEFAULT_ROUTE } from "../decide";
import { fits, pattern } from "../iam";
import type { Requirement } from "../requirements";
import { filled, requestsOf } from "./path-template";

/** What the matrix says of a route. */
export interface NotedRoute {
  readonly apiAddress: string;
  readonly address: string;
  readonly method: string;
  readonly path: string;
  readonly authorization: Authorization;
  readonly cells: readonly Cell[];
}

interface Cell {
  readonly principal: string;
  readonly decision: Decision["outcome"];
  readonly requires?: readonly Requirement[];
}

/** A route that leads to a server. */
interface Served {
  readonly method: Operation;
  readonly row: NotedRoute;
  /** Of the server: `https://shop.example`, or the ARN of a listener. */
  readonly origin: string;
  /** A path that it asks the server for. */
  readonly sample: string;
  /** What all of those paths begin with. */
  readonly beginning: string;
  /** All paths that it may ask the server for. */
  readonly paths: ReturnType<typeof pattern>;
  /** What the server is sent; `ANY` is the call's own verb. */
  readonly verb: string;
}

/**
 * Routes that reach what another route guards at the same server, for callers that the other refuses: beside
 * `GET /admin` with a lock, a public `GET /{path+}` answers `/%61dmin`, which the server reads as `/admin`. The first
 * such route is named; a greedy one that is open to all goes around the lock. Functions are told the route that answers; a server is told the path alone.
 */
export function sharedServers(model: ApiModel, rows: readonly NotedRoute[]): readonly Notice[] {
  const backendOf = backendsOf(model);
  const rowAt = new Map<string, NotedRoute>();
  for (const row of rows) {
    const key = keyOf(row.apiAddress, row.method, row.path);
    // Another stage of the API has the same routes.
    if (!rowAt.has(key)) rowAt.set(key, row);
  }
  return allApis(model).flatMap((api) => {
    const byOrigin = new Map<string, Served[]>();
    for (const method of api.methods) {
      const { receiver } = backendOf(method, api.stages[0]) ?? {};
      const row = rowAt.get(keyOf(api.address, method.verb, method.path));
      if (receiver?.kind !== "server" || !row) continue;
      const one = servedOf({ method, row, origin: receiver.name }, receiver.path);
      const known = byOrigin.get(receiver.name);
      if (known) known.push(one);
      else byOrigin.set(receiver.name, [one]);
    }
    return [...byOrigin.values()].flatMap((all) => {
      const sorted = all.toSorted((one, other) => (one.sample < other.sample ? -1 : 1));
      return all.flatMap((one) => aroundLocks(api, one, beginningAs(one, sorted)));
    });
  });
}

function keyOf(api: string, verb: string, path: string): string {
  return `${api}\n${verb}\n${path}`;
}

function servedOf(one: Pick<Served, "method" | "origin" | "row">, written: string | undefined): Served {
  const { integration, path: own, verb } = one.method;
  const sent = "sent" in integration ? integration.sent?.verb : undefined;
  // What of the path goes on from `$default` is not documented.
  const path = own === DEFAULT_ROUTE ? `${(written ?? "/").replace(/\/$/, "")}/{path+}` : (written ?? own);
  const [beginning = "", ...rest] = path.split(/\{[^}]*\}/);
  const paths = pattern([beginning, ...rest].join("*"));
  const sample = filled(requestsOf({ path }), ({ anyone }) => anyone);
  return { ...one, sample, beginning, paths, verb: sent ?? verb };
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

function aroundLocks(api: Api, one: Served, all: readonly Served[]): readonly Notice[] {
  const { method } = one;
  // Browsers send preflights without credentials.
  if (method.verb === "OPTIONS") return [];
  for (const other of all) {
    if (other === one || other.method.path === DEFAULT_ROUTE || !isSent(one.verb, other.verb)) continue;
    const how = fits(one.paths, other.sample) ? spellingsAt(api, one, other.method) : undefined;
    const [first, ...more] = how ? gainersOf(one.row, other.row) : [];
    if (how === undefined || first === undefined) continue;
    const who =
      first === "anonymous" ? "every caller" : `${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
    const { address, authorization, method: verb, path } = other.row;
    const message =
      `${who} may reach what ${address} (${authorization}) guards: ` +
      `${method.verb} ${method.path} can ask ${one.origin} for the path of ${verb} ${path}, too${how.say}`;
    const isOpen = first === "anonymous" && how.isGreedy === true;
    return [{ address: method.address, message, weight: isOpen ? "danger" : "warning" }];
  }
  return [];
}

/** Of routes in the order of their samples, those that begin as the paths of one: an API has thousands of others. */
function beginningAs({ beginning }: Served, sorted: readonly Served[]): readonly Served[] {
  let [start, end] = [0, sorted.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((sorted[middle] as Served).sample < beginning) start = middle + 1;
    else end = middle;
  }
  while (sorted[end]?.sample.startsWith(beginning)) end += 1;
  return sorted.slice(start, end);
}

function isSent(one: string, other: string): boolean {
  return one === other || one === "ANY" || other === "ANY";
}

/** By which requests it asks for what the other one guards; undefined where by none. */
function spellingsAt(
  api: Api,
  { method: one, verb }: Served,
  other: Operation,
): { readonly say: string; readonly isGreedy?: boolean } | undefined {
  if (!covers(one.path, other.path)) return { say: "" };
  // Of one path, each answers the verbs that are its own.
  if (covers(other.path, one.path)) return verb === one.verb ? undefined : { say: "" };
  const letter = /[a-z0-9](?![^{]*\})/i;
  // A REST API answers a path with a slash at its end as the path without it.
  const isGreedy = one.path === DEFAULT_ROUTE || one.path.endsWith("+}");
  if (api.kind !== "rest" && isGreedy)
    return { say: `, such as by ${other.path.replace(/\/$/, "")}/`, isGreedy };
  if (!letter.test(other.path)) return undefined;
  const respelled = other.path.replace(letter, (char) => `%${char.charCodeAt(0).toString(16)}`);
  return { say: `, such as by ${respelled}: AWS does not document which of them answers that`, isGreedy };
}

/** Whether the requests of the other path fit this one, too. */
function covers(path: string, other: string): boolean {
  const template = path === DEFAULT_ROUTE ? "/{path+}" : path;
  const parts = template.split(/(\{[^}]*\})/).map((part) => {
    if (!part.startsWith("{")) return escaped(part);
    return part.endsWith("+}") ? ".+" : "[^/]+";
  });
  const request = filled(requestsOf({ path: other }), ({ anyone }) => anyone);
  return new RegExp(`^${parts.join("")}$`).test(request);
}

/** Callers who may do more at the one route than at the other. */
function gainersOf({ cells }: NotedRoute, other: NotedRoute): readonly string[] {
  return cells.flatMap((cell, index) => {
    const there = other.cells[index];
    return there && isMore(cell, there) ? [cell.principal] : [];
  });
}

function isMore(one: Cell, other: Cell): boolean {
  if (one.decision !== other.decision) return RANK[one.decision] > RANK[other.decision];
  return one.decision === "allow" && one.requires === undefined && other.requires !== undefined;
}

const RANK = { deny: 0, unknown: 1, allow: 2 } as const;
