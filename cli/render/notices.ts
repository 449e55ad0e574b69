import type { Notice } from "../../terraform/model";
import { type Position, type Positions, positionOf } from "../../terraform/sources";

/** A notice, and where it applies: equal ones are one. */
export interface RepeatedNotice {
  readonly message: string;
  readonly at: readonly { readonly address: string; readonly position?: Position }[];
}

/** Equal messages once, in the order in which they came. */
export function groupedNotices(notices: readonly Notice[], positions: Positions): readonly RepeatedNotice[] {
  const groups = new Map<string, Set<string>>();
  for (const { address, message } of notices)
    groups.set(message, (groups.get(message) ?? new Set()).add(address));
  return [...groups].map(([message, addresses]) => ({
    message,
    at: [...addresses].map((address) => {
      const position = positionOf(positions, address);
      return { address, ...(position && { position }) };
    }),
  }));
}
