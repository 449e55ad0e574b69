import type { CallRecord, Invocation } from "../data-plane/call-record";
import type { Header } from "../http/message";
import { type Known, Redaction } from "./redacted";

/**
 * What takes the credentials out of one call. The call is read first for those in it: one may also be where nothing says
 * what it is, such as in a path.
 */
export function redactionOf(call: CallRecord, known: Known): Redaction {
  const first = new Redaction(known, true);
  withoutCredentials(call, first);
  if (first.found.size === 0) return new Redaction(known);
  return new Redaction({ ...known, values: new Set([...known.values, ...first.found]) });
}

const NONE: ReadonlySet<string> = new Set();

/** The parts of a call that may hold credentials. */
export function withoutCredentials(
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

/**
 * What the gate's log says of a call. Of a call that was let through to a route of the Terraform, the line has nothing
 * that its caller wrote, so the call need not be read for credentials.
 *
 * @param paths of routes, which are no secrets
 */
export function callLines(
  call: CallRecord,
  known: Known,
  paths: ReadonlySet<string> = NONE,
): readonly string[] {
  const { accessLog, path, reason, refusal, status, verb } = call;
  if (reason === undefined && accessLog === undefined && paths.has(path))
    return [`${verb} ${path} ${status}`];
  const by = redactionOf(call, known);
  const refused = reason === undefined ? "" : ` ${refusal}: ${by.text(reason)}`;
  return [
    `${verb} ${by.text(path)} ${status}${refused}`,
    ...(accessLog === undefined ? [] : [`access log: ${by.text(accessLog)}`]),
  ];
}
