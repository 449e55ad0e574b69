import type { CallRecord } from "../data-plane/call-record";
import { redactionOf, withoutCredentials } from "../redaction/call";
import type { Known } from "../redaction/redacted";
import type { ShownCall } from "./shapes";

/** How many calls are kept. */
const KEPT = 200;

/** The last calls of the API. */
export interface Calls {
  add(call: CallRecord): void;
  /**
   * The calls after one, without credentials, the oldest first.
   *
   * @param number of a call; 0 is before the first
   * @param known what is a credential besides what is named for one
   */
  after(number: number, known: Known): readonly ShownCall[];
}

export function makeCalls(): Calls {
  const calls: CallRecord[] = [];
  let count = 0;
  return {
    add(call) {
      calls[count % KEPT] = call;
      count++;
    },
    after(number, known) {
      const first = Math.max(number, count - KEPT, 0);
      return Array.from({ length: Math.max(0, count - first) }, (_, i) =>
        shown(first + i + 1, calls[(first + i) % KEPT] as CallRecord, known),
      );
    },
  };
}

/** A call as the page and tests see it. */
function shown(number: number, call: CallRecord, known: Known): ShownCall {
  const { at, invoked: _, milliseconds, ...rest } = call;
  return {
    ...rest,
    number,
    at: at.toISOString(),
    milliseconds: Math.round(milliseconds * 10) / 10,
    ...withoutCredentials(call, redactionOf(call, known)),
  };
}
