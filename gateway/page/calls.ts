import type { CallRecord, Invocation } from "../data-plane/call-record";
import type { Header } from "../http/message";
import { type Known, Redaction } from "./redaction/redacted";
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
  // Read first for the credentials in it: one may also be where nothing says what it is, such as in a path.
  const first = new Redaction(known);
  withoutCredentials(call, first);
  const second = new Redaction({ ...known, values: new Set([...known.values, ...first.found]) });
  return {
    ...rest,
    number,
    at: at.toISOString(),
    milliseconds: Math.round(milliseconds * 10) / 10,
    ...withoutCredentials(call, second),
  };
}

function withoutCredentials(
  { accessLog, answer, invocations, path, query, reason, trace }: CallRecord,
  by: Redaction,
) {
  return {
    path: by.text(path),
    // A query begins at its question mark.
    query: by.text(`?${query}`).slice(1),
    answer: {
      headers: answer.headers.map(([name, value]): Header => [name, by.named(name, value)]),
      body: by.text(answer.body),
    },
    invocations: invocations.map((one) => by.value(one) as Invocation),
    ...(reason !== undefined && { reason: by.text(reason) }),
    ...(accessLog !== undefined && { accessLog: by.text(accessLog) }),
    trace: trace.map((step) => ({ ...step, reason: by.text(step.reason) })),
  };
}
