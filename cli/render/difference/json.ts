import { type Difference, outcomeOf } from "../../../terraform/access/difference";
import { type Positions, positionOf } from "../../../terraform/sources";
import { jsonText } from "../json";
import type { ReportedDifference } from "./report";

/**
 * `{"outcome":"wider","trust":[{"kind","resource","argument"?,"from","to","relies","what","position"?}],
 * "widened":[{"method","path","principal","from":{"decision","reason","source"},"to":{…}}],"narrowed":[…],
 * "narrowedTrust":[…],"undecided":[{"resource","argument"?,"why","position"?}]}`; a `source` has a position as well.
 */
export function differenceJson({ found, positions }: ReportedDifference): string {
  const { narrowed, narrowedTrust, trust, undecided, widened } = found;
  const report = {
    outcome: outcomeOf(found),
    trust: trust.map((one) => at(one, positions)),
    widened: widened.map((change) => withSources(change, positions)),
    narrowed: narrowed.map((change) => withSources(change, positions)),
    narrowedTrust: narrowedTrust.map((one) => at(one, positions)),
    undecided: undecided.map((one) => at(one, positions)),
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
