import { BodyError, type ReadBody } from "../http/body";
import type { HttpRequest, HttpResponse } from "../http/message";
import type { CallEnd } from "./access-log/access-log";
import type { CallRecord, Invocation } from "./call-record";
import type { ApiPlane } from "./data-plane";
import { makeIds, type RequestIds } from "./event/ids";
import type { Incoming } from "./method-call";
import { boundedText } from "./trace/bounded";
import { type Refusing, Trace } from "./trace/trace";

/** Why a call is refused, with the service's name for it. */
export interface NamedRefusal extends Refusing {
  readonly response: string;
}

export interface Outcome {
  readonly response: HttpResponse;
  readonly refused?: NamedRefusal;
}

/** How the calls to one kind of API are answered. */
export interface CallKind<P extends ApiPlane, Progress extends object> {
  /**
   * All checks, and the integration's answer.
   *
   * @param progress gets how far the call came, for the access log
   */
  run(
    incoming: Incoming,
    readBody: ReadBody,
    plane: P,
    { progress, trace }: { readonly trace: Trace; readonly progress: Progress },
  ): Promise<Outcome>;
  /** The line of the stage's access log; undefined where it has none. */
  logLine(progress: Progress, end: CallEnd): string | undefined;
  /** The service's own id of the call, as its answer has it. */
  requestId(ids: RequestIds): string;
  /** The answer where something here fails. */
  failed(refused: NamedRefusal, ids: RequestIds): HttpResponse;
  /** The answer where the body cannot be read. */
  withoutBody(error: BodyError, ids: RequestIds): HttpResponse;
}

/** Answers a request to an API, and keeps a record of it with the verdict of each check. */
export async function answerCall<P extends ApiPlane, Progress extends object>(
  request: HttpRequest,
  readBody: ReadBody,
  plane: P,
  kind: CallKind<P, Progress>,
  progress: Progress,
): Promise<HttpResponse> {
  const at = plane.now();
  const ids = makeIds(at);
  const started = performance.now();
  const invocations: Invocation[] = [];
  const trace = new Trace();
  let outcome: Outcome;
  try {
    // Whether a body that is too long is refused before its sender is known is not documented.
    if (request.bodyError) throw request.bodyError;
    outcome = await kind.run({ request, ids, invocations }, readBody, plane, { progress, trace });
  } catch (error) {
    outcome = failure(error, kind, ids, trace);
  }
  const { refused, response } = outcome;
  const { path, query, verb } = request;
  const { status } = response;
  const milliseconds = performance.now() - started;
  const accessLog = kind.logLine(progress, { response, isRefused: refused !== undefined, milliseconds });
  const record: CallRecord = {
    requestId: kind.requestId(ids),
    at,
    milliseconds,
    verb,
    path,
    query,
    status,
    answer: answerOf(response),
    invoked: invocations.map(({ functionArn }) => functionArn),
    invocations,
    trace: trace.steps,
    ...(accessLog !== undefined && { accessLog }),
  };
  plane.onCall(refused ? { ...record, refusal: refused.response, reason: refused.reason } : record);
  return response;
}

function answerOf({ body, headers }: HttpResponse): CallRecord["answer"] {
  if (typeof body === "string") return { headers, body: boundedText(body) };
  return { headers, body: `(${body.length} bytes)` };
}

/** An unexpected error is a refusal: it is answered, logged and recorded like any other. */
function failure(
  error: unknown,
  kind: Pick<CallKind<ApiPlane, object>, "failed" | "withoutBody">,
  ids: RequestIds,
  trace: Trace,
): Outcome {
  const { message, stack = message } = error as Error;
  const refused: NamedRefusal = {
    response: "API_CONFIGURATION_ERROR",
    reason: error instanceof BodyError ? message : `The gate failed: ${stack}`,
  };
  if (!trace.isRefused) trace.refused(refused);
  const response = error instanceof BodyError ? kind.withoutBody(error, ids) : kind.failed(refused, ids);
  return { response, refused };
}
