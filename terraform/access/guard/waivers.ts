import { VERBS } from "../decide";
import type { AccessMatrix } from "../matrix";
import type { GuardConfig, Waiver } from "./config";
import type { Finding, Rule } from "./rule";
import { textPattern } from "./text-pattern";
import { isAt } from "./widenings";

export type Broken = Finding & { readonly rule: Rule };

/** What the waivers of a configuration do to findings. */
export interface Waivers {
  readonly covers: (waiver: Waiver, finding: Broken) => boolean;
  /** Whether it would let the finding pass, and does not say in which of several APIs. */
  readonly lacksApi: (waiver: Waiver, finding: Broken) => boolean;
  /** The waiver that lets it pass. */
  readonly waiverOf: (finding: Broken) => Waiver | undefined;
  /** The finding; where a waiver fits it but for the API that it does not name, the message says so. */
  readonly explained: (finding: Broken) => Broken;
}

export function waiversOf({ waivers }: GuardConfig, matrix: AccessMatrix): Waivers {
  const known = new Map<Waiver, readonly string[]>();
  const apisOf = (waiver: Waiver) => {
    const apis = known.get(waiver) ?? apisWith(textPattern(waiver.resource), matrix);
    known.set(waiver, apis);
    return apis;
  };
  const lacksApi = (waiver: Waiver, finding: Broken) =>
    finding.place?.api !== undefined &&
    waiver.api === undefined &&
    waiver.resource !== "*" &&
    fits(waiver, finding, matrix) &&
    apisOf(waiver).length > 1;
  const covers = (waiver: Waiver, finding: Broken) =>
    fits(waiver, finding, matrix) && !lacksApi(waiver, finding);
  return {
    covers,
    lacksApi,
    waiverOf: (finding) => waivers.find((waiver) => covers(waiver, finding)),
    explained: (finding) => {
      const open = waivers.find((waiver) => lacksApi(waiver, finding));
      if (!open) return finding;
      const message = `${finding.message}; the waiver of ${open.resource} names no "api", and fits routes of ${apisOf(open).join(" and ")}`;
      return { ...finding, message };
    },
  };
}

/** A waiver of `*` switches the rule off; any other must name the new value, where the finding has one. */
function fits(waiver: Waiver, finding: Broken, matrix: AccessMatrix): boolean {
  const { place } = finding;
  if (!isAboutFinding(waiver, finding)) return false;
  // An address says already what it is part of.
  if (waiver.api !== undefined && !(place && isAt({ api: waiver.api }, place, matrix))) return false;
  return waiver.to === finding.accepts || (waiver.resource === "*" && !waiver.to);
}

export function isAboutFinding({ resource, rule }: Waiver, finding: Broken): boolean {
  return rule === finding.rule.id && textPattern(resource).test(finding.resource);
}

export function isSwitchedOff(id: string, { waivers }: GuardConfig): boolean {
  return waivers.some(({ resource, rule }) => rule === id && resource === "*");
}

/** The APIs with routes of which a finding would be called so: `GET /jobs signed-in`. */
function apisWith(resource: RegExp, { routes }: AccessMatrix): readonly string[] {
  const found = new Set<string>();
  for (const { api, cells, method, path } of routes) {
    if (api === undefined || found.has(api)) continue;
    const verbs = method === "ANY" ? [method, ...VERBS] : [method];
    if (verbs.some((verb) => cells.some(({ principal }) => resource.test(`${verb} ${path} ${principal}`))))
      found.add(api);
  }
  return [...found];
}
