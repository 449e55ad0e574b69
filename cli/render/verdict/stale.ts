import type { Verdict } from "../../../terraform/access/guard";

/** What an entry of the configuration is called that matches nothing. */
export function staleName(entry: Verdict["stale"][number]): string {
  if ("rule" in entry) {
    const value = entry.to === undefined ? "" : `, to ${entry.to}`;
    const api = entry.api === undefined ? "" : `${entry.api} `;
    return `waiver of ${entry.rule} for ${api}${entry.resource}${value}`;
  }
  if ("resource" in entry) return `unknown ${entry.resource}`;
  const { api, meant, principal, route, stage } = entry;
  const expected = meant ? `; expected the principal as ${meant.join(" or ")}` : "";
  const at = [api, stage, route].filter((part) => part !== undefined).join(" ");
  return `widening of ${at} for ${principal}${expected}`;
}
