import type { Access, Change } from "../../../terraform/access/difference";
import { type AccessMatrix, leftBefore, leftNow } from "../../../terraform/access/matrix";
import { describeRequirements } from "../../../terraform/access/requirements";
import type { ApiKind } from "../../../terraform/model";
import { andText } from "../words";

/** What changes at one route for the callers that it changes for equally. */
export interface RouteLine {
  readonly kind: ApiKind;
  /** The API and stage, where there are several. */
  readonly api: string;
  /** `GET /pets` */
  readonly route: string;
  /** What changes for whom: `everybody may now call it (was: denied)`. */
  readonly text: string;
  /** The same of several routes: `everybody may now call them (was: denied)`. */
  readonly textOfMany: string;
  /** What decides, or why it is not known: `by statement 2 of aws_iam_role_policy.user`. */
  readonly note?: string;
  /** The address of what decides now, or did before. */
  readonly source?: string;
}

/**
 * Callers for whom the same changes at one route are one line, or those for whom the same changes at the same routes:
 * whichever gives fewer different lines.
 *
 * @param base in which it is looked up who could call a route before
 */
export function routeLines(changes: readonly Change[], base: AccessMatrix): RouteLine[] {
  const callers = callersBefore(base);
  const routes = [...grouped(changes, keyOf)].map(([key, all]) => ({
    changes: withoutFollowers(all),
    callers: callers.get(key) ?? [],
  }));
  const linesBy = (sign: (change: Change) => string) =>
    routes.flatMap((route) =>
      [...grouped(route.changes, sign).values()].map((same) => lineOf(same, route.callers)),
    );
  const byRoute = linesBy(signOf);
  const places = placesOf(routes.flatMap((route) => route.changes));
  const byCaller = linesBy((change) => `${signOf(change)}\n${places(change)}`);
  return countOf(byCaller) < countOf(byRoute) ? byCaller : byRoute;
}

function countOf(lines: readonly RouteLine[]): number {
  return new Set(lines.map(({ text }) => text)).size;
}

/** For a change, all routes at which the same changes for its caller. */
function placesOf(changes: readonly Change[]): (change: Change) => string {
  const numbers = new Map<string, number>();
  const numberOf = (key: string) => numbers.get(key) ?? numbers.set(key, numbers.size).size;
  const routes = new Map<string, number[]>();
  const callerOf = (change: Change) => `${change.principal}\n${signOf(change)}`;
  for (const change of changes) {
    const own = routes.get(callerOf(change)) ?? [];
    own.push(numberOf(keyOf(change)));
    routes.set(callerOf(change), own);
  }
  const texts = new Map([...routes].map(([caller, own]) => [caller, own.join(" ")]));
  return (change) => texts.get(callerOf(change)) ?? "";
}

/** Changes of one route, with `everybody` for anonymous callers where all others follow them. */
function withoutFollowers(all: readonly Change[]): Change[] {
  const anonymous = all.find(({ principal }) => principal === "anonymous");
  if (!anonymous) return [...all];
  const rest = all.filter((change) => change !== anonymous && !isLike(change, anonymous));
  return [{ ...anonymous, principal: all.length > 1 ? EVERYBODY : "anonymous" }, ...rest];
}

const EVERYBODY = "everybody";

function isLike(change: Change, anonymous: Change): boolean {
  return (
    change.to.decision === anonymous.to.decision &&
    needs(change.to) === needs(anonymous.to) &&
    needs(change.from) === needs(anonymous.from)
  );
}

/** Equal where the same changes; what is not known, for the same reason. */
function signOf(change: Change): string {
  const isKnown = change.to.decision === "allow" || change.to.decision === "deny";
  return [effect(change, { who: "", was: "", it: "" }), ...(isKnown ? [] : [noteOf(change)])].join("\n");
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const same = groups.get(keyOf(one));
    if (same) same.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}

function lineOf(same: readonly Change[], callers: readonly string[]): RouteLine {
  const [change] = same as [Change, ...Change[]];
  const { api, kind, method, path, stage } = change;
  const who = andText(same.map(({ principal }) => principal));
  const was = before(change, callers);
  const [first, ...others] = [...new Set(same.flatMap((one) => noteOf(one) ?? []))];
  const note = others.length === 0 ? first : `${first} and ${others.length} more`;
  const source = change.to.source ?? change.from.source;
  return {
    kind,
    api: [api, stage].filter(Boolean).join(", "),
    route: `${method} ${path}`,
    text: effect(change, { who, was, it: "it" }),
    textOfMany: effect(change, { who, was, it: "them" }),
    ...(note !== undefined && { note }),
    ...(source && { source: source.address }),
  };
}

interface Words {
  readonly who: string;
  /** Instead of `denied`, who was not. */
  readonly was: string;
  readonly it: string;
}

function effect({ from, to }: Change, { it, was, who }: Words): string {
  const through = to.answeredBy === undefined ? "" : `, answered by ${to.answeredBy}`;
  const state = words(from);
  const rest = `(was: ${state === "denied" ? was : state})${through}`;
  switch (to.decision) {
    case "allow":
      return `${who} may now call ${it}${to.requires ? ` only${needs(to)}` : ""}${leftNow(to.leaves)} ${rest}`;
    case "unknown":
      return `it is not known any more whether ${who} may call ${it} ${rest}`;
    case "deny":
    case "absent":
      return `${who} may no longer call ${it} ${rest}`;
  }
}

/** Where everybody gets in who did not, those who did are of interest. */
function before({ principal }: Change, callers: readonly string[]): string {
  if (principal !== EVERYBODY || callers.length === 0) return "denied";
  return callers.length > 3 ? `${callers[0]} and ${callers.length - 1} others` : callers.join(", ");
}

function noteOf({ to: { decision, reason, source } }: Change): string | undefined {
  if (decision === "unknown" || decision === "absent") return withinSentence(reason);
  if (!source) return undefined;
  return `by ${source.statement === undefined ? "" : `statement ${source.statement} of `}${source.address}`;
}

/** A name at the beginning keeps its capital. */
function withinSentence(reason: string): string {
  return reason.replace(/^(An?|Its?|No|The|There|What|Whether|Which|Whose)\b/, (word) => word.toLowerCase());
}

function words(access: Access): string {
  const names = { allow: "allowed", deny: "denied", unknown: "not known", absent: "no such route" } as const;
  const word =
    access.decision === "absent" && /^There is no (?!such)/.test(access.reason)
      ? "denied"
      : names[access.decision];
  return `${word}${needs(access)}${leftBefore(access.leaves)}${access.answeredBy === undefined ? "" : ` by ${access.answeredBy}`}`;
}

function needs({ requires = [] }: Access): string {
  return requires.length > 0 ? ` ${describeRequirements(requires)}` : "";
}

function callersBefore({ routes }: AccessMatrix): ReadonlyMap<string, readonly string[]> {
  return new Map(
    routes.map((route) => [
      keyOf(route),
      route.cells.filter(({ decision }) => decision === "allow").map(({ principal }) => principal),
    ]),
  );
}

function keyOf({ api = "", method, path, stage = "" }: Pick<Change, "api" | "method" | "path" | "stage">) {
  return [api, stage, method, path].join("\n");
}
