/** Why the gate cannot start or go on: one sentence for people, and a stable code for programs. */
export class GateError extends Error {
  override readonly name = "GateError";

  constructor(
    readonly code:
      | "archive-escapes"
      | "archive-unreadable"
      | "no-stage"
      | "not-one-api"
      | "port-in-use"
      | "schema-unreadable"
      | "state-broken"
      | "state-foreign"
      | "state-in-use"
      | "store-failed",
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
