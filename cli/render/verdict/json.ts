import type { Verdict } from "../../../terraform/access/guard";
import { type Positions, positionOf } from "../../../terraform/sources";
import type { VerdictJson } from "../../schemas/verdict";
import { jsonText } from "../json";
import { noteReports } from "../note-reports";
import { waiverOf } from "./waiver";

/** The verdict as `schemas/guard.schema.json` describes it. */
export function verdictJson(
  { accepted, broken, inapplicable, notes, skipped, stale, unknown, waived }: Verdict,
  { configFile, positions }: { readonly configFile: string; readonly positions: Positions },
): string {
  const at = (address: string) => {
    const position = positionOf(positions, address);
    return position && { position };
  };
  const report: VerdictJson = {
    version: 1,
    config: configFile,
    broken: broken.map(({ accepts, address, entry, message, resource, rule }) => ({
      rule: rule.id,
      resource,
      message,
      ...at(address ?? resource),
      reason: rule.reason,
      fix: rule.fix,
      entry: entry ?? waiverOf(rule.id, { accepts, resource }),
    })),
    waived: waived.map(({ message, resource, rule, waiver }) => ({
      rule: rule.id,
      resource,
      message,
      because: waiver.reason,
    })),
    unknown: unknown.map((one) => ({ ...one, ...at(one.resource) })),
    accepted: accepted.map(({ entry, ...one }) => ({ ...one, because: entry.reason })),
    stale,
    skipped: skipped.map(({ id }) => id),
    inapplicable: inapplicable.map(({ id }) => id),
    notes: noteReports(notes, positions),
  };
  return `${jsonText(report, 2)}\n`;
}
