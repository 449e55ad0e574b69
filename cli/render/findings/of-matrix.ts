import type { AccessMatrix } from "../../../terraform/access/matrix";
import type { Positions } from "../../../terraform/sources";
import { groupedNotices } from "../notices";
import { type ReportedFinding, WARNING_RULE } from "./finding";

/** The warnings of a matrix: what its cells do not show. */
export function findingsOfMatrix({ notes }: AccessMatrix, positions: Positions): readonly ReportedFinding[] {
  return groupedNotices(notes, positions).flatMap(({ at, message }) =>
    at.map(({ address, position }) => ({
      rule: WARNING_RULE,
      about: address,
      message,
      key: `${address} ${message}`,
      ...(position && { position }),
    })),
  );
}
