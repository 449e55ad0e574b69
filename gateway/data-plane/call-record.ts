import type { Header } from "../http/message";
import type { InvokeResult } from "../lambda/worker";
import type { TraceStep } from "./trace/trace";

/** The outcome of one request to the API. */
export interface CallRecord {
  /** As the response's `x-amzn-RequestId` has it. */
  readonly requestId: string;
  readonly at: Date;
  /** From the whole head of the request to the whole answer. */
  readonly milliseconds: number;
  readonly verb: string;
  /** With the stage, as it was sent. */
  readonly path: string;
  /** As it was sent; it may hold a signature. */
  readonly query: string;
  readonly status: number;
  readonly answer: CallAnswer;
  /** ARNs of the functions that were invoked for it, authorizers included. */
  readonly invoked: readonly string[];
  /** What they got and answered. */
  readonly invocations: readonly Invocation[];
  /** On a refusal by the gate: API Gateway's name for it. */
  readonly refusal?: string;
  /** Why, in one sentence, for the operator of the gate. The caller does not see it. */
  readonly reason?: string;
  /** The line of the stage's access log, where it has a format. */
  readonly accessLog?: string;
  /** The verdict of each check, in their order. */
  readonly trace: readonly TraceStep[];
}

/** What the caller got. */
export interface CallAnswer {
  readonly headers: readonly Header[];
  /** Its beginning, where it is long. */
  readonly body: string;
}

/** One run of a function. What is long is cut. */
export interface Invocation {
  readonly functionArn: string;
  readonly event: unknown;
  /** Of Lambda; undefined while it runs. */
  result: InvokeResult | { readonly kind: "missing" } | undefined;
}
