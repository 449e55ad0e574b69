import type { CallRecord, Invocation } from "../data-plane/call-record";
import { isSecret, REDACTED, redacted, redactedQuery, redactedText } from "./redacted";
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
   * @param secrets values that are credentials, such as API keys
   */
  after(number: number, secrets: ReadonlySet<string>): readonly ShownCall[];
}

export function makeCalls(): Calls {
  const calls: CallRecord[] = [];
  let count = 0;
  return {
    add(call) {
      calls[count % KEPT] = call;
      count++;
    },
    after(number, secrets) {
      const first = Math.max(number, count - KEPT, 0);
      return Array.from({ length: Math.max(0, count - first) }, (_, i) =>
        shown(first + i + 1, calls[(first + i) % KEPT] as CallRecord, secrets),
      );
    },
  };
}

/** A call as the page and tests see it. */
function shown(number: number, call: CallRecord, secrets: ReadonlySet<string>): ShownCall {
  const { answer, at, invocations, invoked: _, milliseconds, query, ...rest } = call;
  return {
    number,
    at: at.toISOString(),
    milliseconds: Math.round(milliseconds * 10) / 10,
    ...rest,
    query: redactedQuery(query),
    answer: {
      headers: answer.headers.map(([name, value]) => [name, isSecret(name) ? REDACTED : value]),
      body: redactedText(answer.body, secrets),
    },
    invocations: invocations.map((one) => redacted(one, secrets) as Invocation),
  };
}
