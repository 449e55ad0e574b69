import type { Notice } from "../../terraform/model";
import { type Positions, positionOf } from "../../terraform/sources";
import type { DataOf, note } from "../schemas/parts";

/** Notices as the JSON of every command has them. */
export function noteReports(
  notices: readonly Notice[],
  positions: Positions,
): readonly DataOf<typeof note>[] {
  return notices.map(({ address, message, unread, weight }) => {
    const position = positionOf(positions, address);
    return {
      address,
      message,
      ...(weight && { weight }),
      ...(unread?.hides && { hides: true as const }),
      ...(position && { position }),
    };
  });
}
