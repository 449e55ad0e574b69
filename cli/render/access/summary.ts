import type { MatrixRoute } from "../../../terraform/access/matrix";
import { counted } from "../words";
import { lockOf } from "./lock";

/** What a caller without credentials meets at a route. */
type Outcome = "open" | "conditional" | "locked" | "closed" | "unknown";

/**
 * `68 routes of 2 APIs: 20 open, 41 locked (30 iam, 11 lambda), 7 unknown; 1 warning`
 *
 * @param warnings how many different ones
 */
export function summaryOf(routes: readonly MatrixRoute[], warnings: number): string {
  if (routes.length === 0)
    return `No route of an API ${warnings === 0 ? "is in this Terraform" : "was read"}; ${counted(warnings, "warning")}`;
  const counts = new Map<Outcome, number>();
  const locks = new Map<string, number>();
  for (const route of routes) {
    const outcome = outcomeOf(route);
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    if (outcome === "locked") locks.set(lockOf(route), (locks.get(lockOf(route)) ?? 0) + 1);
  }
  const said: readonly [Outcome, string][] = [
    ["open", "open"],
    ["conditional", "open to those who meet a condition"],
    ["locked", `locked (${locksText(locks)})`],
    ["closed", "closed to everyone"],
    ["unknown", "unknown"],
  ];
  const parts = said.flatMap(([outcome, words]) => {
    const count = counts.get(outcome);
    return count === undefined ? [] : [`${count} ${words}`];
  });
  const of = sourcesText(routes);
  return `${counted(routes.length, "route")}${of}: ${parts.join(", ")}; ${counted(warnings, "warning")}`;
}

/** Said where there is more than one API. */
function sourcesText(routes: readonly MatrixRoute[]): string {
  const apis = new Set(routes.flatMap(({ apiAddress, kind }) => (kind === "url" ? [] : [apiAddress]))).size;
  const urls = routes.filter(({ kind }) => kind === "url").length;
  if (apis + urls < 2) return "";
  const named = [
    ...(apis > 0 ? [counted(apis, "API")] : []),
    ...(urls > 0 ? [counted(urls, "function URL")] : []),
  ];
  return ` of ${named.join(" and ")}`;
}

function locksText(locks: ReadonlyMap<string, number>): string {
  if (locks.size === 1) return [...locks.keys()].join("");
  return [...locks].map(([lock, count]) => `${count} ${lock}`).join(", ");
}

function outcomeOf({ cells, unknown }: MatrixRoute): Outcome {
  const anonymous = cells.find(({ principal }) => principal === "anonymous");
  if (!anonymous || anonymous.decision === "unknown" || unknown !== undefined) return "unknown";
  if (anonymous.decision === "allow") return anonymous.requires ? "conditional" : "open";
  return cells.every(({ decision }) => decision === "deny") ? "closed" : "locked";
}
