import { type Difference, outcomeOf } from "../../../terraform/access/difference";
import { type Positions, positionOf } from "../../../terraform/sources";
import type { DifferenceJson } from "../../schemas/difference";
import { jsonText } from "../json";
import { noteReports } from "../note-reports";
import type { ReportedDifference } from "./report";

/** The difference as `schemas/diff.schema.json` describes it. */
export function differenceJson({ found, positions, warnings }: ReportedDifference): string {
  const { narrowed, narrowedTrust, trust, undecided, widened } = found;
  const report: DifferenceJson = {
    version: 1,
    outcome: outcomeOf(found),
    trust: trust.map((one) => at(one, positions)),
    widened: widened.map((change) => withSources(change, positions)),
    narrowed: narrowed.map((change) => withSources(change, positions)),
    narrowedTrust: narrowedTrust.map((one) => at(one, positions)),
    undecided: undecided.map((one) => at(one, positions)),
    notes: noteReports(warnings, positions),
  };
  return `${jsonText(report, 2)}\n`;
}

function at<T extends { readonly resource: string }>(one: T, positions: Positions): T {
  const position = positionOf(positions, one.resource);
  return { ...one, ...(position && { position }) };
}

function withSources(change: Difference["widened"][number], positions: Positions) {
  const placed = (access: typeof change.from) => {
    const position = access.source && positionOf(positions, access.source.address);
    return position ? { ...access, source: { ...access.source, position } } : access;
  };
  return { ...change, from: placed(change.from), to: placed(change.to) };
}
