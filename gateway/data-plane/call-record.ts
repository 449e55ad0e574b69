/** The outcome of one request to the API. */
export interface CallRecord {
  /** As the response's `x-amzn-RequestId` has it. */
  readonly requestId: string;
  readonly verb: string;
  /** With the stage, as it was sent. */
  readonly path: string;
  readonly status: number;
  /** ARNs of the functions that were invoked for it, authorizers included. */
  readonly invoked: readonly string[];
  /** On a refusal by the gate: API Gateway's name for it. */
  readonly refusal?: string;
  /** Why, in one sentence, for the operator of the gate. The caller does not see it. */
  readonly reason?: string;
}
